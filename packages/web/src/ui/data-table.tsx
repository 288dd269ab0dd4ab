import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './data-table.module.css'

export type Column<Row> = {
  id: string
  label: string
  cell: (row: Row) => ReactNode
  /** Figures: right-aligned, tabular. */
  numeric?: boolean
  /** No word on the phone beside it: the name, the buttons. */
  bare?: boolean
  /** Buttons: in the corner of the card on a phone. */
  corner?: boolean
  /** The head is for screen readers only (buttons). */
  hiddenLabel?: boolean
}
type Props<Row> = {
  label: string
  columns: Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Drawn quieter: archived, deactivated. */
  faded?: (row: Row) => boolean
}

/** A table that becomes cards on a phone, where every value keeps its word. Roles are said, as `display` drops them. */
export function DataTable<Row>({ label, columns, rows, keyOf, faded }: Props<Row>) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.id} role="columnheader" scope="col" data-numeric={column.numeric || undefined}>
                <span className={classNames(column.hiddenLabel && 'sr-only')}>{column.label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row" data-faded={faded?.(row) || undefined}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  role="cell"
                  data-label={column.bare ? undefined : column.label}
                  data-numeric={column.numeric || undefined}
                  data-corner={column.corner || undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
