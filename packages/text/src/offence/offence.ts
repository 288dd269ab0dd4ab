import type { Evidence, OffenceLabel } from '../analysis.ts'
import { type Features, type Head, scoreHead, sigmoid, tokenWeights } from '../learn/index.ts'
import { readTokens } from '../learn/tokens.ts'
import { findStems, isStrong, type OffenceKind, type StemFound } from './lexicon.ts'
import type { OffenceModel } from './offence-model.ts'
import { signalNames, signalsOf } from './signals.ts'

export type Offence = { label: OffenceLabel; score: number; spans: Evidence[] }

/**
 * Insult (a person is degraded), abuse (degraded for what they belong to or think), threat (violence announced or
 * wished), hate (a group is), or none. German by learnt heads and lexicon; a text of another `language` by the lexicon
 * alone. `score`: the share of offence, 0 to 1; from 0.5 on it has a label. `scores`: those of `offenceHeads`, where they
 * are known already.
 */
export function findOffence(
  model: OffenceModel,
  text: string,
  features: Features,
  language: string | null = 'de',
  scores: readonly Float64Array[] = offenceHeads(model).map((head) => scoreHead(head, features)),
): Offence {
  const tokens = readTokens(text)
  const stems = findStems(tokens)
  if (language !== null && language !== 'de') return byLexicon(stems, signalsOf(text, tokens, stems), features)
  const heads = flat(scores)
  const signals = signalsOf(text, tokens, stems)
  const learnt = aroundHalf(sigmoid(upperScore(model, heads, signals)), model.threshold)
  // GermEval has no threats, so the layer above the heads learnt nothing of them.
  const isPlain =
    learnt < 0.5 &&
    stems.some(
      ({ kind, start, end }) =>
        isStrong(text.slice(start, Math.min(end, start + 60))) || (kind === 'threat' && isSaid(text.slice(start, end))),
    )
  const score = isPlain ? plainScore : learnt
  if (score < 0.5) return { label: 'none', score, spans: [] }
  return {
    label: labelOf(stems, heads),
    score,
    spans: evidence(stems, features, model.offence),
  }
}

/** Of a text that the heads find calm although it holds one of the strongest words. */
const plainScore = 0.7

type OffenceHeads = Pick<OffenceModel, 'offence' | 'fine' | 'hate' | 'negative'>

/** A phrase of threat, not a word that is also used of other things ("Gesetze umbringen", "Daten vernichten"). */
function isSaid(phrase: string): boolean {
  return /\s/.test(phrase.trim())
}

/** The heads in the order in which the upper layer reads their outputs: that of `headScores`. */
export function offenceHeads({ offence, fine, hate, negative }: OffenceHeads): Head[] {
  return [offence, fine, hate, negative]
}

function flat(scores: readonly Float64Array[]): Float64Array {
  return Float64Array.from(scores.flatMap((part) => [...part]))
}

function upperScore({ weights, bias }: OffenceModel, heads: Float64Array, signals: Float64Array): number {
  let sum = bias
  for (let n = 0; n < heads.length; n++) sum += weights[n]! * heads[n]!
  for (let n = 0; n < signals.length; n++) sum += weights[heads.length + n]! * signals[n]!
  return sum
}

/** Bends a share so that the threshold lies at one half. */
function aroundHalf(share: number, threshold: number): number {
  return share < threshold ? (0.5 * share) / threshold : 0.5 + (0.5 * (share - threshold)) / (1 - threshold)
}

function labelOf(stems: readonly StemFound[], [, insult = 0, abuse = 0, hate = 0]: Float64Array): OffenceLabel {
  const has = (kind: OffenceKind) => stems.some((stem) => stem.kind === kind)
  if (has('threat')) return 'threat'
  if (hate > 0.3 && (has('slur') || has('group'))) return 'hate'
  return insult + (has('insult') ? 0.4 : 0) >= abuse + (has('slur') ? 0.4 : 0) ? 'insult' : 'abuse'
}

/** Without a head for the language: an insult said to somebody, a slur or a threat is enough, a coarse word is not. */
function byLexicon(stems: readonly StemFound[], signals: Float64Array, features: Features): Offence {
  const count = (kind: OffenceKind) => stems.filter((stem) => stem.kind === kind).length
  const toYou = signals[signalNames.indexOf('said to you')]!
  const sum =
    -2.2 +
    1.4 * Math.min(2, count('insult')) +
    1 * Math.min(2, count('profanity')) +
    2.6 * Math.min(2, count('slur')) +
    2.4 * Math.min(1, count('threat')) +
    1.1 * Math.min(2, count('contempt')) +
    0.9 * toYou
  const score = sigmoid(sum)
  if (score < 0.5) return { label: 'none', score, spans: [] }
  const has = (kind: OffenceKind) => count(kind) > 0
  const label = has('threat') ? 'threat' : has('slur') ? 'hate' : has('insult') ? 'insult' : 'abuse'
  return { label, score, spans: evidence(stems, features) }
}

/** The stems; without any the words whose weight in the head is a fifth of all or more. */
function evidence(stems: readonly StemFound[], features: Features, head?: Head): Evidence[] {
  const carrying = stems.filter(({ kind }) => kind !== 'group')
  if (carrying.length > 0 || head === undefined) {
    const spans = new Map(carrying.map(({ start, end }) => [start, { start, end, weight: 1 }]))
    return [...spans.values()].toSorted((a, b) => a.start - b.start)
  }
  const weights = tokenWeights(head, features, 0)
  let all = 0
  for (const weight of weights) if (weight > 0) all += weight
  const spans: Evidence[] = []
  for (let token = 0; token < weights.length; token++) {
    const share = weights[token]! / all
    if (share < 0.2) continue
    spans.push({ start: features.spans[2 * token]!, end: features.spans[2 * token + 1]!, weight: share })
  }
  return spans
}
