import type { CaseChange } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import type { CaseRecord } from './case.ts'

export type Restore = { id: string; undo: CaseChange; after: CaseChange }

/** Locks the cases of a sub-select of ids in the order of ids, so that two bulk changes never wait for one another in a ring. */
export function lockCases(tx: Db, actor: Actor, ids: RawBuilder<unknown>, limit: number): Promise<CaseRecord[]> {
  return rows(
    tx,
    sql<CaseRecord>`select * from cases where workspace_id = ${actor.workspaceId} and merged_into is null and id in (select id from ${ids} as chosen)
      order by id limit ${limit} for update`,
  )
}

export async function keepForUndo(
  tx: Db,
  actor: Actor,
  id: string,
  restore: readonly Restore[],
  days: number,
): Promise<void> {
  await run(
    tx,
    sql`insert into bulk_undo (workspace_id, id, member_id, what, restore, until)
      values (${actor.workspaceId}, ${id}, ${actor.memberId}, 'cases.bulk', ${JSON.stringify(restore)}::jsonb, now() + make_interval(days => ${days}))`,
  )
}

/** Only who made the change takes it back. Marked as undone at once; null when unknown, `over` when too late or done before. */
export async function takeUndo(
  tx: Db,
  actor: Actor,
  id: string,
): Promise<{ restore: Restore[]; over: boolean } | null> {
  const found = await one(
    tx,
    sql<{
      restore: Restore[]
      over: boolean
    }>`select restore, (undone_at is not null or until < now()) as over from bulk_undo
      where id = ${id} and workspace_id = ${actor.workspaceId} and member_id = ${actor.memberId} and what = 'cases.bulk' for update`,
  )
  if (!found) return null
  if (!found.over) await run(tx, sql`update bulk_undo set undone_at = now() where id = ${id}`)
  return found
}
