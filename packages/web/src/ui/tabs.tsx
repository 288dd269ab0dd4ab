import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './tabs.module.css'

export type Tab<Id extends string> = { id: Id; label: string; count?: number; content?: ReactNode }
type Props<Id extends string> = {
  label: string
  tabs: Tab<Id>[]
  value: Id
  onChange: (id: Id) => void
  /** Between the edges of a pane rather than on a page. */
  inset?: boolean
  className?: string
}

/** Tabs by the ARIA pattern: arrows move and choose, Tab goes into the panel. Without `content` the caller draws it. */
export function Tabs<Id extends string>({ label, tabs, value, onChange, inset = false, className }: Props<Id>) {
  const base = useId()
  const chosen = tabs.find((tab) => tab.id === value)

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const at = tabs.findIndex((tab) => tab.id === value)
    const targets: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }
    const target = targets[event.key]
    if (target === undefined) return
    const next = tabs[(target + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    onChange(next.id)
    document.getElementById(`${base}-${next.id}`)?.focus()
  }

  return (
    <div className={classNames(styles.root, inset && styles.inset, className)}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs inside take the focus */}
      <div className={styles.list} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            className={classNames(styles.tab, 'ring-inside')}
            aria-selected={tab.id === value}
            aria-controls={tab.id === value && tab.content !== undefined ? `${base}-panel` : undefined}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onChange(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      {chosen?.content !== undefined && (
        <div
          className={styles.panel}
          id={`${base}-panel`}
          role="tabpanel"
          aria-labelledby={`${base}-${value}`}
          tabIndex={0}
        >
          {chosen.content}
        </div>
      )}
    </div>
  )
}
