import { type Sentiment, type SentimentLabel, sentimentLabels } from '../analysis.ts'
import {
  balance,
  type Features,
  extractFeatures,
  fitTemperature,
  oneHot,
  readModel,
  softmax,
  type Space,
  writeModel,
} from '../learn/index.ts'
import { chooseDecision } from './decision.ts'
import { readTone } from './read-tone.ts'
import { toneSize } from './tone-features.ts'
import {
  denseBytes,
  readDense,
  scoreToneHead,
  type ToneExample,
  type ToneHead,
  type ToneTask,
  toneMatrix,
  trainToneHead,
} from './tone-head.ts'

const space: Space = {
  // Long texts have many features: in a smaller table they fall onto each other.
  bits: 18,
  binary: true,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 0.7 },
    { group: 'char', gain: 1 },
    { group: 'shape', gain: 0.5 },
    { group: 'negated', gain: 0.3 },
    { group: 'name', gain: 0.5 },
  ],
}
const labelledMin = 50
/** The F1 of negative counts as much as accuracy and macro-F1: complaints are what a workspace must not miss. */
const weightOfComplaints = 1
const folds = 3

/** A workspace's own head: it sees a text and what the shipped model thinks of it. */
export type OwnSentiment = ToneHead & { temperature: number; decision: number[] }
/** What the shipped model said of the text. */
export type Opinion = Pick<Sentiment, 'label' | 'score' | 'confidence'>
export type TaughtSentiment = { text: string; opinion: Opinion; label: SentimentLabel }

/**
 * Learns from what people of a workspace said of its own texts. How sure the head may be comes from thirds that were
 * each kept out once. Deterministic; null below 50 texts, or with one label alone.
 */
export function teachSentiment(taught: readonly TaughtSentiment[]): OwnSentiment | null {
  if (taught.length < labelledMin || new Set(taught.map(({ label }) => label)).size < 2) return null
  const examples = taught.map(({ text, opinion }) => exampleOf(text, extractFeatures(text), opinion))
  const labels = taught.map(({ label }) => sentimentLabels.indexOf(label))
  const scores = new Float64Array(labels.length * 3)
  for (let fold = 0; fold < folds; fold++) {
    const tried = trainOwn(examples, labels, (n) => n % folds !== fold)
    for (let n = fold; n < labels.length; n += folds)
      scores.set(scoreToneHead(tried, examples[n]!.features, examples[n]!.row), n * 3)
  }
  const temperature = fitTemperature(scores, labels, 3)
  const shares = labels.map((_, n) => softmax(scores.subarray(n * 3, n * 3 + 3), temperature))
  const decision = chooseDecision(shares, labels, weightOfComplaints)
  return { ...trainOwn(examples, labels, () => true), temperature, decision }
}

/** The sentiment as the workspace taught it; `score` is the share of positive less that of negative. */
export function ownSentiment(own: OwnSentiment, text: string, opinion: Opinion): Opinion {
  const { features, row } = exampleOf(text, extractFeatures(text), opinion)
  const shares = softmax(scoreToneHead(own, features, row), own.temperature)
  const weighed = [...shares].map((share, k) => share * own.decision[k]!)
  const at = weighed.indexOf(Math.max(...weighed))
  return { label: sentimentLabels[at]!, score: shares[0]! - shares[2]!, confidence: shares[at]! }
}

export function writeOwnSentiment({ head, dense, temperature, decision }: OwnSentiment): Uint8Array {
  const parts = { tone: denseBytes(dense) }
  return writeModel({ name, version: '1', heads: { own: head }, parts, about: { temperature, decision } })
}

/** Throws `Error` on bytes that are no such head. */
export function readOwnSentiment(bytes: Uint8Array): OwnSentiment {
  const { heads, parts, about } = readModel(bytes, name)
  const { own } = heads
  const { temperature, decision } = about
  if (own?.labels.length !== 3 || typeof temperature !== 'number' || !(temperature > 0) || !isThree(decision))
    throw new Error('These bytes are no model: what a workspace has learnt is not in it.')
  return { head: own, dense: readDense(parts['tone'], toneSize + 3, 3), temperature, decision }
}

const name = 'own-sentiment'

function isThree(value: unknown): value is number[] {
  return Array.isArray(value) && value.length === 3 && value.every((n) => Number.isFinite(n))
}

function exampleOf(text: string, features: Features, opinion: Opinion): ToneExample {
  const { row } = readTone(text)
  const shares = sharesOf(opinion)
  const longer = new Float32Array(row.length + 3)
  longer.set(row)
  for (let k = 0; k < 3; k++) longer[row.length + k] = Math.log(Math.max(shares[k]!, 0.001)) * 0.5
  return { features, row: longer }
}

/** The three shares behind a label with its confidence and a score. */
function sharesOf({ label, score, confidence }: Opinion): [number, number, number] {
  if (label === 'positive') return [confidence, 1 - confidence - (confidence - score), confidence - score]
  if (label === 'negative') return [confidence + score, 1 - confidence - (confidence + score), confidence]
  return [(1 - confidence + score) / 2, confidence, (1 - confidence - score) / 2]
}

function trainOwn(
  examples: readonly ToneExample[],
  labels: readonly number[],
  isUsed: (n: number) => boolean,
): ToneHead {
  const rowWeights = balance(labels, 3, 0.25).map((weight, n) => (isUsed(n) ? weight : 0))
  const task: ToneTask = { outputs: 3, targets: oneHot(labels, 3), rowWeights, l2: 0.8, isMixed: true }
  return trainToneHead(toneMatrix(examples, space, { idf: 1 }), [task], {
    labels: sentimentLabels,
    space,
    numbers: toneSize + 3,
  })
}
