import type { TimelineEvent } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '#lib/time.ts'
import { Button } from '#ui/button.tsx'
import { FilterChip } from '#ui/chip.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { useHistory } from '../case-data.ts'
import { EventIcon, useEventContext } from '../timeline/event-lines.tsx'
import { actorWords, eventWords } from '../timeline/event-words.ts'
import styles from './side.module.css'

const groups = ['all', 'messages', 'promises', 'work'] as const
type Group = (typeof groups)[number]

/** Everything that happened, newest first, from the journal. */
export function History({ caseId }: { caseId: string }) {
  const { t } = useTranslation(['cases', 'ui'])
  const [group, setGroup] = useState<Group>('all')
  const history = useHistory(caseId)
  const context = useEventContext()
  const events = (history.data?.pages ?? []).flatMap((page) => page.items).filter((event) => isIn(event, group))
  if (history.isPending)
    return (
      <div className={styles.body}>
        <SkeletonText lines={6} />
      </div>
    )
  if (history.error && !history.data)
    return <ErrorState compact error={history.error} onRetry={() => void history.refetch()} />
  return (
    <div className={styles.body}>
      <div className={styles.chips} role="group" aria-label={t('history.filter')}>
        {groups.map((one) => (
          <FilterChip key={one} on={one === group} aria-pressed={one === group} onClick={() => setGroup(one)}>
            {t(`history.${one}`)}
          </FilterChip>
        ))}
      </div>
      {events.length === 0 && <p className={styles.none}>{t('history.none')}</p>}
      <ol className={styles.list}>
        {events.map((event) => (
          <li key={event.id} className={styles.item}>
            <EventIcon kind={event.event} size={14} />
            <div>
              {eventWords(event, context)}
              <small>
                {actorWords(event, context)} ·{' '}
                <time dateTime={event.at}>{formatMoment(new Date(event.at), context.now, context)}</time>
              </small>
            </div>
          </li>
        ))}
      </ol>
      {history.hasNextPage && (
        <Button small busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t('timeline.older')}
        </Button>
      )}
    </div>
  )
}

function isIn(event: Pick<TimelineEvent, 'event'>, group: Group): boolean {
  if (group === 'all') return true
  if (group === 'promises') return event.event.startsWith('promise.')
  if (group === 'messages') return /^(message|reply|note)\./.test(event.event)
  return event.event.startsWith('case.')
}
