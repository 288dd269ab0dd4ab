import type { CaseDetail } from '@resonanz/contracts'
import { HeartHandshake } from 'lucide-react'
import { Trans, useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatDuration, formatMoment, formatShortMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip } from '#ui/chip.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { isClosed } from '../case-data.ts'
import styles from './case-head.module.css'

/** When the customer last heard from us and what they were promised. A broken promise cannot be missed. */
export function LastWord({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const promised = detail.nextUpdateAt && !isClosed(detail) ? new Date(detail.nextUpdateAt) : null
  const broken = promised !== null && promised.getTime() < now.getTime()
  return (
    <>
      <span className={styles.lastWord}>
        {detail.lastOutboundAt ? (
          <Trans
            t={t}
            i18nKey="head.lastWord"
            values={{ name: detail.customer.name }}
            components={{ time: <RelativeTime at={detail.lastOutboundAt} days /> }}
          />
        ) : (
          t('head.noWord', { name: detail.customer.name })
        )}
      </span>
      {promised && !broken && detail.dueKind !== 'next_update' && (
        <span title={formatMoment(promised, now, { language })}>
          · {t('head.promised', { at: formatShortMoment(promised, now, { language }) })}
        </span>
      )}
      {broken && detail.dueKind !== 'next_update' && (
        <Chip tone="bad" icon={HeartHandshake} title={formatMoment(promised, now, { language })}>
          {t('head.broken', { left: formatDuration(now.getTime() - promised.getTime(), { language, dative: true }) })}
        </Chip>
      )}
    </>
  )
}
