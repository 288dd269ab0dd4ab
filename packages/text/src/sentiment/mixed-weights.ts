import { type Matrix, trainLogistic, type Weights } from '../learn/index.ts'

type MixedTask = {
  outputs: number
  /** [row][output], one of them 1. */
  targets: Float32Array
  rowWeights: Float32Array
  l2: number
  rounds: number
}

/** Held-back parts of PotTS and MobASA liked twice the pull on the first half and twice that again on the second. */
const pull = 2
const pullOfRatios = 4

/**
 * The mean of two logistic regressions on the same texts: one over all outputs at once, and one for each output against
 * the rest whose columns are first multiplied by how much likelier they are there (NB-SVM, Wang and Manning 2012). They
 * err in different places, and the mean of two linear models is a linear model. `fixed`: columns that keep their size.
 */
export function trainMixed(matrix: Matrix, task: MixedTask, fixed: (column: number) => boolean): Weights {
  const { outputs, targets, rowWeights, l2, rounds } = task
  const joint = trainLogistic(matrix, { targets, outputs, kind: 'one-of', rowWeights, l2: l2 * pull, rounds })
  for (let k = 0; k < outputs; k++) {
    const yes = Float32Array.from({ length: matrix.rows }, (_, row) => targets[row * outputs + k]!)
    const ratios = ratiosOf(matrix, yes, rowWeights, fixed)
    const values = matrix.values.map((value, n) => value * ratios[matrix.index[n]!]!)
    const one = trainLogistic(
      { ...matrix, values },
      { targets: yes, outputs: 1, kind: 'any-of', rowWeights, l2: l2 * pullOfRatios, rounds: Math.min(rounds, 25) },
    )
    for (let column = 0; column < matrix.columns; column++) {
      const at = column * outputs + k
      joint.values[at] = (joint.values[at]! + one.values[column]! * ratios[column]!) / 2
    }
    joint.bias[k] = (joint.bias[k]! + one.bias[0]!) / 2
  }
  return joint
}

/** |ln| of how often a column is in texts with `yes` against the others, each text as much as it counts. */
function ratiosOf(
  matrix: Matrix,
  yes: Float32Array,
  rowWeights: Float32Array,
  fixed: (column: number) => boolean,
): Float32Array {
  const inYes = new Float64Array(matrix.columns).fill(1)
  const inNo = new Float64Array(matrix.columns).fill(1)
  for (let row = 0; row < matrix.rows; row++) {
    const weight = rowWeights[row]!
    if (weight === 0) continue
    for (let n = matrix.starts[row]!; n < matrix.starts[row + 1]!; n++) {
      inYes[matrix.index[n]!]! += weight * yes[row]!
      inNo[matrix.index[n]!]! += weight * (1 - yes[row]!)
    }
  }
  const total = (side: Float64Array) => side.reduce((sum, count) => sum + count, 0)
  const even = Math.log(total(inYes) / total(inNo))
  return Float32Array.from(inYes, (count, column) =>
    fixed(column) ? 1 : Math.abs(Math.log(count / inNo[column]!) - even),
  )
}
