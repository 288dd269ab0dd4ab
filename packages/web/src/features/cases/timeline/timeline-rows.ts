import type { Message, Note, TimelineEvent, TimelineItem } from '@resonanz/contracts'
import { calendarDaysBetween, type Language } from '#lib/time.ts'

export type TimelineRow =
  | { row: 'day'; key: string; at: string }
  | { row: 'new'; key: string }
  | { row: 'message'; key: string; item: Message }
  | { row: 'note'; key: string; item: Note }
  | { row: 'events'; key: string; items: TimelineEvent[] }

type Options = {
  language: Language
  timeZone?: string
  /** When the reader had looked before; null: never, then nothing is marked as new. */
  seenAt: string | null
  myId: string | undefined
}

/** Items in order of time → rows to draw: a divider per day, one before what is new to me, events in a row folded. */
export function timelineRows(items: readonly TimelineItem[], options: Options): TimelineRow[] {
  const rows: TimelineRow[] = []
  let marked = options.seenAt === null || !items.some((item) => !isNew(item, options))
  let before: string | null = null
  for (const item of items) {
    const at = new Date(item.at)
    if (before === null || calendarDaysBetween(new Date(before), at, options) !== 0)
      rows.push({ row: 'day', key: `day ${item.at}`, at: item.at })
    before = item.at
    if (!marked && isNew(item, options)) {
      marked = true
      rows.push({ row: 'new', key: 'new' })
    }
    if (item.kind === 'message') rows.push({ row: 'message', key: item.id, item })
    else if (item.kind === 'note') rows.push({ row: 'note', key: item.id, item })
    else addEvent(rows, item)
  }
  return rows
}

function addEvent(rows: TimelineRow[], event: TimelineEvent): void {
  const last = rows.at(-1)
  if (last?.row === 'events') last.items.push(event)
  else rows.push({ row: 'events', key: `events ${event.id}`, items: [event] })
}

/** Words of others since I looked; my own words and what machines noted are not news. */
function isNew(item: TimelineItem, { seenAt, myId }: Options): boolean {
  if (!seenAt || item.kind === 'event') return false
  const author = item.kind === 'note' ? item.author?.id : item.author.memberId
  if (author && author === myId) return false
  const at = item.kind === 'message' ? item.receivedAt : item.at
  return Date.parse(at) > Date.parse(seenAt)
}
