// Trains the model of offence: heads over hashed words and letters from GermEval 2018, GAHD, PotTS and MobASA, and above
// them one over their scores and the lexicon, learnt on scores of texts the heads had not seen.

import {
  buildMatrix,
  extractFeatures,
  type Features,
  hashText,
  type Head,
  makeHead,
  rowOf,
  scoreHead,
  sigmoid,
  type Space,
  trainHinge,
  writeModel,
} from '../src/learn/index.ts'
import { readTokens } from '../src/learn/tokens.ts'
import { findStems } from '../src/offence/lexicon.ts'
import { offenceHeads } from '../src/offence/offence.ts'
import { signalsOf } from '../src/offence/signals.ts'
import { mobasaDocuments } from './data/mobasa.ts'
import { gahd, germeval2018, type GermevalOffence } from './data/offence.ts'
import type { Labelled, Part } from './data/source.ts'
import { toneTweets } from './data/tone-tweets.ts'
import { kindTexts } from './kind.ts'
import { storeModel } from './store-model.ts'
import { trainUpperLayer } from './upper-layer.ts'

const space: Space = {
  bits: 18,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 0.5 },
    { group: 'char', gain: 1.2 },
    { group: 'long', gain: 0.7 },
    { group: 'shape', gain: 0.1, raw: true },
  ],
  binary: true,
}
const groups = space.groups.map(({ group }) => group)

export type OffenceText = Labelled<GermevalOffence> & { features: Features }

export async function train(): Promise<void> {
  storeModel('offence', trainOffenceModel(offenceTexts()))
}

/** Line ends are written |LBR| in the set. */
export function offenceTexts(parts: readonly Part[] = ['train', 'dev', 'test']): OffenceText[] {
  return germeval2018()
    .filter(({ part }) => parts.includes(part))
    .map((one) => {
      const text = one.text.replaceAll('|LBR|', '\n')
      return { ...one, text, features: extractFeatures(text, groups) }
    })
}

/** Chosen on dev and on folds by account. */
const costs = { offence: 0.003, fine: 0.003, other: 0.003 }
const folds = 4

/**
 * What people write to companies, as counter-examples: GermEval is of politics, and a head that knows nothing else takes
 * every strange word for a hint. The angriest of our own are left out.
 */
export function calmTexts(): Features[] {
  const own = kindTexts().filter(({ language, anger, kind }) => language === 'de' && anger < 2 && kind !== 'spam')
  const tweets = mobasaDocuments().filter(({ label }) => label.sentiment !== 'negative')
  const some = tweets.toSorted((a, b) => hashText(a.text) - hashText(b.text)).slice(0, tweetsTaken)
  return [...own, ...some].map(({ text }) => extractFeatures(text, groups))
}

const tweetsTaken = 800

/** The bytes of a model learnt on these texts of GermEval and on the other sets. */
export function trainOffenceModel(texts: readonly OffenceText[], other = otherHeads(), calm = calmTexts()): Uint8Array {
  // Replies to one account are mostly by the same few people: they stay in one fold.
  const foldOf = texts.map(({ text }) => hashText(`fold ${/@\w+/.exec(text)?.[0] ?? text}`) % folds)
  const upper: { values: Float64Array; isOffence: boolean }[] = []
  for (let fold = 0; fold < folds; fold++) {
    const heads = {
      ...germevalHeads(
        texts.filter((_, at) => foldOf[at] !== fold),
        calm,
      ),
      ...other,
    }
    texts.forEach(({ text, features, label }, at) => {
      if (foldOf[at] !== fold) return
      const scores = offenceHeads(heads).flatMap((head) => [...scoreHead(head, features)])
      const tokens = readTokens(text)
      const signals = signalsOf(text, tokens, findStems(tokens))
      const values = Float64Array.from([...scores, ...signals])
      upper.push({ values, isOffence: label !== 'OTHER' })
    })
  }
  const { weights, bias, threshold } = trainUpper(upper)
  return writeModel({
    name: 'offence',
    version: '1',
    heads: { ...germevalHeads(texts, calm), ...other },
    parts: {},
    about: { weights, bias, threshold },
  })
}

