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
import { createContext, memo, type ReactNode, use, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { useNames } from '#lib/people.ts'
import { formatClock, formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { actorWords, type EventContext, eventWords } from './event-words.ts'
import styles from './timeline.module.css'

type Props = { events: TimelineEvent[] }

/** What happened between the words, small and folded: the last one, and a button for the others. */
export const EventLines = memo(function EventLines({ events }: Props) {
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
}, sameEvents)

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

// One for the whole timeline: hundreds of lines must not each ask for names and times.
const Context = createContext<EventContext | null>(null)

export function EventContextProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['cases', 'ui'])
  const { members, teams, topics } = useNames()
  const language = useLanguage()
  // The day decides how a time is written, not the minute.
  const day = useNow().toDateString()
  const context = useMemo<EventContext>(
    () => ({
      say: (key, values) => String(t(key as 'event.unknown', values as { event: string })),
      names: { members, teams, topics },
      language,
      now: new Date(day),
    }),
    [t, members, teams, topics, language, day],
  )
  return <Context value={context}>{children}</Context>
}

export function useEventContext(): EventContext {
  const context = use(Context)
  if (!context) throw new Error('Events are drawn inside EventContextProvider.')
  return context
}

function sameEvents(before: Props, after: Props): boolean {
  return before.events.length === after.events.length && before.events.every((event, at) => event === after.events[at])
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
