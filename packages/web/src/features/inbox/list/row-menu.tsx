import type { CaseRow } from '@resonanz/contracts'
import { Ellipsis } from 'lucide-react'
import { memo } from 'react'
import { Menu, type MenuEntry } from '#ui/menu.tsx'
import styles from './case-rows.module.css'

export type RowMenuEntries = (row: CaseRow) => MenuEntry[]

type Props = { row: CaseRow; entriesOf: RowMenuEntries; label: string }

/** Everything swipes and keys do, for who has neither. */
export const RowMenu = memo(function RowMenu({ row, entriesOf, label }: Props) {
  return (
    <Menu
      end
      width={260}
      label={label}
      entries={entriesOf(row)}
      target={
        <button type="button" className={styles.menu} tabIndex={-1} aria-label={label}>
          <Ellipsis size={16} />
        </button>
      }
    />
  )
})
