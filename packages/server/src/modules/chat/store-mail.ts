import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { TranscriptLine } from './mails.ts'

/** A conversation that goes on by mail: where it stands and through which mailbox. */
export type Carried = {
  id: string
  workspace_id: string
  email: string | null
  email_vouched: boolean
  language: 'de' | 'en'
  thread_id: string | null
  case_id: string | null
  mail_presence_id: string | null
}
const carriedColumns = sql`s.id, s.workspace_id, s.email, s.email_vouched, s.language, t.id as thread_id, t.case_id, mp.id as mail_presence_id`
const carriedFrom = sql`chat_session s join presence p on p.id = s.presence_id
  left join thread t on t.presence_id = s.presence_id and t.external_key = s.id::text
  left join presence mp on mp.id = (p.settings->>'mailPresenceId')::uuid and mp.workspace_id = s.workspace_id and mp.kind = 'email' and mp.archived_at is null`

/** How long somebody must be gone before we write elsewhere. */
const goneMinutes = 3
const carriedAtOnce = 50

export function chatToCarry(tx: Db, sessionId: string): Promise<Carried | undefined> {
  return one(tx, sql<Carried>`select ${carriedColumns} from ${carriedFrom} where s.id = ${sessionId} for update of s`)
}

/** Gone, with answers unread and an address known; each is taken by one process. */
export function sessionsToCarry(tx: Db): Promise<Carried[]> {
  return rows(
    tx,
    sql<Carried>`select ${carriedColumns} from ${carriedFrom}
      where s.unread_since is not null and s.unread_since > now() - interval '7 days' and s.email is not null and mp.id is not null
        and (s.left_at < now() - make_interval(mins => ${goneMinutes}) or s.seen_at < now() - make_interval(mins => ${goneMinutes + 2}))
      order by s.unread_since limit ${carriedAtOnce} for update of s skip locked`,
  )
}

export async function moveToMail(tx: Db, sessionId: string, email: string): Promise<void> {
  await run(
    tx,
    sql`update chat_session set mail_since = now(), email_vouched = email_vouched and email = ${email}, email = ${email} where id = ${sessionId}`,
  )
}

/** What was said, oldest first; `isOpen`: an answer that was neither read in the chat nor mailed. */
export async function transcriptOf(tx: Db, carried: Pick<Carried, 'thread_id'>): Promise<TranscriptLine[]> {
  if (!carried.thread_id) return []
  const found = await rows(
    tx,
    sql<TranscriptLine>`select * from (
        select m.id, m.direction = 'out' as "isOurs", m.author_name as name, m.text,
          m.direction = 'out' and o.state in ('handed_over','delivered','unclear') and o.presence_id = t.presence_id and not exists (select from chat_mailed c where c.message_id = m.id) as "isOpen"
        from message m join thread t on t.id = m.thread_id left join outbox o on o.message_id = m.id
        where m.thread_id = ${carried.thread_id} and m.deleted_at is null and m.nature = 'message' and (m.direction = 'in' or o.state in ('handed_over','delivered','read','unclear'))
        order by m.id desc limit 60) newest order by id`,
  )
  return found
}

export async function markMailed(
  tx: Db,
  mailed: { sessionId: string; workspaceId: string; messageIds: readonly string[]; isQueued: boolean },
): Promise<void> {
  // An address that had enough mails today gets no more, and is not asked about again and again.
  await run(
    tx,
    sql`update chat_session set unread_since = null, mail_since = coalesce(mail_since, now()) where id = ${mailed.sessionId}`,
  )
  if (!mailed.isQueued) return
  await run(
    tx,
    sql`insert into chat_mailed (workspace_id, session_id, message_id) select ${mailed.workspaceId}::uuid, ${mailed.sessionId}::uuid, id from unnest(${[...mailed.messageIds]}::uuid[]) as id on conflict do nothing`,
  )
}

/** Answers that got through lie unread from now on, until their visitor shows that they were read. */
export async function noteUnread(tx: Db, messageIds: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update chat_session s set unread_since = coalesce(s.unread_since, now()) from message m join thread t on t.id = m.thread_id join outbox o on o.message_id = m.id
      where m.id = any(${[...messageIds]}::uuid[]) and t.channel = 'chat' and t.presence_id = s.presence_id and t.external_key = s.id::text
        and o.presence_id = t.presence_id and o.state in ('handed_over','delivered')`,
  )
}
