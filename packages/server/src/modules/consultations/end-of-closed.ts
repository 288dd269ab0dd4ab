import { sql } from 'kysely'
import { standingOf } from '#cases'
import { inTransaction, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'

/** Closing can be taken back for a while; until then the steps of a question only rest. */
const restMinutes = 15
const atOnce = 50

/**
 * Ends the questions of cases that stay closed: nobody is reminded or told of what nobody waits for. An answer that
 * comes all the same is kept as late.
 */
export async function endOfClosed(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const ended = await rows(
      tx,
      sql<{ id: string; workspace_id: string; case_id: string }>`
        update consultation set state = 'withdrawn', next_at = null, settled_at = now() where id in (
          select c.id from consultation c cross join lateral ${standingOf(sql`c.case_id`)} k
          where c.state not in ('answered','withdrawn') and k.category in ('done','closed') and k.closed_at < now() - make_interval(mins => ${restMinutes})
          limit ${atOnce} for update of c skip locked)
        returning id, workspace_id, case_id`,
    )
    await append(
      tx,
      ended.map(({ id, workspace_id, case_id }) => ({
        workspaceId: workspace_id,
        subject: { kind: 'case' as const, id: case_id },
        actor: { kind: 'job' as const, id: 'consultations' },
        kind: 'consultation.withdrawn' as const,
        data: { consultationId: id, isWithCase: true },
      })),
    )
    return ended.length
  })
}
