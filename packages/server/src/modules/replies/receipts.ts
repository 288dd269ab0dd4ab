import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'
import { stopLaterParts } from './stop-parts.ts'

type Receipt = { outbox_id: string; case_id: string | null; state: 'delivered' | 'read' | 'failed' }

/** What the network told of answers after it had taken them: parts behind a failed one stay here, an unclear one that arrived asks nobody any more. */
export async function noteReceipts(tx: Db, receipts: readonly Receipt[]): Promise<void> {
  const failed = receipts.filter(({ state }) => state === 'failed')
  if (failed.length > 0)
    await stopLaterParts(
      tx,
      failed.map(({ outbox_id: id }) => id),
    )
  const cases = receipts.flatMap(({ state, case_id: id }) => (state === 'failed' || id === null ? [] : [id]))
  if (cases.length === 0) return
  await run(
    tx,
    sql`update cases c set has_unclear = false, version = c.version + 1,
        answer_due_at = case when o.is_calm then null else c.answer_due_at end, waiting_since = case when o.is_calm then null else c.waiting_since end
      from (select x.id, not exists (select 1 from outbox f where f.case_id = x.id and f.state = 'failed') and coalesce(x.last_inbound_at, '-infinity') <= coalesce(x.last_outbound_at, 'infinity') as is_calm
        from cases x where x.id = any(${cases}::uuid[])) o
      where c.id = o.id and c.has_unclear and not exists (select 1 from outbox u where u.case_id = c.id and u.state = 'unclear')`,
  )
}
