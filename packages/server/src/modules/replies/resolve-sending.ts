import { sql } from 'kysely'
import { keepPromised } from '#cases'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { decideLaterParts } from './stop-parts.ts'

type Decision = { decision: 'was_sent' | 'send_again' | 'discard'; reason?: string | undefined }

/** A person decides what became of an unclear or failed sending. Sending again keeps the Message-ID. */
export async function resolveSending(
  deps: Deps,
  actor: Actor,
  outboxId: string,
  decision: Decision,
): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), (tx) => resolveInTransaction(tx, deps, actor, outboxId, decision))
  return { ok: true }
}

/** In the caller's transaction: what it decides beside it holds together with this, or not at all. */
export async function resolveInTransaction(
  tx: Db,
  deps: Deps,
  actor: Actor,
  outboxId: string,
  { decision, reason }: Decision,
): Promise<void> {
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  const item = await one(
    tx,
    sql<{
      id: string
      case_id: string | null
      message_id: string | null
      state: string
      part: number
      first_part: string | null
      error_code: string | null
    }>`select id, case_id, message_id, state, part, first_part, error_code from outbox where id = ${outboxId} and workspace_id = ${actor.workspaceId} for update`,
  )
  if (!item) throw notFound()
  if (item.state !== 'unclear' && item.state !== 'failed')
    throw new Refusal('conflict', 'This sending needs no decision any more.')
  if (decision === 'was_sent' && item.state === 'failed') throw new Refusal('conflict', 'The provider refused it.')
  await decideLaterParts(tx, item, decision)
  if (decision === 'was_sent')
    await run(
      tx,
      sql`update outbox set state = 'handed_over', settled_at = now(), error_code = null where id = ${outboxId}`,
    )
  if (decision === 'send_again')
    await run(
      tx,
      sql`update outbox set state = 'queued', send_at = now(), attempts = 0, error_code = null, settled_at = null,
        payload = case when ${item.state === 'unclear'} then payload || jsonb_build_object('again', coalesce((payload->>'again')::int, 0) + 1) else payload end where id = ${outboxId}`,
    )
  if (decision === 'discard') {
    await run(tx, sql`update outbox set state = 'undone', settled_at = now() where id = ${outboxId}`)
    if (item.message_id) await run(tx, sql`update message set deleted_at = now() where id = ${item.message_id}`)
  }
  if (decision === 'send_again') await sql`select pg_notify('resonanz_outbox', '')`.execute(tx)
  if (item.case_id) {
    // The clock that the interruption started ends, unless the words are gone for good or others are open.
    await run(
      tx,
      sql`update cases c set has_unclear = exists (select 1 from outbox o where o.case_id = c.id and o.state = 'unclear'), version = version + 1,
          answer_due_at = case when ${decision !== 'discard'} and not exists (select 1 from outbox o where o.case_id = c.id and o.state in ('unclear','failed')) and coalesce(c.last_inbound_at, '-infinity') <= coalesce(c.last_outbound_at, 'infinity') then null else c.answer_due_at end,
          waiting_since = case when ${decision !== 'discard'} and not exists (select 1 from outbox o where o.case_id = c.id and o.state in ('unclear','failed')) and coalesce(c.last_inbound_at, '-infinity') <= coalesce(c.last_outbound_at, 'infinity') then null else c.waiting_since end
        where c.id = ${item.case_id}`,
    )
    await keepPromised(tx, deps, actor.workspaceId, [item.case_id], nextUpdateHours)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: item.case_id },
        actor: journalActor(actor),
        kind: 'reply.resolved',
        data: { outboxId, decision, ...(reason ? { reason } : {}) },
      },
    ])
  }
}
