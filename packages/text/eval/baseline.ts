import {
  buildMatrix,
  extractFeatures,
  oneHot,
  type Row,
  rowOf,
  scoreMatrix,
  type Space,
  trainLogistic,
} from '../src/learn/index.ts'

const space: Space = {
  bits: 22,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 1 },
  ],
}

/**
 * The plain model every figure stands beside: logistic regression (L2, C = 10) over TF-IDF of words and pairs of words
 * that come in two texts or more. Returns the label it finds for each text of `test`.
 */
export function plainLabels<L extends string>(
  train: readonly { text: string; label: L }[],
  test: readonly string[],
): L[] {
  const labels = [...new Set(train.map(({ label }) => label))].toSorted()
  const rows = train.map(({ text }) => readPlain(text))
  const matrix = buildMatrix(rows, { minTexts: 2, idf: 1 })
  const targets = oneHot(
    train.map(({ label }) => labels.indexOf(label)),
    labels.length,
  )
  const weights = trainLogistic(matrix, { targets, outputs: labels.length, kind: 'one-of', l2: 0.1, rounds: 60 })
  const columns = new Map(Array.from(matrix.ids, (id, column) => [id, column]))
  return test.map((text) => {
    const row = readPlain(text)
    const known = row.ids.reduce((count, id) => count + (columns.has(id) ? 1 : 0), 0)
    const index = new Int32Array(known)
    const values = new Float32Array(known)
    let at = 0
    row.ids.forEach((id, n) => {
      const column = columns.get(id)
      if (column === undefined) return
      index[at] = column
      values[at++] = row.values[n]! * matrix.scale[column]!
    })
    const scores = scoreMatrix({ ...matrix, rows: 1, starts: Int32Array.of(0, known), index, values }, weights)
    return labels[scores.indexOf(Math.max(...scores))]!
  })
}

function readPlain(text: string): Row {
  return rowOf(extractFeatures(text, ['word', 'pair']), space)
}
