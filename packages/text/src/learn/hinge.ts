import { makeRandom } from './hash.ts'
import type { Weights } from './linear.ts'
import type { Matrix } from './matrix.ts'

export type HingeOptions = {
  /** The class of each row; −1 belongs to none, a counter-example for all. */
  labels: ArrayLike<number>
  outputs: number
  /** Price of an error against the size of the weights, as `C` elsewhere. Default 1. */
  cost?: number
  rounds?: number
  seed?: number
}

/** Rounds that look at every class of a row; those between look at the few that moved it last time. */
const fullEvery = 4

/**
 * One against all others for any number of classes at once: support vector machines with squared hinge loss by dual
 * coordinate descent (Hsieh et al. 2008), which needs a few rounds where others need a hundred. Deterministic.
 */
export function trainHinge(
  matrix: Matrix,
  { labels, outputs, cost = 1, rounds = 12, seed = 1 }: HingeOptions,
): Weights {
  const { rows, starts } = matrix
  const values = new Float32Array(matrix.columns * outputs)
  const bias = new Float64Array(outputs)
  const run: Run = { matrix, outputs, w: values, bias, alpha: new Float32Array(rows * outputs), softness: 0.5 / cost }
  const size = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let sum = 1
    for (let n = starts[row]!; n < starts[row + 1]!; n++) sum += matrix.values[n]! ** 2
    size[row] = sum + run.softness
  }
  const random = makeRandom(seed)
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  const all = Int32Array.from({ length: outputs }, (_, k) => k)
  const active: Int32Array[] = Array.from({ length: rows }, () => all)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random)
    const full = round < 2 || round % fullEvery === 0
    for (const row of order) {
      const still = visit(run, row, labels[row]!, size[row]!, full ? all : active[row]!)
      if (full) active[row] = still
    }
  }
  return { outputs, values, bias }
}

type Run = {
  matrix: Matrix
  outputs: number
  w: Float32Array
  bias: Float64Array
  alpha: Float32Array
  softness: number
}

/** Moves the weights for one row; returns the classes that it moved or that lean on it. */
function visit(run: Run, row: number, label: number, size: number, classes: Int32Array): Int32Array {
  const { outputs, alpha, softness } = run
  const score = scoreRow(run, row, classes)
  const moved: number[] = []
  const moves: number[] = []
  const still: number[] = []
  for (let n = 0; n < classes.length; n++) {
    const k = classes[n]!
    const side = label === k ? 1 : -1
    const before = alpha[row * outputs + k]!
    const slope = side * score[n]! - 1 + before * softness
    const after = Math.max(0, before - slope / size)
    if (after > 0 || before > 0) still.push(k)
    if (Math.abs(after - before) < 1e-7) continue
    alpha[row * outputs + k] = after
    moved.push(k)
    moves.push(side * (after - before))
  }
  addToRow(run, row, moved, moves)
  return Int32Array.from(still)
}

function scoreRow({ matrix, outputs, w, bias }: Run, row: number, classes: Int32Array): Float64Array {
  const { starts, index, values } = matrix
  const score = new Float64Array(classes.length)
  const end = starts[row + 1]!
  if (classes.length === outputs) {
    score.set(bias)
    for (let n = starts[row]!; n < end; n++) {
      const at = index[n]! * outputs
      const value = values[n]!
      for (let k = 0; k < outputs; k++) score[k]! += value * w[at + k]!
    }
    return score
  }
  for (let m = 0; m < classes.length; m++) score[m] = bias[classes[m]!]!
  for (let n = starts[row]!; n < end; n++) {
    const at = index[n]! * outputs
    const value = values[n]!
    for (let m = 0; m < classes.length; m++) score[m]! += value * w[at + classes[m]!]!
  }
  return score
}

function addToRow(
  { matrix, outputs, w, bias }: Run,
  row: number,
  moved: readonly number[],
  moves: readonly number[],
): void {
  const { starts, index, values } = matrix
  if (moved.length === 0) return
  for (let m = 0; m < moved.length; m++) bias[moved[m]!]! += moves[m]!
  for (let n = starts[row]!; n < starts[row + 1]!; n++) {
    const at = index[n]! * outputs
    const value = values[n]!
    for (let m = 0; m < moved.length; m++) w[at + moved[m]!]! += value * moves[m]!
  }
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let n = order.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1))
    const kept = order[n]!
    order[n] = order[other]!
    order[other] = kept
  }
}
