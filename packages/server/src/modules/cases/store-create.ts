import type { ChannelKind } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type HandPresence = { id: string; team_id: string | null; address: string | null }

/** The presence by which something of this kind is logged or written; of the team if it has one, else the oldest. */
export function presenceOfKind(
  db: Db,
  workspaceId: string,
  kind: ChannelKind,
  teamId: string | null,
): Promise<HandPresence | undefined> {
  return one(
    db,
    sql<HandPresence>`select id, team_id, address from presence where workspace_id = ${workspaceId} and kind = ${kind} and archived_at is null
      order by team_id is not distinct from ${teamId}::uuid desc, created_at, id limit 1`,
  )
}

/** The mail address a customer is known by, the newest first. */
export async function emailOfCustomer(
  db: Db,
  customerId: string,
): Promise<{ identityId: string; address: string } | null> {
  const found = await one(
    db,
    sql<{
      identityId: string
      address: string
    }>`select i.id as "identityId", i.display as address from identity_link l join identity i on i.id = l.identity_id
      where l.customer_id = ${customerId} and l.valid_to is null and l.state = 'confirmed' and i.kind = 'email' order by l.valid_from desc limit 1`,
  )
  return found ?? null
}

export async function threadOfPost(db: Db, presenceId: string, link: string) {
  return one(
    db,
    sql<{
      id: string
      case_id: string | null
      number: number | null
    }>`select t.id, t.case_id, c.number from thread t left join cases c on c.id = t.case_id
      where t.presence_id = ${presenceId} and t.external_key = ${link}`,
  )
}

export type NewThread = {
  workspaceId: string
  id: string
  presenceId: string
  channel: ChannelKind
  key: string
  subject: string
  visibility: string
  permalink: string | null
  identityId: string | null
  caseId: string
  wishedAnswer: string | null
}
export async function insertThread(tx: Db, t: NewThread): Promise<void> {
  await run(
    tx,
    sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, visibility, permalink, identity_id, case_id, wished_answer)
      values (${t.workspaceId}, ${t.id}, ${t.presenceId}, ${t.channel}, ${t.key}, ${t.subject}, ${t.visibility}, ${t.permalink}, ${t.identityId}, ${t.caseId}, ${t.wishedAnswer})`,
  )
}

export type LoggedMessage = {
  workspaceId: string
  id: string
  threadId: string
  presenceId: string
  channel: ChannelKind
  identityId: string | null
  authorName: string
  authorAddress: string | null
  subject: string
  text: string
  language: string | null
  meta: Record<string, unknown>
  attachments: unknown[]
  permalink: string | null
  occurredAt: Date
  caseId: string
}
/** What a customer said, written down by a colleague; belongs to the case and is found by its words. */
export async function insertLogged(tx: Db, m: LoggedMessage): Promise<void> {
  await run(
    tx,
    sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, identity_id, author_name, author_address,
        subject, text, language, meta, attachments, permalink, occurred_at)
      values (${m.workspaceId}, ${m.id}, ${m.threadId}, ${m.presenceId}, ${m.channel}, 'in', ${`hand:${m.id}`}, ${m.identityId}, ${m.authorName}, ${m.authorAddress},
        ${m.subject}, ${m.text}, ${m.language}, ${JSON.stringify(m.meta)}::jsonb, ${JSON.stringify(m.attachments)}::jsonb, ${m.permalink}, ${m.occurredAt})`,
  )
  const words = searchWords(`${m.subject} ${m.authorName} ${m.text}`, 800)
  await run(
    tx,
    sql`with linked as (insert into case_message (workspace_id, case_id, message_id, at) values (${m.workspaceId}, ${m.caseId}, ${m.id}, ${m.occurredAt}))
      insert into message_search (workspace_id, message_id, case_id, at, words)
      values (${m.workspaceId}, ${m.id}, ${m.caseId}, ${m.occurredAt}, array_to_tsvector(${words}::text[]))`,
  )
}

export type UploadedFile = { id: string; name: string; type: string; size: number }

/** Takes uploaded files for a message: only free ones of this workspace; in the order given. */
export async function claimFiles(
  tx: Db,
  workspaceId: string,
  ids: readonly string[],
  messageId: string,
): Promise<UploadedFile[]> {
  if (ids.length === 0) return []
  const list = [...new Set(ids)]
  const files = await rows(
    tx,
    sql<UploadedFile>`update file set message_id = ${messageId} where workspace_id = ${workspaceId} and id = any(${list}::uuid[]) and message_id is null
      returning id, name, type, size`,
  )
  return files.toSorted((a, b) => list.indexOf(a.id) - list.indexOf(b.id))
}

/** What is due is due by the database's clock, whatever this process believes. */
export async function databaseNow(tx: Db): Promise<Date> {
  const found = await one(tx, sql<{ now: Date }>`select date_trunc('milliseconds', now()) as now`)
  return found!.now
}
