import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeCommit, type Db, one, run } from '../db/database.ts'
import { Refusal } from '../errors.ts'

/** Its change is committed, its answer not yet kept. After a crash in between nobody may do it again, e.g. answer a customer twice. */
const committed = 0

type Kept = { request_hash: Buffer; status: number | null; response: unknown }

/**
 * Runs `work` once per (workspace, actor, key). A repeat gets the kept answer; the same key with another request is
 * refused (422); a repeat while the first is still under way, or whose answer was lost in a crash after its change was
 * committed, is refused (409). Keys are kept for seven days.
 */
export async function onlyOnce(
  db: Db,
  scope: { workspaceId: string; actor: string; key: string; request: unknown },
  work: () => Promise<{ status: number; response: unknown }>,
): Promise<{ status: number; response: unknown; replayed: boolean }> {
  const hash = createHash('sha256').update(JSON.stringify(scope.request)).digest()
  const mine = await run(
    db,
    sql`insert into idempotency (workspace_id, actor, key, request_hash) values (${scope.workspaceId}, ${scope.actor}, ${scope.key}, ${hash})
        on conflict (workspace_id, actor, key) do update set at = now(), request_hash = excluded.request_hash
        where idempotency.status is null and idempotency.at < now() - interval '60 seconds'`,
  )
  if (mine === 0) {
    const kept = await one(
      db,
      sql<Kept>`select request_hash, status, response from idempotency where workspace_id = ${scope.workspaceId} and actor = ${scope.actor} and key = ${scope.key}`,
    )
    if (kept && !kept.request_hash.equals(hash))
      throw new Refusal('idempotency-reused', 'This Idempotency-Key was used for another request.')
    if (!kept || kept.status === null) throw new Refusal('conflict', 'The same request is still under way.')
    if (kept.status === committed)
      throw new Refusal('conflict', 'The same request was done or is about to be. Look at the result before a new try.')
    return { status: kept.status, response: kept.response, replayed: true }
  }
  try {
    const mark = (tx: Db) =>
      run(
        tx,
        sql`update idempotency set status = ${committed} where workspace_id = ${scope.workspaceId} and actor = ${scope.actor} and key = ${scope.key} and status is null`,
      )
    const done = await beforeCommit.run(mark, work)
    await run(
      db,
      sql`update idempotency set status = ${done.status}, response = ${JSON.stringify(done.response ?? null)}::jsonb where workspace_id = ${scope.workspaceId} and actor = ${scope.actor} and key = ${scope.key}`,
    )
    return { ...done, replayed: false }
  } catch (error) {
    await run(
      db,
      sql`delete from idempotency where workspace_id = ${scope.workspaceId} and actor = ${scope.actor} and key = ${scope.key} and status is null`,
    ).catch(() => 0)
    throw error
  }
}

/** With the embedded database no other process can be at work: requests left open by a crash may be tried again at once. */
export async function forgetUnfinished(db: Db): Promise<void> {
  await run(db, sql`delete from idempotency where status is null`)
}
