import type { TimelineEvent } from '@resonanz/contracts'
import {
  AlarmClock,
  CircleCheck,
  CircleDot,
  HeartHandshake,
  Link2,
  type LucideIcon,
  Send,
  Tag,
  TriangleAlert,
  UserRound,
} from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { useNames } from '#lib/people.ts'
import { formatClock, formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { actorWords, type EventContext, eventWords } from './event-words.ts'
import styles from './timeline.module.css'

/** What happened between the words, small and folded: the last one, and a button for the others. */
export const EventLines = memo(function EventLines({ events }: { events: TimelineEvent[] }) {
  const { t } = useTranslation(['cases', 'ui'])
  const [open, setOpen] = useState(false)
  const last = events.at(-1)
  if (!last) return null
  const shown = open ? events : [last]
  return (
    <div className={styles.events}>
      {events.length > 1 && (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('timeline.fewer') : t('timeline.events', { count: events.length - 1 })}
        </button>
      )}
      {shown.map((event) => (
        <EventLine key={event.id} event={event} />
      ))}
    </div>
  )
})

export function EventLine({ event }: { event: TimelineEvent }) {
  const context = useEventContext()
  const { language, now } = context
  const at = new Date(event.at)
  return (
    <p className={styles.event}>
      <EventIcon kind={event.event} size={12} />
      <span>
        {eventWords(event, context)} · {actorWords(event, context)} ·{' '}
        <time dateTime={event.at} title={formatMoment(at, now, { language })}>
          {formatClock(at, { language })}
        </time>
      </span>
    </p>
  )
}

export function useEventContext(): EventContext {
  const { t } = useTranslation(['cases', 'ui'])
  return {
    say: (key, values) => String(t(key as 'event.unknown', values as { event: string })),
    names: useNames(),
    language: useLanguage(),
    now: useNow(),
  }
}

const icons = {
  warning: TriangleAlert,
  promise: HeartHandshake,
  word: Send,
  followUp: AlarmClock,
  person: UserRound,
  shape: Link2,
  label: Tag,
  status: CircleCheck,
  other: CircleDot,
} satisfies Record<string, LucideIcon>

export function EventIcon({ kind, size }: { kind: string; size: number }) {
  const Icon = icons[signOf(kind)]
  return <Icon size={size} />
}

function signOf(kind: string): keyof typeof icons {
  if (/failed|unclear|overdue/.test(kind)) return 'warning'
  if (kind.startsWith('promise.')) return 'promise'
  if (/^(reply|message|note)\./.test(kind)) return 'word'
  if (kind.startsWith('case.follow-up')) return 'followUp'
  if (/owner|team|customer/.test(kind)) return 'person'
  if (/merged|joined|split|undone/.test(kind)) return 'shape'
  if (/tags|topic|kind|title/.test(kind)) return 'label'
  return kind === 'case.status' ? 'status' : 'other'
}
