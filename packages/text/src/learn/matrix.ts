import type { Row } from './space.ts'

/**
 * Texts to learn from, as compressed sparse rows over only the columns that occur. Row r holds entries
 * `starts[r]..starts[r+1]`; `ids[c]` is the table row of column c, `scale[c]` what its values were multiplied by, which
 * a finished weight is multiplied by too, so that nothing has to be scaled when the head reads a text.
 */
export type Matrix = {
  rows: number
  columns: number
  starts: Int32Array
  index: Int32Array
  values: Float32Array
  ids: Int32Array
  scale: Float32Array
}

/**
 * `minTexts`: a feature of fewer texts is dropped. `idf`: rare features count more, by the given power of
 * ln((1+n)/(1+df))+1 (1 is the usual tf-idf), 0 leaves it out.
 */
export function buildMatrix(rows: readonly Row[], { minTexts = 2, idf = 0 } = {}): Matrix {
  const textsWith = new Map<number, number>()
  for (const { ids } of rows) for (const id of ids) textsWith.set(id, (textsWith.get(id) ?? 0) + 1)
  const columnOf = new Map<number, number>()
  for (const [id, texts] of textsWith) if (texts >= minTexts) columnOf.set(id, columnOf.size)
  const columns = columnOf.size
  const scale = new Float32Array(columns).fill(1)
  if (idf > 0)
    for (const [id, column] of columnOf)
      scale[column] = (Math.log((1 + rows.length) / (1 + textsWith.get(id)!)) + 1) ** idf
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, at) => {
    let kept = 0
    for (const id of row.ids) if (columnOf.has(id)) kept++
    starts[at + 1] = starts[at]! + kept
  })
  const index = new Int32Array(starts[rows.length]!)
  const values = new Float32Array(starts[rows.length]!)
  let at = 0
  for (const row of rows)
    for (let n = 0; n < row.ids.length; n++) {
      const column = columnOf.get(row.ids[n]!)
      if (column === undefined) continue
      index[at] = column
      values[at++] = row.values[n]! * scale[column]!
    }
  return { rows: rows.length, columns, starts, index, values, ids: Int32Array.from(columnOf.keys()), scale }
}
