import type { Customer } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { Hourglass, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { ListTime } from '#ui/relative-time.tsx'
import styles from './customers.module.css'

/** Cases over all channels, newest first. */
export function CaseList({ cases }: { cases: Customer['cases'] }) {
  const { t } = useTranslation(['customers', 'ui'])
  if (cases.length === 0) return <p className={styles.muted}>{t('cases.none')}</p>
  return (
    <ul className={styles.list}>
      {cases.map((one) => (
        <li key={one.id} className={styles.item}>
          <ChannelGlyph kind={one.channel} size={14} />
          <div>
            <Link to="/cases/$caseId" params={{ caseId: one.id }}>
              {one.title}
            </Link>
            <small>
              <ListTime at={one.at} /> · #{one.number} · {t(`status.${one.category}`)}
            </small>
          </div>
        </li>
      ))}
    </ul>
  )
}

export function PromiseList({ promises }: { promises: Customer['openPromises'] }) {
  const { t } = useTranslation(['customers', 'ui'])
  const language = useLanguage()
  const now = useNow()
  return (
    <ul className={styles.list}>
      {promises.map((promise) => {
        const due = new Date(promise.dueAt)
        const late = due < now
        const Icon = late ? TriangleAlert : Hourglass
        return (
          <li key={`${promise.caseId} ${promise.dueAt}`} className={styles.item} data-late={late || undefined}>
            <Icon size={14} />
            <div>
              {promise.text || t('promises.nextWord')}
              <small>
                {t(late ? 'promises.late' : 'promises.until', { at: formatMoment(due, now, { language }) })} ·{' '}
                <Link to="/cases/$caseId" params={{ caseId: promise.caseId }}>
                  #{promise.caseNumber}
                </Link>
              </small>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
