import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import { newId } from '#platform/ids'
import { append, type Entry } from '#platform/journal'
import { pollNow } from '#presences'
import type { Claimed } from './claim-sending.ts'
import { echoOf, type UnclearSending } from './own-echo.ts'
import { noteReceipts } from './receipts.ts'
import { findCopies } from './sent-twice.ts'
import { decideLaterParts, stopLaterParts } from './stop-parts.ts'

export type Ending = {
  state: 'handed_over' | 'failed' | 'unclear'
  code: string | null
  detail: string | null
  providerId: string | null
  threadKey?: string | null
}

/**
 * Writes how it ended: only from handing_over, so a late worker never overrules a decision made meanwhile. That the network
 * has it is known for certain: then nobody has to decide any more, and what was to go again stays here.
 */
export async function recordEnding(deps: Deps, item: Claimed, told: Ending): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    // The intake may be writing the network's echo of these very words: one waits for the other, before any row is held.
    if (item.payload.outgoing.target && (told.providerId || told.state === 'unclear'))
      await sql`select pg_advisory_xact_lock(hashtextextended('intake:' || ${item.presence_id}::text, 0))`.execute(tx)
    if (told.state === 'handed_over') return void (await recordHandedOver(tx, item, told))
    const echo = told.state === 'unclear' ? await echoOf(tx, item) : undefined
    if (echo) {
      const { externalId: providerId, threadKey = null } = echo
      return void (await recordHandedOver(tx, item, { providerId, threadKey, foundBy: 'echo' }))
    }
    const changed = await run(
      tx,
      sql`update outbox set state = ${told.state}, error_code = ${told.code}, error_detail = ${told.detail?.slice(0, 500) ?? null}, provider_id = ${told.providerId}, settled_at = now(), lease_until = null,
        unclear_at = case when ${told.state === 'unclear'} then now() else unclear_at end
      where id = ${item.id} and state = 'handing_over'`,
    )
    if (changed === 0) return
    await stopLaterParts(tx, [item.id])
    if (item.case_id) await makeVisible(tx, item.case_id, told.state)
    // The network may tell of it at once.
    if (told.state === 'unclear' && item.payload.outgoing.target) await pollNow(tx, item.presence_id)
    if (item.case_id && item.message_id)
      await append(tx, [entryOf({ ...item, case_id: item.case_id, message_id: item.message_id }, told)])
  })
}

type Found = { providerId: string | null; threadKey?: string | null; foundBy?: 'echo' }
/** The network has it. In the caller's transaction; false when that is on record or was decided otherwise. */
export async function recordHandedOver(tx: Db, item: UnclearSending, found: Found): Promise<boolean> {
  const before = await one(
    tx,
    sql<{ state: string }>`select state from outbox where id = ${item.id} and provider_id is null
      and (state = 'handing_over' or unclear_at is not null and state in ('unclear','queued','handed_over','delivered','read')) for update`,
  )
  if (!before) return false
  const isNews = before.state === 'handing_over' || before.state === 'unclear' || before.state === 'queued'
  await run(
    tx,
    sql`update outbox set state = case when ${isNews} then 'handed_over' else state end, provider_id = ${found.providerId}, error_code = null, error_detail = null,
      settled_at = coalesce(settled_at, now()), lease_until = null where id = ${item.id}`,
  )
  await run(tx, sql`update presence set last_sent_at = now() where id = ${item.presence_id}`)
  if (item.message_id && item.payload.outgoing.target) await placeOnNetwork(tx, item, item.message_id, found)
  await findCopies(tx, item)
  if (!isNews) return true
  if (before.state !== 'handing_over') {
    // The parts that it stopped follow, and nobody has to decide about it.
    await decideLaterParts(tx, { ...item, error_code: null }, 'was_sent')
    await noteReceipts(tx, [{ outbox_id: item.id, case_id: item.case_id, state: 'delivered' }])
  }
  if (item.case_id && item.message_id)
    await append(tx, [
      {
        ...about(item.workspace_id, item.case_id),
        kind: 'reply.handed-over',
        data: {
          messageId: item.message_id,
          outboxId: item.id,
          attempt: item.attempts,
          ...(found.foundBy ? { foundBy: found.foundBy } : {}),
        },
      },
    ])
  return true
}

