import { Link } from '@tanstack/react-router'
import { CircleCheck, FilterX, Inbox, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { useMay, useMe } from '#lib/session.ts'
import { formatMoment, formatClock, calendarDaysBetween } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/states.tsx'
import type { Place } from './list-spec.ts'

type Props = { place: Place; nextDueAt: string | null; total: number | undefined; onClear: () => void }

/** Why a list is empty, and the one thing to do about it. */
export function EmptyList({ place, nextDueAt, total, onClear }: Props) {
  const { t } = useTranslation('inbox')
  const me = useMe()
  const language = useLanguage()
  const now = useNow()
  const mayConnect = useMay('presence.manage')
  const { saved, spec } = place
  if (place.missing)
    return (
      <EmptyState icon={SearchX} title={t('empty.noView')}>
        <p>{t('empty.noViewWords')}</p>
      </EmptyState>
    )
  if (me && !me.workspace.onboarding.channelConnected && !me.workspace.sampleData && total === 0)
    return (
      <EmptyState
        icon={Inbox}
        title={t('empty.first')}
        actions={
          <>
            {mayConnect && (
              <Link to="/settings/channels" search={{ connect: 'email' }} className={buttonClass('primary')}>
                {t('empty.connect')}
              </Link>
            )}
            <Link to="/new" className={buttonClass()}>
              {t('empty.new')}
            </Link>
          </>
        }
      >
        <p>{t('empty.firstWords')}</p>
      </EmptyState>
    )
  if (spec.filter && !(saved && spec.filter === saved.filter))
    return (
      <EmptyState
        icon={FilterX}
        title={t('empty.filtered')}
        actions={<Button onClick={onClear}>{t('empty.clear')}</Button>}
      />
    )
  const due = nextDueAt ? new Date(nextDueAt) : null
  const today = due !== null && calendarDaysBetween(due, now, { language }) === 0
  const at = due && (today ? formatClock(due, { language }) : formatMoment(due, now, { language }))
  const answers = saved === null && (spec.view === 'mine' || spec.view === 'team' || spec.view === 'unassigned')
  return (
    <EmptyState icon={CircleCheck} title={t(answers ? 'empty.zero' : `empty.view_${saved ? 'saved' : spec.view}`)}>
      {at && <p>{t('empty.next', { at })}</p>}
    </EmptyState>
  )
}
