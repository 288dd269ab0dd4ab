import type { Features } from './features.ts'
import { readModel, writeModel } from './format.ts'
import { type Head, makeHead, scoreHead } from './head.ts'
import { balance, oneHot, trainLogistic } from './linear.ts'
import { buildMatrix, type Matrix } from './matrix.ts'
import { rowOf, type Space } from './space.ts'

/** One document of a workspace: its features, what the shipped heads say of it (their scores, any number), the truth. */
export type OwnExample = { features: Features; signals: ArrayLike<number>; label: number }

export type AdaptOptions = {
  labels: readonly string[]
  space?: Space
  /** Pull of the own words to zero; the signals are pulled a tenth as much. Default 2. */
  l2?: number
  /** How far rare labels are evened out: 0 not at all, 1 wholly. Default 0.3. */
  evenOut?: number
}

/** What a workspace has learnt on top of the shipped heads: a head of its own words, and [signal][label] how to mix. */
export type Adapted = { own: Head; mix: Float64Array }

const usualSpace: Space = {
  bits: 17,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 0.6 },
    { group: 'char', gain: 1 },
    { group: 'negated', gain: 0.3 },
  ],
}

/**
 * Adapts shipped heads to a workspace: one softmax regression over its own words and, beside them, the scores the
 * shipped heads give its documents. Those were trained on other texts, so what they say here is honest, and the
 * regression learns how far to trust them. Seconds for some thousand documents; the same documents give the same bytes.
 */
export function adapt(examples: readonly OwnExample[], options: AdaptOptions): Adapted {
  const { labels, space = usualSpace, l2 = 2, evenOut = 0.3 } = options
  const signals = examples[0]?.signals.length ?? 0
  const matrix = buildMatrix(
    examples.map(({ features }) => rowOf(features, space)),
    { minTexts: examples.length < 500 ? 1 : 2, idf: 0.7 },
  )
  const truth = examples.map(({ label }) => label)
  const weights = trainLogistic(withSignals(matrix, examples, signals), {
    targets: oneHot(truth, labels.length),
    outputs: labels.length,
    kind: 'one-of',
    rowWeights: balance(truth, labels.length, evenOut),
    l2,
    rounds: 60,
  })
  const ownSize = matrix.columns * labels.length
  const own = makeHead(
    matrix,
    { ...weights, values: weights.values.subarray(0, ownSize) },
    { labels, kind: 'one-of', space },
  )
  return { own, mix: Float64Array.from(weights.values.subarray(ownSize), (weight) => weight * signalScale) }
}

/** Scores of all labels, before softmax. `signals` as many as it was adapted with. */
export function scoreAdapted({ own, mix }: Adapted, features: Features, signals: ArrayLike<number>): Float64Array {
  const scores = scoreHead(own, features)
  for (let n = 0; n < signals.length; n++)
    for (let k = 0; k < scores.length; k++) scores[k]! += signals[n]! * (mix[n * scores.length + k] ?? 0)
  return scores
}

export function writeAdapted(adapted: Adapted, name: string, version: string): Uint8Array {
  return writeModel({ name, version, heads: { own: adapted.own }, parts: {}, about: { mix: [...adapted.mix] } })
}

/** Throws `Error` on bytes that are no such model. */
export function readAdapted(bytes: Uint8Array, name: string): Adapted {
  const { heads, about } = readModel(bytes, name)
  const { own } = heads
  const { mix } = about
  if (own === undefined || !Array.isArray(mix) || mix.length % own.labels.length !== 0 || !mix.every(Number.isFinite))
    throw new Error('These bytes are no model: what a workspace has learnt is not in it.')
  return { own, mix: Float64Array.from(mix as number[]) }
}

/** A signal is made louder so that the common pull to zero holds it a tenth as much as a word. */
const signalScale = Math.sqrt(10)

/** The matrix with one more column for each signal, in every row. */
function withSignals(matrix: Matrix, examples: readonly OwnExample[], signals: number): Matrix {
  const starts = matrix.starts.map((start, row) => start + row * signals)
  const index = new Int32Array(matrix.index.length + matrix.rows * signals)
  const values = new Float32Array(index.length)
  examples.forEach((example, row) => {
    const from = matrix.starts[row]!
    const until = matrix.starts[row + 1]!
    index.set(matrix.index.subarray(from, until), starts[row])
    values.set(matrix.values.subarray(from, until), starts[row])
    const end = starts[row]! + until - from
    for (let n = 0; n < signals; n++) {
      index[end + n] = matrix.columns + n
      values[end + n] = example.signals[n]! * signalScale
    }
  })
  return { ...matrix, columns: matrix.columns + signals, starts, index, values }
}