/**
 * On a network our words are known by the network's id from now on: answers to them name it, and what the network tells
 * of them. A private answer to public words stands in a conversation of its own, in the same case.
 */
async function placeOnNetwork(
  tx: Db,
  item: Pick<Claimed, 'workspace_id' | 'case_id' | 'presence_id'>,
  messageId: string,
  { providerId, threadKey }: Found,
): Promise<void> {
  if (providerId) {
    await forgetEcho(tx, item, providerId)
    await run(
      tx,
      sql`update message m set external_id = ${providerId} where m.id = ${messageId}
        and not exists (select 1 from message x where x.presence_id = m.presence_id and x.external_id = ${providerId})`,
    )
  }
  if (!threadKey) return
  await run(
    tx,
    sql`with here as (
        insert into thread as t (workspace_id, id, presence_id, channel, external_key, visibility, identity_id, case_id)
        select s.workspace_id, ${newId()}::uuid, s.presence_id, s.channel, ${threadKey}, 'private', s.identity_id, ${item.case_id}::uuid
        from message m join thread s on s.id = m.thread_id where m.id = ${messageId}
        on conflict (presence_id, external_key) do update set case_id = coalesce(excluded.case_id, t.case_id) returning t.id
      ) update message set thread_id = here.id from here where message.id = ${messageId}`,
  )
}

/**
 * The network may tell of our own words before its answer to us is on record: then they stand there as if written in its
 * app. They are ours, once; what is told of that id afterwards belongs to the answer we know.
 */
async function forgetEcho(
  tx: Db,
  item: Pick<Claimed, 'workspace_id' | 'case_id' | 'presence_id'>,
  providerId: string,
): Promise<void> {
  await run(
    tx,
    sql`with echo as (
        update message m set external_id = left(m.external_id, 300) || '#echo', deleted_at = coalesce(deleted_at, now())
        where m.presence_id = ${item.presence_id} and m.external_id = ${providerId} and m.direction = 'out' and not exists (select 1 from outbox o where o.message_id = m.id) returning m.id
      ), unlinked as (delete from case_message cm using echo where cm.message_id = echo.id returning cm.case_id
      ), unfound as (delete from message_search s using echo where s.message_id = echo.id)
      update cases c set message_count = c.message_count - 1, version = c.version + 1 from unlinked where c.id = unlinked.case_id and c.workspace_id = ${item.workspace_id}`,
  )
}

/** What did not go out is due at once: the customer still waits. */
export async function makeVisible(tx: Db, caseId: string, state: 'failed' | 'unclear'): Promise<void> {
  await run(
    tx,
    sql`update cases set has_unclear = has_unclear or ${state === 'unclear'}, category = case when category in ('new','waiting_internal') then category else 'open' end, closed_at = null,
      waiting_since = coalesce(waiting_since, now()), answer_due_at = now(), version = version + 1 where id = ${caseId}`,
  )
}

function entryOf(item: { workspace_id: string; case_id: string; message_id: string; id: string }, told: Ending): Entry {
  const [common, ids] = [about(item.workspace_id, item.case_id), { messageId: item.message_id, outboxId: item.id }]
  if (told.state === 'failed')
    return { ...common, kind: 'reply.failed', data: { ...ids, code: told.code ?? 'unknown' } }
  return { ...common, kind: 'reply.unclear', data: ids }
}

function about(workspaceId: string, caseId: string) {
  return {
    workspaceId,
    subject: { kind: 'case', id: caseId } as const,
    actor: { kind: 'connector', id: null } as const,
  }
}
