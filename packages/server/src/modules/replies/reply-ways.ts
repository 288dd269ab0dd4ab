import {
  answersPrivately,
  type BodyOf,
  capabilitiesOf,
  capabilitiesWith,
  type ChannelKind,
  type OwnLimits,
  type replyRoutes,
  type ReplyWay,
  type Visibility,
  windowEdgeMs,
} from '@resonanz/contracts'
import { sql } from 'kysely'
import { accessCase } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { type Db, one, rows } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { goesByMail } from './outgoing.ts'
import type { ReplyThread } from './store.ts'

type NewReply = BodyOf<typeof replyRoutes.send>
type Facts = {
  thread_id: string
  channel: ChannelKind
  visibility: Visibility
  message_id: string | null
  at: Date | null
  version: number | null
  is_deleted: boolean | null
  used_at: Date | null
  limits: OwnLimits | null
  handle: string | null
  /** When who would be answered privately spoke. */
  private_at: Date | null
  now: Date
}
const hourMs = 3_600_000

/** Of every conversation of a case: what its network allows now. */
export async function readWays(deps: Deps, actor: Actor, caseId: string): Promise<{ items: ReplyWay[] }> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const found = await rows(
    db,
    sql<Facts>`${factsFor(record.identity_id)} where t.workspace_id = ${actor.workspaceId} and t.id in (
      select id from thread where case_id = ${record.id} union select m.thread_id from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${record.id}) order by t.id limit 100`,
  )
  return { items: found.map(wayOf) }
}

/**
 * Refuses what the network would refuse: private words after its window (`window-closed`), a second private reply
 * (`private-reply-used`). Then a change the writer does not know of: words that were taken away or changed meanwhile.
 */
export async function refuseClosedWay(
  tx: Db,
  thread: ReplyThread,
  reply: NewReply,
  contactId: string | null,
): Promise<void> {
  if (goesByMail(thread)) return
  const found = await one(tx, sql<Facts>`${factsFor(contactId)} where t.id = ${thread.id}`)
  if (!found) return
  const way = wayOf(found)
  const isPrivate = reply.privately === true || thread.visibility === 'private'
  if (reply.privately && thread.visibility === 'public') refusePrivateReply(thread.channel, way)
  else if (isPrivate && way.window && !way.window.isOpen && !(reply.template && way.window.after === 'template'))
    throw new Refusal('window-closed', undefined, {
      closedAt: way.window.longUntil ?? way.window.until,
      after: way.window.after,
    })
  if (reply.evenIfNewer || !way.answered) return
  const changed = way.answered.isDeleted
    ? 'deleted'
    : isNewer(way.answered.version, reply.answeredVersion)
      ? 'edited'
      : null
  if (changed)
    throw new Refusal('newer-message', 'What you answer was changed on the network. Look at it before you send.', {
      messageId: way.answered.messageId,
      direction: 'in',
      by: null,
      at: way.answered.at,
      what: changed,
    })
}

function refusePrivateReply(channel: ChannelKind, way: ReplyWay): void {
  if (!answersPrivately(capabilitiesWith(channel, way.limits)))
    throw new Refusal('no-way-to-reply', 'This network has no private answer to public words.')
  if (way.privateReply?.because === 'used')
    throw new Refusal('private-reply-used', undefined, { usedAt: way.privateReply.usedAt })
  if (way.privateReply?.because === 'over')
    throw new Refusal('window-closed', undefined, { closedAt: way.privateReply.until, after: 'none' })
}

function isNewer(version: number, seen: number | undefined): boolean {
  return seen !== undefined && version > seen
}

/** A private reply that may have reached the network counts as used: nobody knows otherwise. */
const factsFor = (contactId: string | null) => sql`
  select t.id as thread_id, t.channel, t.visibility, m.id as message_id, m.occurred_at as at, pm.occurred_at as private_at, m.version, m.deleted_at is not null as is_deleted, now() as now,
    (select p.limits from presence p where p.id = t.presence_id) as limits,
    (select ltrim(i.display, '@') from identity i where i.id = m.identity_id and i.kind = 'handle') as handle,
    (select max(o.created_at) from outbox o where o.thread_id = t.id and o.state not in ('undone','failed') and (o.payload->'outgoing'->'target'->>'privately')::boolean
      and o.payload->'outgoing'->'target'->>'replyTo' = pm.external_id) as used_at
  from thread t left join lateral (
    select id, identity_id, occurred_at, version, deleted_at from message where thread_id = t.id and direction = 'in' and nature = 'message' order by occurred_at desc, id desc limit 1
  ) m on true left join lateral (
    select external_id, occurred_at from message where thread_id = t.id and direction = 'in' and nature = 'message'
      order by ${contactId ? sql`identity_id is distinct from ${contactId},` : sql``} deleted_at is not null, occurred_at desc, id desc limit 1
  ) pm on true`

function wayOf(row: Facts): ReplyWay {
  const capabilities = capabilitiesOf[row.channel]
  const after = (hours: number, at = row.at) => (at ? new Date(at.getTime() + hours * hourMs).toISOString() : null)
  // By any clock: an answer at the edge is tried, and the network decides.
  const now = new Date(row.now.getTime() - windowEdgeMs).toISOString()
  const { window, privateReply } = capabilities
  const [until, longUntil] = window
    ? [after(window.hours), window.longHours ? after(window.longHours) : null]
    : [null, null]
  const privateUntil = privateReply ? after(privateReply.days * 24, row.private_at) : null
  const because = !row.at
    ? 'nobody'
    : privateReply?.once && row.used_at
      ? 'used'
      : privateUntil !== null && privateUntil < now
        ? 'over'
        : null
  return {
    threadId: row.thread_id,
    answered:
      row.message_id && row.at
        ? {
            messageId: row.message_id,
            at: row.at.toISOString(),
            version: row.version ?? 1,
            isDeleted: row.is_deleted === true,
            handle: row.handle,
          }
        : null,
    window:
      window && row.visibility === 'private'
        ? {
            isOpen: [until, longUntil].some((end) => end !== null && end >= now),
            until,
            longUntil,
            after: window.after,
          }
        : null,
    privateReply:
      privateReply && row.visibility === 'public'
        ? { isLeft: because === null, until: privateUntil, because, usedAt: row.used_at?.toISOString() ?? null }
        : null,
    limits: row.limits,
  }
}
