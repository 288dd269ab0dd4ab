import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'
import type { Entry } from '#platform/journal'
import type { Plan, PlannedMessage } from './plan.ts'

/** Conversations that became a case's: what we had said in them before belongs to it too. */
export async function takeThreads(tx: Db, workspaceId: string, { threadsTaken }: Plan): Promise<void> {
  if (threadsTaken.length === 0) return
  const list = JSON.stringify(threadsTaken.map(({ threadId, caseId }) => ({ t: threadId, c: caseId })))
  await sql`with e as materialized (select * from json_to_recordset(${list}::json) as e(t uuid, c uuid)), taken as (
      update thread t set case_id = e.c from e where t.id = e.t and t.workspace_id = ${workspaceId}
    )
    insert into case_message (workspace_id, case_id, message_id, at)
    select m.workspace_id, e.c, m.id, m.occurred_at from message m join e on e.t = m.thread_id where m.direction = 'out' on conflict do nothing`.execute(
    tx,
  )
}

/** What was answered in the network's own app is an answer: the customer waits no longer. */
export async function noteOwnWords(tx: Db, workspaceId: string, { ownWords }: Plan): Promise<Entry[]> {
  const answers = ownWords.filter((message): message is PlannedMessage & { caseId: string } => message.caseId !== null)
  if (answers.length === 0) return []
  const list = answers.map((message) => ({ c: message.caseId, m: message.id, at: message.at }))
  await run(
    tx,
    sql`with e as materialized (
        select distinct on (e.c) e.c, e.m, e.at, count(*) over (partition by e.c) as n from json_to_recordset(${JSON.stringify(list)}::json) as e(c uuid, m uuid, at timestamptz) order by e.c, e.at desc
      )
      update cases c set message_count = c.message_count + e.n, last_message_at = greatest(c.last_message_at, e.at), last_message_id = e.m, last_outbound_at = greatest(c.last_outbound_at, e.at),
        waiting_since = case when c.last_inbound_at > e.at then c.waiting_since end, answer_due_at = case when c.last_inbound_at > e.at then c.answer_due_at end,
        category = case when c.category in ('new','open') and not coalesce(c.last_inbound_at > e.at, false) then 'waiting_customer' else c.category end, version = c.version + 1
      from e where c.id = e.c and c.workspace_id = ${workspaceId}`,
  )
  return answers.map(
    (message): Entry => ({
      workspaceId,
      subject: { kind: 'case', id: message.caseId },
      actor: { kind: 'connector', id: message.item.presence_id },
      kind: 'reply.logged',
      data: { messageId: message.id, threadId: message.threadId, channel: message.item.kind },
    }),
  )
}
