import type { CaseDetail } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '../use-change.ts'
import styles from './case-head.module.css'

/** The title; pressed it becomes a field. Enter keeps, Escape leaves it as it was. */
export function CaseTitle({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['cases', 'ui'])
  const change = useChange(detail)
  const [edited, setEdited] = useState<{ from: string; typed: string } | null>(null)
  const editable = detail.allowed.includes('change')

  function keep(): void {
    const title = edited?.typed.trim()
    setEdited(null)
    // Opened and left again is no change, also where a colleague gave another title meanwhile.
    if (title && title !== edited?.from && title !== detail.title) void change({ title }, t('done.title'))
  }
  if (edited)
    return (
      <input
        className={styles.titleField}
        aria-label={t('head.title')}
        value={edited.typed}
        maxLength={300}
        ref={(element) => element?.focus()}
        onChange={(event) => setEdited({ ...edited, typed: event.currentTarget.value })}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') setEdited(null)
        }}
      />
    )
  return (
    <h1 className={styles.title} tabIndex={-1} data-page-heading title={detail.title}>
      {editable ? (
        <button
          type="button"
          title={t('head.editTitle')}
          onClick={() => setEdited({ from: detail.title, typed: detail.title })}
        >
          {detail.title}
        </button>
      ) : (
        detail.title
      )}
    </h1>
  )
}
