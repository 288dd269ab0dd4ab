import {
  buildMatrix,
  type Features,
  type Head,
  makeHead,
  type Matrix,
  type Row,
  rowOf,
  scoreHead,
  type Space,
  trainLogistic,
} from '../learn/index.ts'
import { trainMixed } from './mixed-weights.ts'

/** A linear head over the shared features and, beside them, a short row of numbers. `dense`: [number][output]. */
export type ToneHead = { head: Head; dense: Float32Array }

/** Scores of all outputs; `row` holds as many numbers as the head was trained with. */
export function scoreToneHead({ head, dense }: ToneHead, features: Features, row: ArrayLike<number>): Float64Array {
  const scores = scoreHead(head, features)
  const outputs = scores.length
  const count = dense.length / outputs
  for (let n = 0; n < count; n++) {
    const value = row[n]!
    if (value !== 0) for (let k = 0; k < outputs; k++) scores[k]! += value * dense[n * outputs + k]!
  }
  return scores
}

export type ToneExample = { features: Features; row: ArrayLike<number> }

/** The examples as one matrix: the numbers stand behind the rows of the head's table. */
export function toneMatrix(examples: readonly ToneExample[], space: Space, { idf = 0.5, minTexts = 2 } = {}): Matrix {
  return buildMatrix(
    examples.map(({ features, row }) => behind(rowOf(features, space), row, 2 ** space.bits)),
    { minTexts, idf },
  )
}

function behind(sparse: Row, row: ArrayLike<number>, from: number): Row {
  const used: number[] = []
  for (let n = 0; n < row.length; n++) if (row[n] !== 0) used.push(n)
  const ids = new Int32Array(sparse.ids.length + used.length)
  const values = new Float32Array(ids.length)
  ids.set(sparse.ids)
  values.set(sparse.values)
  used.forEach((n, at) => {
    ids[sparse.ids.length + at] = from + n
    values[sparse.ids.length + at] = row[n]!
  })
  return { ids, values }
}

export type ToneTraining = { labels: readonly string[]; space: Space; numbers: number; rounds?: number }
/** One task of the head: its own outputs, and which examples it learns from (weight 0: not from this one). */
export type ToneTask = {
  outputs: number
  targets: Float32Array
  rowWeights: Float32Array
  kind?: 'one-of' | 'any-of'
  l2: number
  /** Learnt as the mean of two models (mixed-weights.ts), not as one; `one-of` alone. */
  isMixed?: boolean
  /**
   * Which collection an example is from, 0 for the one that is taken as it comes. What texts of another have in common
   * beyond their words (they are more often complaints, say) is learnt beside and then left out.
   */
  origins?: Uint8Array
}

/** Learns the tasks one by one on the same matrix and puts their outputs side by side into one head. */
export function trainToneHead(matrix: Matrix, tasks: readonly ToneTask[], training: ToneTraining): ToneHead {
  const { labels, space, numbers, rounds = 60 } = training
  const all = tasks.reduce((sum, { outputs }) => sum + outputs, 0)
  const values = new Float32Array(matrix.columns * all)
  const bias = new Float64Array(all)
  let first = 0
  const sparse = 2 ** space.bits
  for (const { outputs, targets, rowWeights, l2, kind = 'one-of', isMixed, origins } of tasks) {
    const seen = origins ? withOrigins(matrix, origins) : matrix
    const learnt = isMixed
      ? trainMixed(seen, { outputs, targets, rowWeights, l2, rounds }, (column) => !(seen.ids[column]! < sparse))
      : trainLogistic(seen, { targets, outputs, kind, rowWeights, l2, rounds })
    for (let column = 0; column < matrix.columns; column++)
      for (let k = 0; k < outputs; k++) values[column * all + first + k] = learnt.values[column * outputs + k]!
    bias.set(learnt.bias, first)
    first += outputs
  }
  const dense = new Float32Array(numbers * all)
  for (let column = 0; column < matrix.columns; column++) {
    const id = matrix.ids[column]!
    if (id < sparse) continue
    for (let k = 0; k < all; k++) {
      dense[(id - sparse) * all + k] = values[column * all + k]! * matrix.scale[column]!
      // What stands in `dense` must not blow up the byte scale of the table.
      values[column * all + k] = 0
    }
  }
  return { head: makeHead(matrix, { outputs: all, values, bias }, { labels, kind: 'one-of', space }), dense }
}

/** Loud, so that the common pull to zero hardly holds it. */
const originValue = 3

/** The matrix with one more column for each other origin. */
function withOrigins(matrix: Matrix, origins: Uint8Array): Matrix {
  let added = 0
  const starts = matrix.starts.map((start, row) => {
    const moved = start + added
    if (row < matrix.rows && origins[row]! > 0) added++
    return moved
  })
  const index = new Int32Array(matrix.index.length + added)
  const values = new Float32Array(index.length)
  for (let row = 0; row < matrix.rows; row++) {
    const from = matrix.starts[row]!
    const until = matrix.starts[row + 1]!
    index.set(matrix.index.subarray(from, until), starts[row])
    values.set(matrix.values.subarray(from, until), starts[row])
    if (origins[row] === 0) continue
    const last = starts[row + 1]! - 1
    index[last] = matrix.columns + origins[row]! - 1
    values[last] = originValue
  }
  const more = origins.reduce((most, origin) => Math.max(most, origin), 0)
  return { ...matrix, columns: matrix.columns + more, starts, index, values }
}

export function denseBytes(dense: Float32Array): Uint8Array {
  return new Uint8Array(dense.buffer, dense.byteOffset, dense.byteLength)
}

/** Throws when the bytes are not `numbers` times `outputs` numbers. */
export function readDense(bytes: Uint8Array | undefined, numbers: number, outputs: number): Float32Array {
  if (bytes === undefined || bytes.length !== numbers * outputs * 4) throw new Error('The model lacks its numbers.')
  // Copied: a Buffer of Node lies anywhere within another.
  return new Float32Array(Uint8Array.from(bytes).buffer)
}
