import { type ConcernKind, concernKinds, type Evidence } from '../analysis.ts'
import { type Features, type Head, scoreHead, sigmoid, softmax, tokenWeights } from '../learn/index.ts'
import { readTokens } from '../learn/tokens.ts'
import type { Cue } from './cues.ts'
import { type KindModel, type Upper } from './kind-model.ts'
import { type CueFound, findCues, kindSignals } from './signals.ts'

export type KindFound = {
  kind: { label: ConcernKind; confidence: number; spans: Evidence[] }
  /** 0 to 1: how soon somebody has to act. */
  urgency: number
  /** 0 to 1: how angry the writer is. */
  anger: number
  /** "For the third time", "nobody answers". */
  repeatedContact: { score: number; spans: Evidence[] }
}

/** What a text wants of a company, German and English. `scores`: those of `kindHeads`, where they are known already. */
export function findKind(
  model: KindModel,
  text: string,
  features: Features,
  scores: readonly Float64Array[] = kindHeads(model).map((head) => scoreHead(head, features)),
): KindFound {
  const cuesFound = findCues(readTokens(text))
  const inputs = upperInputsOf(scores, text, features, cuesFound)
  const shares = softmax(applyUpper(model.upper.kind, inputs))
  let best = 0
  for (let k = 1; k < shares.length; k++) if (shares[k]! > shares[best]!) best = k
  const label = concernKinds[best]!
  const grade = (name: 'urgency' | 'anger' | 'repeated') => sigmoid(applyUpper(model.upper[name], inputs)[0]!)
  const repeated = grade('repeated')
  return {
    kind: {
      label,
      confidence: shares[best]!,
      spans: label === 'none' ? [] : kindSpans(model, features, best, cuesFound),
    },
    urgency: grade('urgency'),
    anger: grade('anger'),
    repeatedContact: { score: repeated, spans: repeated < 0.5 ? [] : cueSpans(cuesFound, 'repeated') },
  }
}

type KindHeads = Omit<KindModel, 'upper'>

/** The heads in the order in which the upper layer reads their outputs. */
export function kindHeads({ kinds, grades, spam, polar }: KindHeads): Head[] {
  return [kinds, grades, spam, polar]
}

/** The scores of the heads and the signals of the cues, in one row. */
export function upperInputsOf(
  scores: readonly Float64Array[],
  text: string,
  features: Features,
  cuesFound = findCues(readTokens(text)),
): Float64Array {
  const signals = kindSignals(text, cuesFound, features)
  const row = new Float64Array(scores.reduce((sum, one) => sum + one.length, 0) + signals.length)
  let at = 0
  for (const part of [...scores, signals]) {
    row.set(part, at)
    at += part.length
  }
  return row
}

function applyUpper({ weights, bias }: Upper, inputs: Float64Array): Float64Array {
  const outputs = bias.length
  const sums = Float64Array.from(bias)
  for (let n = 0; n < inputs.length; n++) {
    const value = inputs[n]!
    if (value !== 0) for (let k = 0; k < outputs; k++) sums[k]! += value * weights[n * outputs + k]!
  }
  return sums
}

const cueOfKind: Partial<Record<ConcernKind, Cue>> = {
  question: 'asks',
  request: 'wants',
  complaint: 'complains',
  praise: 'praises',
  suggestion: 'suggests',
  fault: 'faults',
  cancellation: 'leaves',
  'press-legal': 'legal',
  spam: 'spams',
}

/** The cue phrases of the kind; without any the words that weigh most in the head. */
function kindSpans(model: KindModel, features: Features, best: number, cuesFound: readonly CueFound[]): Evidence[] {
  const cue = cueOfKind[concernKinds[best]!]
  const spans = cue === undefined ? [] : cueSpans(cuesFound, cue)
  if (spans.length > 0) return spans
  const weights = tokenWeights(model.kinds, features, best)
  let all = 0
  for (const weight of weights) if (weight > 0) all += weight
  const found: Evidence[] = []
  for (let token = 0; token < weights.length; token++)
    if (weights[token]! > 0.25 * all)
      found.push({
        start: features.spans[2 * token]!,
        end: features.spans[2 * token + 1]!,
        weight: weights[token]! / all,
      })
  return found
}

function cueSpans(cuesFound: readonly CueFound[], cue: Cue): Evidence[] {
  return cuesFound.filter(({ kind }) => kind === cue).map(({ start, end }) => ({ start, end, weight: 1 }))
}
