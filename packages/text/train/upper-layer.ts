import { buildMatrix, trainLogistic } from '../src/learn/index.ts'

/**
 * A small logistic layer over rows of numbers: scores of heads on texts that they had not seen, and signals beside them.
 * `targets` [row][output]; one output is a yes or no, more are a choice of one. `weights` are [number][output].
 */
export function trainUpperLayer(
  rows: readonly Float64Array[],
  targets: Float32Array,
  { outputs, l2, rounds }: { outputs: number; l2: number; rounds: number },
): { weights: Float64Array; bias: Float64Array } {
  const ids = Int32Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => at)
  const matrix = buildMatrix(
    rows.map((row) => ({ ids, values: Float32Array.from(row) })),
    { minTexts: 1 },
  )
  const kind = outputs === 1 ? 'any-of' : 'one-of'
  const learnt = trainLogistic(matrix, { targets, outputs, kind, l2, rounds })
  return { weights: Float64Array.from(learnt.values), bias: learnt.bias }
}
