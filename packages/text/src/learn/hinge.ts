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

/**
 * One against all others for any number of classes at once: support vector machines with squared hinge loss by dual
 * coordinate descent (Hsieh et al. 2008), which needs a few rounds where others need a hundred. Deterministic.
 */
export function trainHinge(
  matrix: Matrix,
  { labels, outputs, cost = 1, rounds = 12, seed = 1 }: HingeOptions,
): Weights {
  const { rows, starts, index, values } = matrix
  const w = new Float32Array(matrix.columns * outputs)
  const bias = new Float64Array(outputs)
  const alpha = new Float32Array(rows * outputs)
  const size = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let sum = 1
    for (let n = starts[row]!; n < starts[row + 1]!; n++) sum += values[n]! ** 2
    size[row] = sum + 0.5 / cost
  }
  const random = makeRandom(seed)
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  const score = new Float64Array(outputs)
  const moved = new Int32Array(outputs)
  const move = new Float64Array(outputs)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random)
    for (const row of order) {
      score.set(bias)
      const start = starts[row]!
      const end = starts[row + 1]!
      for (let n = start; n < end; n++) {
        const at = index[n]! * outputs
        const value = values[n]!
        for (let k = 0; k < outputs; k++) score[k]! += value * w[at + k]!
      }
      let count = 0
      for (let k = 0; k < outputs; k++) {
        const side = labels[row] === k ? 1 : -1
        const before = alpha[row * outputs + k]!
        const slope = side * score[k]! - 1 + before * (0.5 / cost)
        const after = Math.max(0, before - slope / size[row]!)
        if (Math.abs(after - before) < 1e-7) continue
        alpha[row * outputs + k] = after
        moved[count] = k
        move[count++] = side * (after - before)
      }
      if (count === 0) continue
      for (let n = 0; n < count; n++) bias[moved[n]!]! += move[n]!
      for (let n = start; n < end; n++) {
        const at = index[n]! * outputs
        const value = values[n]!
        for (let m = 0; m < count; m++) w[at + moved[m]!]! += value * move[m]!
      }
    }
  }
  return { outputs, values: w, bias }
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let n = order.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1))
    const kept = order[n]!
    order[n] = order[other]!
    order[other] = kept
  }
}
