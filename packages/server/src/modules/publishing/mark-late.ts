import { sql } from 'kysely'
import { type Db, inTransaction, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { lateEntries, type LateTarget } from './late.ts'

/** The server was away, the channel paused: what should have left is asked about, not sent. While all is stopped nothing is asked. */
export async function markLate(deps: Pick<Deps, 'db'>): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const late = await lateOnes(tx)
    await append(tx, lateEntries(late, { kind: 'job', id: null }))
    return late.length
  })
}

function lateOnes(tx: Db): Promise<LateTarget[]> {
  return rows(
    tx,
    sql<LateTarget>`with late as (
        select t.id from planned_post p join planned_post_target t on t.post_id = p.id join publishing s on s.workspace_id = p.workspace_id
        where p.state = 'planned' and t.state = 'open' and not t.is_released and t.next_at is null and s.paused_at is null and p.planned_at <= now() - make_interval(mins => s.late_minutes)
        order by t.id limit 100 for update of t skip locked)
      update planned_post_target t set state = 'late' from late, planned_post p where t.id = late.id and p.id = t.post_id
      returning t.id, t.workspace_id, t.post_id, p.created_by`,
  )
}
