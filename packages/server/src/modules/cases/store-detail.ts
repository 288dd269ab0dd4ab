import type { ChannelKind, PromiseKind, StatusCategory, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import type { CaseRecord } from './case.ts'

export type ThreadRecord = {
  id: string
  presence_id: string
  presence_name: string
  channel: ChannelKind
  visibility: Visibility
  subject: string | null
  permalink: string | null
  wished_answer: string | null
  /** What an answer leaves from: the mailbox itself, or the one that answers for a form; null when archived. */
  sender_address: string | null
  has_sender: boolean
  identity_email: string | null
  last_author: string | null
  last_meta: Record<string, unknown> | null
}

export function threadsOf(db: Db, caseId: string): Promise<ThreadRecord[]> {
  return rows(
    db,
    sql<ThreadRecord>`
      select t.id, t.presence_id, p.name as presence_name, t.channel, t.visibility, t.subject, t.permalink, t.wished_answer,
        sender.address as sender_address, sender.id is not null as has_sender,
        case when i.kind = 'email' then i.display end as identity_email, last.author_address as last_author, last.meta as last_meta
      from thread t
      join presence p on p.id = t.presence_id
      left join presence sender on sender.archived_at is null
        and sender.id = case when t.channel = 'form' then (p.settings->>'mailPresenceId')::uuid else t.presence_id end
      left join identity i on i.id = t.identity_id
      left join lateral (
        select m.author_address, m.meta from message m
        where m.thread_id = t.id and m.direction = 'in' and m.nature = 'message' order by m.id desc limit 1) last on true
      where t.id in (
        select id from thread where case_id = ${caseId}
        union select m.thread_id from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${caseId})
      order by t.id`,
  )
}

/** Addresses that are ours: never among the recipients. */
export async function ownAddresses(db: Db, workspaceId: string): Promise<Set<string>> {
  const found = await rows(
    db,
    sql<{
      address: string
    }>`select lower(address) as address from presence where workspace_id = ${workspaceId} and kind = 'email' and address is not null`,
  )
  return new Set(found.map((row) => row.address))
}

export type PromiseRecord = {
  id: string
  case_id: string
  kind: PromiseKind
  text: string
  due_at: Date
  made_by: string | null
  made_by_name: string | null
  made_at: Date
  state: 'open' | 'kept' | 'replaced' | 'waived'
  settled_at: Date | null
  overdue: boolean
}

export function promisesOf(db: Db, caseId: string): Promise<PromiseRecord[]> {
  return rows(
    db,
    sql<PromiseRecord>`
      select p.id, p.case_id, p.kind, p.text, p.due_at, p.made_by, m.name as made_by_name, p.made_at, p.state, p.settled_at,
        p.state = 'open' and p.due_at < now() as overdue
      from promise p left join member m on m.id = p.made_by
      where p.case_id = ${caseId}
      order by p.id limit 500`,
  )
}

export type OtherCase = {
  id: string
  number: number
  title: string
  category: StatusCategory
  channel: ChannelKind
  at: Date
}

/** Other cases of the same customer, or of the same identity while nobody knows the customer; newest first. */
export function otherCasesOf(db: Db, record: CaseRecord): Promise<OtherCase[]> {
  return rows(
    db,
    sql<OtherCase>`
      select id, number, title, category, channel, last_message_at as at from (
        select * from cases where customer_id = ${record.customer_id} union select * from cases where identity_id = ${record.identity_id}) c
      where workspace_id = ${record.workspace_id} and id <> ${record.id} and merged_into is null
      order by last_message_at desc, id desc limit 20`,
  )
}

export type Surroundings = {
  watching: boolean
  merged_number: number | null
  identity: { id: string; kind: string; display: string } | null
  seen_at: Date | null
  proposals: {
    id: string
    customer: { id: string; name: string }
    reasons: { code: string; value: string | null }[]
  }[]
  undo: { id: string; kind: 'merge' | 'split'; until: Date } | null
}

/** What stands around a case in single values: read as one row. */
export async function surroundingsOf(db: Db, actor: Actor, record: CaseRecord): Promise<Surroundings> {
  const found = await one(
    db,
    sql<Omit<Surroundings, 'undo'> & { undo: { id: string; kind: 'merge' | 'split'; until: string } | null }>`select
      exists (select 1 from watch w where w.case_id = ${record.id} and w.member_id = ${actor.memberId}) as watching,
      (select number from cases where id = ${record.merged_into}) as merged_number,
      (select jsonb_build_object('id', id, 'kind', kind, 'display', display) from identity where id = ${record.identity_id}) as identity,
      (select seen_at from case_read where case_id = ${record.id} and member_id = ${actor.memberId}) as seen_at,
      (select coalesce(jsonb_agg(jsonb_build_object('id', lp.id, 'customer', jsonb_build_object('id', cu.id, 'name', cu.name), 'reasons', lp.reasons) order by lp.score desc), '[]'::jsonb)
        from link_proposal lp join customer cu on cu.id = lp.customer_id
        where lp.identity_id = ${record.identity_id} and lp.state = 'open' and ${record.customer_id}::uuid is null) as proposals,
      (select jsonb_build_object('id', u.id, 'kind', u.kind, 'until', u.until) from case_undo u join cases f on f.id = u.from_id join cases t on t.id = u.to_id
        where (u.from_id = ${record.id} or u.to_id = ${record.id}) and u.undone_at is null and u.until > now() and t.merged_into is null
          and f.merged_into is not distinct from case when u.kind = 'merge' then u.to_id end order by u.at desc, u.id desc limit 1) as undo`,
  )
  const { undo, ...rest } = found!
  return { ...rest, undo: undo ? { ...undo, until: new Date(undo.until) } : null }
}
