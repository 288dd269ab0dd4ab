import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import { type Db, inTransaction, one } from '#platform/db/database'
import { append } from '#platform/journal'
import { type PresenceRow, stateOf } from './presence.ts'

/** Which way the fault concerns: a mailbox may be read while its sending server refuses us. */
export type Way = 'read' | 'send'
export type Fault = { kind: 'transient' | 'permanent' | 'sign_in'; code: string; detail?: string }

type Before = Pick<PresenceRow, 'workspace_id' | 'archived_at' | 'paused' | 'error_kind' | 'error_detail' | 'failures'>

const broken = (state: string) => state === 'failing' || state === 'needs_sign_in'

/** It works (again). Writes the recovery once. A fault of the other way stays. */
export async function noteSuccess(deps: Pick<Deps, 'db'>, presenceId: string, way: Way = 'read'): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    const before = await lockHealth(tx, presenceId)
    if (!before) return
    const clears = before.error_kind === null || wayOf(before) === way
    await sql`update presence set last_success_at = case when ${way === 'read'} then now() else last_success_at end,
        failures = case when ${clears} then 0 else failures end, error_kind = case when ${clears} then null else error_kind end,
        error_code = case when ${clears} then null else error_code end, error_detail = case when ${clears} then null else error_detail end,
        error_since = case when ${clears} then null else error_since end where id = ${presenceId}`.execute(tx)
    if (clears && broken(stateOf(before))) {
      await append(tx, [{ ...about(before, presenceId), kind: 'presence.recovered', data: {} }])
    }
  })
}

/** It failed. Once the state turns to failing, the journal says so, once. */
export async function noteFailure(
  deps: Pick<Deps, 'db'>,
  presenceId: string,
  fault: Fault,
  way: Way = 'read',
): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    const before = await lockHealth(tx, presenceId)
    if (!before) return
    // A passing fault never hides one that waits for a person.
    const keeps = fault.kind === 'transient' && (before.error_kind === 'sign_in' || before.error_kind === 'permanent')
    const now = { ...before, failures: before.failures + 1, error_kind: keeps ? before.error_kind : fault.kind }
    const detail = `${way === 'send' ? 'send: ' : ''}${(fault.detail ?? '').slice(0, 200)}`
    await sql`update presence set failures = least(failures + 1, 10000), error_since = coalesce(error_since, now()),
        error_kind = ${now.error_kind}, error_code = case when ${keeps} then error_code else ${fault.code} end,
        error_detail = case when ${keeps} then error_detail else ${detail} end where id = ${presenceId}`.execute(tx)
    if (broken(stateOf(now)) && !broken(stateOf(before))) {
      const data = { code: fault.code, errorKind: fault.kind }
      await append(tx, [{ ...about(before, presenceId), kind: 'presence.failing', data }])
    }
  })
}

function lockHealth(tx: Db, id: string): Promise<Before | undefined> {
  return one(
    tx,
    sql<Before>`select workspace_id, archived_at, paused, error_kind, error_detail, failures from presence where id = ${id} for update`,
  )
}

function wayOf(before: Before): Way {
  return before.error_detail?.startsWith('send: ') ? 'send' : 'read'
}

function about(before: Before, presenceId: string) {
  return {
    workspaceId: before.workspace_id,
    subject: { kind: 'presence', id: presenceId } as const,
    actor: { kind: 'connector', id: presenceId } as const,
  }
}
