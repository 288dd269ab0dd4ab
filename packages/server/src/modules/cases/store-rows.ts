import type { CaseRow } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { levelWord } from '#reading'
import { type CaseRecord, instant, isOpen, priorityWord, stalledFrom } from './case.ts'

/** A case with what lists show beside it. Keys are the sort columns in full precision. */
export type ListedCase = CaseRecord & {
  owner_name: string | null
  team_name: string | null
  topic_name: { de: string; en: string } | null
  customer_name: string | null
  unread: boolean
  due_key: string
  newest_key: string
  /** Open cases with the same words, without this one; counted up to 1,000. */
  duplicates: number
}

const duplicatesMost = 1000

/** `source` is a sub-select of cases; names come by joins, so a page costs one statement. */
export async function listedCases(
  db: Db,
  actor: Pick<Actor, 'memberId' | 'workspaceId'>,
  source: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<ListedCase[]> {
  return rows(
    db,
    sql<ListedCase>`
      with page as materialized (select * from ${source} as c),
      clusters as (
        select k.cluster_id, (select count(*)::int from (
          select from cases d where d.workspace_id = ${actor.workspaceId} and d.cluster_id = k.cluster_id and ${isOpen} limit ${duplicatesMost + 1}) as s) as size
        from (select distinct cluster_id from page where cluster_id is not null) k
      )
      select c.*, due_at::text as due_key, last_message_at::text as newest_key,
        (select m.name from member m where m.id = c.owner_id) as owner_name,
        (select t.name from team t where t.id = c.team_id) as team_name,
        (select t.name from topic t where t.id = c.topic_id) as topic_name,
        (select cu.name from customer cu where cu.id = c.customer_id) as customer_name,
        last_inbound_at is not null and last_inbound_at > coalesce(
          (select r.seen_at from case_read r where r.member_id = ${actor.memberId} and r.case_id = c.id), '-infinity') as unread,
        coalesce((select k.size from clusters k where k.cluster_id = c.cluster_id) - case when ${isOpen} then 1 else 0 end, 0) as duplicates
      from page as c order by ${order}`,
  )
}

/** Rows of named cases in the order of the ids; unknown and foreign ids are left out. For search and other lists. */
export async function listRows(db: Db, actor: Actor, ids: readonly string[]): Promise<CaseRow[]> {
  if (ids.length === 0) return []
  const source = sql`(select cases.* from cases where id = any(${[...ids]}::uuid[]) and workspace_id = ${actor.workspaceId})`
  const found = await listedCases(db, actor, source, sql`array_position(${[...ids]}::uuid[], c.id)`)
  return found.map(toCaseRow)
}

export async function listedCase(db: Db, actor: Actor, id: string): Promise<ListedCase | undefined> {
  const source = sql`(select cases.* from cases where id = ${id} and workspace_id = ${actor.workspaceId})`
  return (await listedCases(db, actor, source, sql`id`))[0]
}

export function toCaseRow(row: ListedCase): CaseRow {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    category: row.category,
    priority: priorityWord(row.priority),
    kind: row.kind,
    owner: person(row.owner_id, row.owner_name),
    team: person(row.team_id, row.team_name),
    topic: row.topic_id && row.topic_name ? { id: row.topic_id, name: row.topic_name } : null,
    tags: row.tags,
    customer: { id: row.customer_id, name: row.customer_name ?? row.contact_name },
    channel: row.channel,
    visibility: row.visibility,
    preview: row.preview,
    language: row.language,
    sentiment: row.sentiment,
    urgency: levelWord(row.urgency),
    anger: levelWord(row.anger),
    offence: row.offence,
    isRepeatedContact: row.is_repeated,
    isStalled: row.stalled >= stalledFrom,
    corrected: row.corrected,
    duplicateCount: row.duplicates,
    lastMessageAt: row.last_message_at.toISOString(),
    waitingSince: instant(row.waiting_since),
    dueAt: instant(row.due_at),
    dueKind: row.due_kind,
    nextUpdateAt: instant(row.next_update_at),
    followUpAt: instant(row.follow_up_at),
    followUpFor: row.follow_up_for,
    backBecause: row.back_because,
    unread: row.unread,
    hasAttachment: row.has_attachment,
    messageCount: row.message_count,
    foundBy: row.found_by,
    version: row.version,
  }
}

export function person(id: string | null, name: string | null): { id: string; name: string } | null {
  return id && name !== null ? { id, name } : null
}
