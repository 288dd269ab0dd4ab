import type { Delivery, Message, TimelineEvent } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import type { AnalysisRecord, Corrections } from '#understanding'
import { timelineKinds } from './timeline-kinds.ts'

export type Place = { at: string; rank: number; id: string }
export type Entry = Place & { kind: 'message' | 'note' | 'event' }

/** The newest `limit` entries before a place. Messages stand at the time they were said, the rest when it happened. */
export function entriesBefore(
  db: Db,
  actor: Actor,
  caseId: string,
  before: Place | null,
  limit: number,
): Promise<Entry[]> {
  const earlier = before
    ? sql`where (at, rank, id) < (${before.at}::timestamptz, ${before.rank}::int, ${before.id})`
    : sql``
  return rows(
    db,
    sql<Entry>`
      select at::text as at, rank, id, kind from (
        select at, 0 as rank, message_id::text as id, 'message' as kind from case_message where case_id = ${caseId} and workspace_id = ${actor.workspaceId}
        union all select at, 1, id::text, 'note' from note where case_id = ${caseId} and workspace_id = ${actor.workspaceId}
        union all select at, 2, lpad(seq::text, 20, '0'), 'event' from journal
          where subject_id = ${caseId} and workspace_id = ${actor.workspaceId} and kind = any(${[...timelineKinds]}::text[])) as entries
      ${earlier} order by entries.at desc, rank desc, id desc limit ${limit}`,
  )
}

type EventRecord = {
  seq: number
  at: Date
  kind: string
  data: Record<string, unknown>
  actor_kind: TimelineEvent['actor']['kind']
  actor_id: string | null
  actor_name: string | null
}
const eventColumns = sql`j.seq, j.at, j.kind, j.data, j.actor_kind, j.actor_id, m.name as actor_name`
// actor_id is a member's id only where a person acted; a malformed one must not break the page.
const actorJoin = sql`left join member m on j.actor_kind = 'person' and m.id::text = j.actor_id`

export function eventsBySeq(db: Db, caseId: string, seqs: readonly number[]): Promise<EventRecord[]> {
  return rows(
    db,
    sql<EventRecord>`select ${eventColumns} from journal j ${actorJoin} where j.subject_id = ${caseId} and j.seq = any(${[...seqs]}::bigint[])`,
  )
}

/** Everything that happened, newest first. */
export function eventsBefore(
  db: Db,
  actor: Actor,
  caseId: string,
  before: number | null,
  limit: number,
): Promise<EventRecord[]> {
  return rows(
    db,
    sql<EventRecord>`select ${eventColumns} from journal j ${actorJoin}
      where j.subject_id = ${caseId} and j.workspace_id = ${actor.workspaceId} ${before === null ? sql`` : sql`and j.seq < ${before}`}
      order by j.seq desc limit ${limit}`,
  )
}

export function toEvent(event: EventRecord): TimelineEvent {
  return {
    kind: 'event',
    id: String(event.seq),
    event: event.kind,
    actor: { kind: event.actor_kind, id: event.actor_id, name: event.actor_name },
    data: event.data,
    at: event.at.toISOString(),
  }
}

export type NoteRecord = {
  id: string
  case_id: string
  author_id: string | null
  author_name: string | null
  text: string
  mentions: { id: string; name: string }[]
  at: Date
  edited_at: Date | null
}

export function notesById(db: Db, actor: Pick<Actor, 'workspaceId'>, ids: readonly string[]): Promise<NoteRecord[]> {
  return rows(
    db,
    sql<NoteRecord>`
      select n.id, n.case_id, n.author_id, m.name as author_name, n.text, n.at, n.edited_at,
        coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name) from member o where o.id = any(n.mentions)), '[]') as mentions
      from note n left join member m on m.id = n.author_id
      where n.id = any(${[...ids]}::uuid[]) and n.workspace_id = ${actor.workspaceId}`,
  )
}

export type MessageRecord = {
  id: string
  thread_id: string
  channel: Message['channel']
  visibility: Message['visibility']
  direction: 'in' | 'out'
  nature: Message['nature']
  author_name: string
  author_address: string | null
  author_member_id: string | null
  identity_id: string | null
  flags: string[]
  subject: string | null
  text: string
  trimmed: boolean
  has_html: boolean
  has_original: boolean
  remote_images: number
  language: Message['language']
  meta: Record<string, unknown>
  permalink: string | null
  attachments: unknown
  occurred_at: Date
  received_at: Date
  version: number
  deleted_at: Date | null
  hidden_at: Date | null
  reactions: Message['reactions'] | null
  outbox_id: string | null
  outbox_state: Delivery | null
  send_at: Date | null
  error_code: string | null
  error_detail: string | null
  analysis: AnalysisRecord | null
  corrections: Corrections
}

/** Without the long columns: whole text and HTML are one request away. */
export function messagesById(
  db: Db,
  actor: Pick<Actor, 'workspaceId'>,
  ids: readonly string[],
): Promise<MessageRecord[]> {
  return rows(
    db,
    sql<MessageRecord>`
      select m.id, m.thread_id, m.channel, t.visibility, m.direction, m.nature, m.author_name, m.author_address, m.author_member_id, m.identity_id,
        m.flags, m.subject, m.text, m.full_text is not null as trimmed, m.html is not null as has_html, m.inlet_item_id is not null as has_original,
        m.remote_images, m.language, m.meta, m.permalink, m.attachments, m.occurred_at, m.received_at, m.version, m.deleted_at, m.hidden_at,
        (select jsonb_agg(jsonb_build_object('emoji', r.emoji, 'count', r.n) order by r.n desc, r.emoji) from (select emoji, count(*) as n from message_reaction where message_id = m.id and present group by emoji) r) as reactions,
        o.id as outbox_id, o.state as outbox_state, o.send_at, o.error_code, o.error_detail,
        (select to_jsonb(a) from message_analysis a where a.message_id = m.id) as analysis,
        (select coalesce(jsonb_object_agg(x.field, x.value), '{}') from (
          select distinct on (field) field, value from text_correction t where t.message_id = m.id order by field, id desc) x) as corrections
      from message m join thread t on t.id = m.thread_id
      left join lateral (select * from outbox x where x.message_id = m.id order by x.id desc limit 1) o on true
      where m.id = any(${[...ids]}::uuid[]) and m.workspace_id = ${actor.workspaceId}`,
  )
}
