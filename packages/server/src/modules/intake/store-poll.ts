import { ChannelKind, type OwnLimits } from '@resonanz/contracts'
import { sql } from 'kysely'
import { isPolled } from '#presences'
import { type Db, inTransaction, one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'

const polledKinds = ChannelKind.options.filter(isPolled)

/** A lease ends this long after its process stopped renewing it. */
export const leaseSeconds = 60

/** One presence to read, and when it was due. */
export type Claim = { id: string; dueAt: string }

/** Presences that are due and nobody reads, now ours. Several processes share them. */
export async function claimPresences(db: Db, by: string, limit: number): Promise<Claim[]> {
  return rows(
    db,
    sql<Claim>`
      update presence set lease_by = ${by}, lease_until = now() + make_interval(secs => ${leaseSeconds}) where id in (
        select id from presence where next_poll_at <= now() and archived_at is null and not paused and kind = any(${polledKinds}::text[])
          and (lease_until is null or lease_until < now())
        order by next_poll_at limit ${limit} for update skip locked)
      returning id, next_poll_at::text as "dueAt"`,
  )
}

/** False when it is not ours any more: paused, archived, changed, or taken over after we hung. */
export async function renewLease(db: Db, by: string, id: string): Promise<boolean> {
  const kept = await run(
    db,
    sql`update presence set lease_until = now() + make_interval(secs => ${leaseSeconds}) where id = ${id} and lease_by = ${by} and archived_at is null and not paused`,
  )
  return kept > 0
}

/** Gives it back; the next visit is due after that time, or at once when somebody asked for one since it was claimed. */
export async function releaseLease(db: Db, by: string, { id, dueAt }: Claim, nextInMs: number): Promise<void> {
  await run(
    db,
    sql`update presence set lease_until = null, lease_by = null,
      next_poll_at = case when next_poll_at <> ${dueAt}::timestamptz then next_poll_at else now() + make_interval(secs => ${nextInMs / 1000}) end
      where id = ${id} and lease_by = ${by}`,
  )
}

/** At the end of a process: what it held is due for the others at once. */
export async function releaseAll(db: Db, by: string): Promise<void> {
  await run(
    db,
    sql`update presence set lease_until = null, lease_by = null, next_poll_at = least(next_poll_at, now()) where lease_by = ${by}`,
  )
}

/** What the network says that this account may do; written only when it changed. */
export async function keepLimits(db: Db, id: string, limits: OwnLimits): Promise<void> {
  const value = JSON.stringify(limits)
  await run(
    db,
    sql`update presence set limits = ${value}::jsonb where id = ${id} and limits is distinct from ${value}::jsonb`,
  )
}

/** Is a reconcile due? The first day counts from the first visit. */
export async function reconcileDue(db: Db, id: string): Promise<boolean> {
  await run(db, sql`update presence set last_reconciled_at = now() where id = ${id} and last_reconciled_at is null`)
  const due = await one(
    db,
    sql`select 1 from presence where id = ${id} and (reconcile_now or last_reconciled_at < now() - interval '24 hours')`,
  )
  return due !== undefined
}

/** Keys of the network that we never stored. */
export async function missingKeys(db: Db, presenceId: string, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const found = await rows(
    db,
    sql<{ k: string }>`select k from unnest(${keys}::text[]) as k
      where not exists (select 1 from inlet_item i where i.presence_id = ${presenceId} and i.source_key = k)`,
  )
  return found.map(({ k }) => k)
}

export async function noteReconciled(
  deps: Deps,
  presence: { id: string; workspaceId: string },
  counts: { missing: number; taken: number },
): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    await run(
      tx,
      sql`update presence set last_reconciled_at = now(), reconcile_now = false, reconciled_missing = ${counts.missing}, reconciled_taken = ${counts.taken} where id = ${presence.id}`,
    )
    await append(tx, [
      {
        workspaceId: presence.workspaceId,
        subject: { kind: 'presence', id: presence.id },
        actor: { kind: 'connector', id: presence.id },
        kind: 'presence.reconciled',
        data: counts,
      },
    ])
  })
}