function germevalHeads(texts: readonly OffenceText[], calm: readonly Features[]): { offence: Head; fine: Head } {
  const matrix = buildMatrix(
    [...texts.map(({ features }) => features), ...calm].map((features) => rowOf(features, space)),
    { minTexts: 2, idf: 1 },
  )
  const labelled = (labelOf: (label: GermevalOffence) => number) => [
    ...texts.map(({ label }) => labelOf(label)),
    ...calm.map(() => -1),
  ]
  const coarse = labelled((label) => (label === 'OTHER' ? -1 : 0))
  const fine = labelled((label) => (label === 'OTHER' ? -1 : label === 'ABUSE' ? 1 : 0))
  return {
    offence: oneHead(matrix, trainHinge(matrix, { labels: coarse, outputs: 1, cost: costs.offence }), ['offence']),
    fine: oneHead(matrix, trainHinge(matrix, { labels: fine, outputs: 2, cost: costs.fine }), ['insult', 'abuse']),
  }
}

/** Hate from GAHD, and how negative a text is from PotTS and MobASA. */
export function otherHeads(): { hate: Head; negative: Head } {
  // GAHD holds 30 texts of GermEval's test part, which are tweets: whatever looks like one stays out.
  const hateful = gahd().filter(({ text }) => !/@\w|#\w|\|LBR\|/.test(text))
  const polar = toneTweets().map(({ text, tone }) => ({ text, yes: tone === 'negative' }))
  return {
    hate: headOf(
      hateful.map(({ text, label }) => ({ text, yes: label === 'hate' })),
      'hate',
    ),
    negative: headOf(polar, 'negative'),
  }
}

function headOf(texts: readonly { text: string; yes: boolean }[], label: string): Head {
  const rows = texts.map(({ text }) => rowOf(extractFeatures(text, groups), space))
  const matrix = buildMatrix(rows, { minTexts: 3, idf: 1 })
  const labels = texts.map(({ yes }) => (yes ? 0 : -1))
  return oneHead(matrix, trainHinge(matrix, { labels, outputs: 1, cost: costs.other, rounds: 8 }), [label])
}

function oneHead(
  matrix: Parameters<typeof makeHead>[0],
  weights: Parameters<typeof makeHead>[1],
  labels: string[],
): Head {
  return makeHead(matrix, weights, { labels, kind: 'any-of', space })
}

function trainUpper(rows: readonly { values: Float64Array; isOffence: boolean }[]) {
  const learnt = trainUpperLayer(
    rows.map(({ values }) => values),
    Float32Array.from(rows, ({ isOffence }) => (isOffence ? 1 : 0)),
    { outputs: 1, l2: 3, rounds: 200 },
  )
  const weights = [...learnt.weights]
  const bias = learnt.bias[0]!
  const shares = rows.map(({ values }) => sigmoid(values.reduce((sum, value, at) => sum + value * weights[at]!, bias)))
  return { weights, bias, threshold: bestThreshold(shares, rows) }
}

/** The share that gives the best mean of both F1. */
function bestThreshold(shares: readonly number[], rows: readonly { isOffence: boolean }[]): number {
  let [best, at] = [0, 0.5]
  for (let threshold = 0.25; threshold <= 0.6; threshold += 0.01) {
    let [both, said, there] = [0, 0, 0]
    shares.forEach((share, row) => {
      const isSaid = share >= threshold
      if (isSaid) said++
      if (rows[row]!.isOffence) there++
      if (isSaid && rows[row]!.isOffence) both++
    })
    const neither = rows.length - said - there + both
    const mean = both / (said + there) + neither / (2 * rows.length - said - there)
    if (mean > best) [best, at] = [mean, threshold]
  }
  return Math.round(at * 100) / 100
}
