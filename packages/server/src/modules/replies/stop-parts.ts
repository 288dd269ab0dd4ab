import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import { Refusal } from '#platform/errors'

/** Why a part of a thread did not leave: one before it failed or is unclear. */
export const partBefore = 'part-before'

type Part = { id: string; part: number; first_part: string | null }

/** Parts failed or are unclear, at once or told later: those after them stay here, until a person decides. In the caller's transaction. */
export async function stopLaterParts(tx: Db, outboxIds: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update outbox o set state = 'failed', error_code = ${partBefore}, error_detail = null, settled_at = now() from outbox b
      where b.id = any(${[...outboxIds]}::uuid[]) and o.first_part = b.first_part and o.part > b.part and o.state = 'queued'`,
  )
}

/** Put back for later while the part before it was told as failed: it must not wait for ever, others wait behind it. */
export async function stopIfBehind(db: Db, outboxId: string): Promise<void> {
  await run(
    db,
    sql`update outbox o set state = 'failed', error_code = ${partBefore}, error_detail = null, settled_at = now()
      where o.id = ${outboxId} and o.state = 'queued' and exists (select 1 from outbox b where b.first_part = o.first_part and b.part < o.part and b.state in ('failed','unclear','undone'))`,
  )
}

/** What a person decides about a part holds for those that it stopped: they follow it, or go with it. */
export async function decideLaterParts(
  tx: Db,
  item: Part & { error_code: string | null },
  decision: 'was_sent' | 'send_again' | 'discard',
): Promise<void> {
  if (!item.first_part) return
  if (item.error_code === partBefore && decision !== 'discard' && (await isOpenBefore(tx, item)))
    throw new Refusal('conflict', 'A part before this one did not leave. Decide about that one.')
  const later = sql`first_part = ${item.first_part} and part > ${item.part} and state = 'failed' and error_code = ${partBefore}`
  if (decision === 'discard') {
    const gone = await rows(
      tx,
      sql<{
        message_id: string
      }>`update outbox set state = 'undone', settled_at = now() where ${later} returning message_id`,
    )
    await run(
      tx,
      sql`update message set deleted_at = now() where id = any(${gone.map((row) => row.message_id)}::uuid[])`,
    )
    return
  }
  await run(
    tx,
    sql`update outbox set state = 'queued', send_at = now(), attempts = 0, error_code = null, settled_at = null where ${later}`,
  )
  await sql`select pg_notify('resonanz_outbox', '')`.execute(tx)
}

/** A part that was unclear may have been told as received since: then nothing stands before this one. */
async function isOpenBefore(tx: Db, { part, first_part }: Part): Promise<boolean> {
  const open = await rows(
    tx,
    sql`select from outbox where first_part = ${first_part} and part < ${part} and state not in ('handed_over','delivered','read')`,
  )
  return open.length > 0
}
