import type { Matrix } from '../learn/index.ts'

/** Naive Bayes: `logs` [column][topic] how often, as ln(1 + count/smoothing); `unseen` [topic] what is left where none. */
export type TopicCounts = { logs: Float32Array; unseen: Float64Array; largest: number }

/** Chosen on held-back texts of Banking77 and CLINC150. */
const smoothing = 0.03
/** A topic that has no texts in this turn is never the likeliest. */
const neverSeen = -50

/**
 * Multinomial naive Bayes over values times rarity (Rennie et al. 2003 weigh counts alike): ln of the share a feature
 * has in a topic is `logs` + `unseen`. Rows of no topic (label below 0) are left out.
 */
export function countTopics(matrix: Matrix, labels: ArrayLike<number>, outputs: number): TopicCounts {
  const logs = new Float32Array(matrix.columns * outputs)
  const all = new Float64Array(outputs)
  for (let row = 0; row < matrix.rows; row++) {
    const label = labels[row]!
    if (label < 0) continue
    for (let n = matrix.starts[row]!; n < matrix.starts[row + 1]!; n++) {
      const column = matrix.index[n]!
      const value = matrix.values[n]! * matrix.scale[column]!
      logs[column * outputs + label]! += value
      all[label]! += value
    }
  }
  let largest = 0
  for (let n = 0; n < logs.length; n++) {
    if (logs[n] === 0) continue
    logs[n] = Math.log1p(logs[n]! / smoothing)
    if (logs[n]! > largest) largest = logs[n]!
  }
  const unseen = all.map((sum) => (sum === 0 ? neverSeen : Math.log(smoothing / (sum + smoothing * matrix.columns))))
  return { logs, unseen, largest }
}
