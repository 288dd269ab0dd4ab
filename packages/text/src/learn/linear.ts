import { type Loss, minimise } from './minimise.ts'
import type { Matrix } from './matrix.ts'

/** Learnt weights, [column][output], and one bias per output. */
export type Weights = { outputs: number; values: Float32Array; bias: Float64Array }

export type LogisticOptions = {
  /**
   * Targets [row][output], 0 to 1; soft ones are fine. `one-of`: the outputs compete (softmax, each row sums to 1);
   * `any-of`: each output is a yes or no of its own (sigmoid); a negative target there means "not known".
   */
  targets: Float32Array
  outputs: number
  kind: 'one-of' | 'any-of'
  /** How much a text counts (default 1 each): for balancing classes or trusting a source less. */
  rowWeights?: Float32Array
  /** Strength of the pull to zero: 1/2 · l2 · |w|² beside the sum of losses. Default 1. */
  l2?: number
  /** Pull to these weights instead of to zero: learning goes on from a model that exists. */
  from?: Weights
  rounds?: number
}

/** Logistic regression by L-BFGS on all texts at once; the same input gives the same weights. The bias is not pulled. */
export function trainLogistic(matrix: Matrix, options: LogisticOptions): Weights {
  const { outputs, l2 = 1, from, rounds = 100 } = options
  const size = matrix.columns * outputs
  const start = new Float64Array(size + outputs)
  if (from) {
    start.set(from.values)
    start.set(from.bias, size)
  }
  const origin = from ? start.slice() : null
  const loss: Loss = (w, gradient) => {
    let sum = logisticLoss(matrix, options, w, gradient)
    for (let n = 0; n < size; n++) {
      const d = w[n]! - (origin ? origin[n]! : 0)
      sum += 0.5 * l2 * d * d
      gradient[n]! += l2 * d
    }
    return sum
  }
  const w = minimise(loss, start, rounds)
  return { outputs, values: Float32Array.from(w.subarray(0, size)), bias: w.slice(size) }
}

function logisticLoss(matrix: Matrix, options: LogisticOptions, w: Float64Array, gradient: Float64Array): number {
  const { targets, outputs, kind, rowWeights } = options
  const { starts, index, values } = matrix
  const size = matrix.columns * outputs
  const score = new Float64Array(outputs)
  gradient.fill(0)
  let sum = 0
  for (let row = 0; row < matrix.rows; row++) {
    const weight = rowWeights ? rowWeights[row]! : 1
    if (weight === 0) continue
    for (let k = 0; k < outputs; k++) score[k] = w[size + k]!
    for (let n = starts[row]!; n < starts[row + 1]!; n++) {
      const at = index[n]! * outputs
      for (let k = 0; k < outputs; k++) score[k]! += values[n]! * w[at + k]!
    }
    // From here on `score` holds how far each output is off.
    sum += weight * (kind === 'one-of' ? softmaxOff(score, targets, row) : sigmoidOff(score, targets, row))
    for (let k = 0; k < outputs; k++) {
      score[k]! *= weight
      gradient[size + k]! += score[k]!
    }
    for (let n = starts[row]!; n < starts[row + 1]!; n++) {
      const at = index[n]! * outputs
      for (let k = 0; k < outputs; k++) gradient[at + k]! += values[n]! * score[k]!
    }
  }
  return sum
}

function softmaxOff(score: Float64Array, targets: Float32Array, row: number): number {
  const outputs = score.length
  let top = -Infinity
  for (let k = 0; k < outputs; k++) if (score[k]! > top) top = score[k]!
  let all = 0
  for (let k = 0; k < outputs; k++) all += Math.exp(score[k]! - top)
  const norm = top + Math.log(all)
  let sum = 0
  for (let k = 0; k < outputs; k++) {
    const target = targets[row * outputs + k]!
    sum += target * (norm - score[k]!)
    score[k] = Math.exp(score[k]! - norm) - target
  }
  return sum
}

function sigmoidOff(score: Float64Array, targets: Float32Array, row: number): number {
  let sum = 0
  for (let k = 0; k < score.length; k++) {
    const target = targets[row * score.length + k]!
    const s = score[k]!
    if (target < 0) score[k] = 0
    else {
      // ln(1 + e^s) − target · s, without overflow.
      sum += (s > 0 ? s + Math.log1p(Math.exp(-s)) : Math.log1p(Math.exp(s))) - target * s
      score[k] = 1 / (1 + Math.exp(-s)) - target
    }
  }
  return sum
}

/** Labels as targets of a `one-of` head: row r gets 1 at `labels[r]`, less `smoothing`, which all share. */
export function oneHot(labels: ArrayLike<number>, outputs: number, smoothing = 0): Float32Array {
  const targets = new Float32Array(labels.length * outputs).fill(smoothing / outputs)
  for (let row = 0; row < labels.length; row++) targets[row * outputs + labels[row]!]! += 1 - smoothing
  return targets
}

/** Row weights that make every class count alike (power 1) or part of the way (power 0.5); the mean is 1. */
export function balance(labels: ArrayLike<number>, outputs: number, power = 1): Float32Array {
  const counts = new Float64Array(outputs)
  for (let row = 0; row < labels.length; row++) counts[labels[row]!]!++
  const weights = Float32Array.from({ length: labels.length }, (_, row) => counts[labels[row]!]! ** -power)
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, weights.length)
  return weights.map((weight) => weight / mean)
}

/**
 * NB-SVM (Wang and Manning 2012): multiplies each column by how much likelier it is in texts with a 1 in `yes` than in
 * the others, |ln ratio|, and returns the matrix so scaled. For heads with one output.
 */
export function weightByRatio(matrix: Matrix, yes: ArrayLike<number>, smoothing = 1): Matrix {
  const inYes = new Float64Array(matrix.columns).fill(smoothing)
  const inNo = new Float64Array(matrix.columns).fill(smoothing)
  for (let row = 0; row < matrix.rows; row++) {
    const side = yes[row] ? inYes : inNo
    for (let n = matrix.starts[row]!; n < matrix.starts[row + 1]!; n++) side[matrix.index[n]!]! += 1
  }
  const total = (side: Float64Array) => side.reduce((sum, count) => sum + count, 0)
  const [allYes, allNo] = [total(inYes), total(inNo)]
  const ratio = Float32Array.from(inYes, (count, column) =>
    Math.abs(Math.log(count / allYes) - Math.log(inNo[column]! / allNo)),
  )
  return {
    ...matrix,
    values: matrix.values.map((value, n) => value * ratio[matrix.index[n]!]!),
    scale: matrix.scale.map((scale, column) => scale * ratio[column]!),
  }
}

/** Scores of all rows, [row][output]. */
export function scoreMatrix(matrix: Matrix, weights: Weights): Float64Array {
  const { outputs } = weights
  const scores = new Float64Array(matrix.rows * outputs)
  for (let row = 0; row < matrix.rows; row++) {
    for (let k = 0; k < outputs; k++) scores[row * outputs + k] = weights.bias[k]!
    for (let n = matrix.starts[row]!; n < matrix.starts[row + 1]!; n++)
      for (let k = 0; k < outputs; k++)
        scores[row * outputs + k]! += matrix.values[n]! * weights.values[matrix.index[n]! * outputs + k]!
  }
  return scores
}
