import { sql } from 'kysely'
import { inTransaction, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append, type Entry } from '#platform/journal'

type Due = { id: string; workspace_id: string; presence_id: string; to: string[] | null }

/** Tests by hand that are due: their person is told, or everybody who may test where that one is no longer there. */
export async function remindDue(deps: Pick<Deps, 'db'>): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const due = await rows(
      tx,
      sql<Due>`with due as (select t.id from self_test t join presence p on p.id = t.presence_id
          where t.enabled and t.by_hand and t.removed_at is null and t.next_at <= now() and p.archived_at is null and not p.paused
          order by t.next_at limit 100 for update of t skip locked)
        update self_test t set next_at = now() + make_interval(mins => t.every_minutes) from due where t.id = due.id
        returning t.id, t.workspace_id, t.presence_id, (select array_agg(m.id::text) from member m where m.workspace_id = t.workspace_id and m.active
          and m.role in ('owner','admin','lead') and (m.id = t.tester_id or not exists (select from member h where h.id = t.tester_id and h.active and h.role in ('owner','admin','lead')))) as to`,
    )
    await append(
      tx,
      due.map(
        (one): Entry => ({
          workspaceId: one.workspace_id,
          subject: { kind: 'self-test', id: one.id },
          actor: { kind: 'job', id: null },
          kind: 'self-test.due',
          data: { presenceId: one.presence_id, to: (one.to ?? []).slice(0, 50) },
        }),
      ),
    )
    return due.length
  })
}
