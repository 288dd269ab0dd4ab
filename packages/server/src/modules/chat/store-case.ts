import type { CaseChat } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'

/** Windows tell every 30 seconds that they are open. */
const onlineSeconds = 75
const typingSeconds = 6

type Row = Omit<CaseChat, 'startedAt' | 'seenAt' | 'mailSince'> & {
  startedAt: Date
  seenAt: Date
  mailSince: Date | null
}

export async function chatsOfCase(db: Db, workspaceId: string, caseId: string): Promise<CaseChat[]> {
  const found = await rows(
    db,
    sql<Row>`select s.id as "sessionId", t.id as "threadId", s.started_at as "startedAt", s.seen_at as "seenAt", s.page, s.identity, s.user_key as "userKey", s.refused_because as "refusedBecause",
        s.mail_since as "mailSince", s.email, s.score, s.words, coalesce(s.typing_at > now() - make_interval(secs => ${typingSeconds}), false) and s.left_at is null as "isTyping",
        case when s.left_at is not null then 'left' when s.seen_at > now() - make_interval(secs => ${onlineSeconds}) then 'online' else 'away' end as state
      from (select distinct m.thread_id from case_message cm join message m on m.id = cm.message_id and m.channel = 'chat' where cm.case_id = ${caseId} and cm.workspace_id = ${workspaceId}) x
      join thread t on t.id = x.thread_id join chat_session s on s.presence_id = t.presence_id and s.id = case when t.channel = 'chat' then t.external_key::uuid end
      order by s.started_at desc limit 20`,
  )
  return found.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    mailSince: row.mailSince?.toISOString() ?? null,
  }))
}

export function sessionOfThread(db: Db, workspaceId: string, caseId: string, threadId: string) {
  return one(
    db,
    sql<{
      id: string
    }>`select s.id from thread t join chat_session s on s.presence_id = t.presence_id and s.id = case when t.channel = 'chat' then t.external_key::uuid end
      where t.id = ${threadId} and t.workspace_id = ${workspaceId}
        and exists (select from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${caseId} and m.thread_id = t.id)`,
  )
}

export async function noteLooked(db: Db, sessionId: string): Promise<Date> {
  const made = await one(
    db,
    sql<{ at: Date }>`update chat_session set looked_at = now() where id = ${sessionId} returning looked_at as at`,
  )
  return made!.at
}
