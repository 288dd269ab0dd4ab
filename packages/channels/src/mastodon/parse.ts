import { z } from 'zod'
import type { InboundEvent, RawItem } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { utc } from '../kit/message.ts'
import { Notification, Status } from './shapes.ts'
import { editOf, keyOf, messageOf, type Place } from './status-event.ts'

const Gone = z.object({ deleted: z.string().min(1).max(4_000), at: z.string().nullish() })
/** Ours first: a status of the network has no `deleted`, a notification has a `type`. */
const Item = z.union([Gone, Notification, Status, z.object({ id: z.string(), type: z.string().min(1) })])

const Source = z.object({
  parent: z.string().nullable().catch(null),
  root: z.string().nullable().catch(null),
  home: z.string().catch(''),
  directed: z.boolean().catch(false),
  own: z.boolean().catch(false),
  edited: z.boolean().catch(false),
  imported: z.boolean().catch(false),
  sources: z.array(z.string()).catch([]),
})
type Source = z.infer<typeof Source> & Place

export function parse(item: RawItem): InboundEvent[] {
  const value = readJsonItem(item, Item)
  const source = Source.parse(item.source)
  if ('deleted' in value) {
    return [{ type: 'delete', externalId: keyOf(value.deleted), occurredAt: utc(value.at ?? undefined) }]
  }
  if ('content' in value) return [statusEvent(value, source)]
  return [notificationEvent(value, source)]
}

function statusEvent(status: Status, source: Source): InboundEvent {
  return source.edited ? editOf(status) : messageOf(status, source)
}

const signs = new Map([
  ['favourite', '⭐'],
  ['reblog', '🔁'],
])

function notificationEvent(note: Partial<Notification> & { type: string }, source: Source): InboundEvent {
  const { status, account } = note
  const sign = signs.get(note.type)
  if (sign !== undefined && status && account) {
    return {
      type: 'reaction',
      externalId: keyOf(status.uri),
      actorKey: account.acct.toLowerCase(),
      emoji: sign,
      present: true,
      occurredAt: utc(note.created_at ?? undefined),
    }
  }
  if (note.type === 'update' && status) return editOf(status)
  if (spoken.has(note.type) && status) {
    return messageOf(status, { ...source, directed: note.type !== 'status' })
  }
  const code = known.get(note.type) ?? 'unknown-notification'
  return { type: 'filtered', code, reason: `notification ${note.type.slice(0, 60)}` }
}

/** `status`: somebody we follow closely wrote something, not to us. */
const spoken = new Set(['mention', 'quote', 'status'])
const known = new Map([
  ['follow', 'follow'],
  ['follow_request', 'follow-request'],
  ['poll', 'poll-ended'],
  ['quoted_update', 'quote-edited'],
])
