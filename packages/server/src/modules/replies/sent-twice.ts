import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { append } from '#platform/journal'
import { eachOnce, type Echo, type Span, sendingColumns, standingEchoes, type UnclearSending } from './own-echo.ts'

/** On a message: we sent the same words twice, this is the other one. */
const sentTwice = 'sent-twice'
/** A sending that went again, and the network's second word of it; `isNew`: written in this very batch. */
export type Copy = { sending: UnclearSending; copyId: string; isNew: boolean }

export const mayHaveCopies = sql`o.attempts > 0 and coalesce((o.payload->>'again')::int, 0) > coalesce((o.payload->>'copies')::int, 0)`

/**
 * Words told as ours in a conversation where the same words are on the network already, sent again because nobody knew of
 * the first attempt: the other attempt. As many as were sent again.
 */
export async function copiesAmong(
  tx: Db,
  workspaceId: string,
  echoes: readonly Echo[],
): Promise<{ sending: UnclearSending; echo: Echo }[]> {
  const threads = [...new Set(echoes.map(({ threadId }) => threadId))]
  if (threads.length === 0) return []
  const again = await rows(
    tx,
    sql<
      UnclearSending & Span & { stands_in: string }
    >`select ${sendingColumns}, m.thread_id as stands_in from message m join outbox o on o.message_id = m.id
      where m.thread_id = any(${threads}::uuid[]) and m.direction = 'out' and o.workspace_id = ${workspaceId} and o.unclear_at is not null and o.provider_id is not null and ${mayHaveCopies}
      order by o.id for update of o`,
  )
  return eachOnce(echoes, again, (echo, sending) => sending.stands_in === echo.threadId)
}

/** The first attempt was told of while the second was under way: it stands there as if written in the network's app. */
export async function findCopies(tx: Db, sending: UnclearSending): Promise<void> {
  if (!sending.payload.again) return
  const open = await one(
    tx,
    sql<{
      left: number
    }>`select coalesce((o.payload->>'again')::int, 0) - coalesce((o.payload->>'copies')::int, 0) as left from outbox o where o.id = ${sending.id} and ${mayHaveCopies}`,
  )
  const standing = open ? await standingEchoes(tx, sending) : []
  for (const { id: copyId } of standing.slice(0, open?.left ?? 0))
    await recordCopy(tx, { sending, copyId, isNew: false })
}

/** It is ours, and the case says that it stands there twice: a person may take one away. It answers nobody anew. */
export async function recordCopy(tx: Db, { sending, copyId, isNew }: Copy): Promise<void> {
  const { id: outboxId, workspace_id: workspaceId, case_id: caseId, message_id: messageId } = sending
  await run(
    tx,
    sql`update message c set flags = array_append(c.flags, ${sentTwice}), author_member_id = m.author_member_id, author_name = m.author_name from message m where c.id = ${copyId} and m.id = ${messageId}`,
  )
  await run(
    tx,
    sql`update outbox set payload = payload || jsonb_build_object('copies', coalesce((payload->>'copies')::int, 0) + 1) where id = ${outboxId}`,
  )
  if (!caseId || !messageId) return
  if (isNew)
    await run(tx, sql`update cases set message_count = message_count + 1, version = version + 1 where id = ${caseId}`)
  await append(tx, [
    {
      workspaceId,
      subject: { kind: 'case', id: caseId },
      actor: { kind: 'connector', id: null },
      kind: 'reply.sent-twice',
      data: { messageId, outboxId, copyId },
    },
  ])
}
