import type { Goodwill } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'

/** Whether its department may still object, did, and what became of it. */
export function ObjectionLine({ item: { objectable, objection } }: { item: Goodwill }) {
  const { t } = useTranslation('goodwill')
  const language = useLanguage()
  const now = useNow()
  if (objection && objection.state !== 'withdrawn')
    return (
      <>
        <small>
          {t('objection', { team: objection.team, name: objection.by.name, reason: objection.reason })}{' '}
          {objection.approvalId && (
            <Link to="/approvals/$approvalId" params={{ approvalId: objection.approvalId }}>
              {t('objectionOpen')}
            </Link>
          )}
        </small>
        {objection.state !== 'open' && (
          <small>
            {t(`objectionState.${objection.state}`, { name: objection.decidedBy?.name ?? '' })}
            {objection.decidedReason && `: ${objection.decidedReason}`}
          </small>
        )}
      </>
    )
  if (!objectable) return null
  const at = formatMoment(new Date(objectable.until), now, { language })
  return <small>{t('objectable', { team: objectable.team, at })}</small>
}
