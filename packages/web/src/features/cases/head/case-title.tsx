import type { CaseDetail } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '../use-change.ts'
import styles from './case-head.module.css'

/** The title; pressed it becomes a field. Enter keeps, Escape leaves it as it was. */
export function CaseTitle({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['cases', 'ui'])
  const change = useChange(detail)
  const [typed, setTyped] = useState<string | null>(null)
  const editable = detail.allowed.includes('change')

  function keep(): void {
    const title = typed?.trim()
    setTyped(null)
    if (title && title !== detail.title) void change({ title }, t('done.title'))
  }
  if (typed !== null)
    return (
      <input
        className={styles.titleField}
        aria-label={t('head.title')}
        value={typed}
        maxLength={300}
        ref={(element) => element?.focus()}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') setTyped(null)
        }}
      />
    )
  return (
    <h1 className={styles.title} tabIndex={-1} data-page-heading title={detail.title}>
      {editable ? (
        <button type="button" title={t('head.editTitle')} onClick={() => setTyped(detail.title)}>
          {detail.title}
        </button>
      ) : (
        detail.title
      )}
    </h1>
  )
}
