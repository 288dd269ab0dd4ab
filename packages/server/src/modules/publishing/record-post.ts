import { sql } from 'kysely'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append, type Entry } from '#platform/journal'
import { pollNow } from '#presences'
import type { ClaimedTarget } from './post.ts'
import { keepAsThread } from './sent-thread.ts'

export type Ending =
  | { state: 'sent'; providerId: string | null }
  | { state: 'failed' | 'unclear'; code: string; detail: string }

type EchoOf = (tx: Db, target: ClaimedTarget) => Promise<string | undefined>

/**
 * Writes how it ended: only from sending, so a late worker never overrules a decision made meanwhile. That the network has it
 * is known for certain: then nobody has to decide any more, and what was to go again stays here.
 */
export async function recordPost(
  deps: Pick<Deps, 'db' | 'newId'>,
  target: ClaimedTarget,
  told: Ending,
  echoOf: EchoOf,
): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    // The intake may be writing the network's echo of this very post: one waits for the other, before any row is held.
    if (told.state !== 'failed')
      await sql`select pg_advisory_xact_lock(hashtextextended('intake:' || ${target.presence_id}::text, 0))`.execute(tx)
    if (told.state === 'sent') return recordSent(tx, deps, target, told)
    const echo = told.state === 'unclear' ? await echoOf(tx, target) : undefined
    if (echo) return recordSent(tx, deps, target, { providerId: echo, foundBy: 'echo' })
    const changed = await run(
      tx,
      sql`update planned_post_target set state = ${told.state}, error_code = ${told.code}, error_detail = ${told.detail.slice(0, 500)}, settled_at = now(), lease_until = null,
        unclear_at = case when ${told.state === 'unclear'} then coalesce(unclear_at, now()) else unclear_at end where id = ${target.id} and state = 'sending'`,
    )
    if (changed === 0) return
    if (told.state === 'unclear') await pollNow(tx, target.presence_id)
    await append(tx, [entryOf(target, told)])
  })
}

/** The network has it. In the caller's transaction; nothing when that is on record or it was discarded. */
export async function recordSent(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  target: ClaimedTarget,
  found: { providerId: string | null; foundBy?: 'echo' },
): Promise<void> {
  const before = await one(
    tx,
    sql<{ state: string }>`select state from planned_post_target where id = ${target.id} and provider_id is null
      and (state = 'sending' or unclear_at is not null and state in ('unclear','open','sent')) for update`,
  )
  if (!before) return
  await run(
    tx,
    sql`update planned_post_target set state = 'sent', error_code = null, error_detail = null, provider_id = ${found.providerId}, settled_at = coalesce(settled_at, now()), lease_until = null where id = ${target.id}`,
  )
  await keepAsThread(tx, deps, target, found.providerId)
  if (before.state === 'sent') return
  const { foundBy } = found
  await append(tx, [
    {
      ...about(target),
      kind: 'post.sent',
      data: { ...where(target), attempt: target.attempts, ...(foundBy ? { foundBy } : {}) },
    },
  ])
}

function entryOf(target: ClaimedTarget, told: Exclude<Ending, { state: 'sent' }>): Entry {
  const to = target.created_by
  if (told.state === 'failed')
    return { ...about(target), kind: 'post.failed', data: { ...where(target), code: told.code.slice(0, 60), to } }
  return { ...about(target), kind: 'post.unclear', data: { ...where(target), to } }
}

function about(target: ClaimedTarget) {
  return {
    workspaceId: target.workspace_id,
    subject: { kind: 'post', id: target.post_id } as const,
    actor: { kind: 'connector', id: null } as const,
  }
}
const where = (target: ClaimedTarget) => ({ targetId: target.id, presenceId: target.presence_id })
