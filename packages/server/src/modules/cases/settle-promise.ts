import type { PromiseRow } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { accessCase } from './case.ts'
import { type CaseEvent, entriesOf } from './case-events.ts'
import { keepPromised } from './next-update.ts'
import { refuseMerged } from './policy.ts'
import { toPromise } from './read-case.ts'
import { promisesOf } from './store-detail.ts'
import { findPromise, recomputeNextUpdate, settlePromises } from './store-promises.ts'

/** A person says that a promise was kept, or drops it with a reason. Settled ones stay as they are (`conflict`). */
export async function settlePromise(
  deps: Deps,
  actor: Actor,
  id: string,
  { state, reason }: { state: 'kept' | 'waived'; reason?: string | undefined },
): Promise<PromiseRow> {
  const db = deps.db.of(actor.workspaceId)
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  const seen = await findPromise(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  if (state === 'waived' && !reason) throw new Refusal('invalid-input', 'Say why the promise is dropped.')
  await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, seen.case_id, { lock: true })
    refuseMerged(record)
    const promise = await findPromise(tx, actor.workspaceId, id)
    if (promise?.state !== 'open' || promise.case_id !== record.id)
      throw new Refusal('conflict', 'This promise was settled meanwhile.', { state: promise?.state })
    await settlePromises(tx, [id], { state, by: actor.memberId, reason: reason ?? null })
    await recomputeNextUpdate(tx, [record.id])
    const event: CaseEvent =
      state === 'kept'
        ? { kind: 'promise.kept', data: { promiseId: id, onTime: !promise.is_late } }
        : { kind: 'promise.waived', data: { promiseId: id, ...(reason ? { reason } : {}) } }
    await append(tx, entriesOf(actor.workspaceId, journalActor(actor), record.id, [event]))
    await keepPromised(tx, deps, actor.workspaceId, [record.id], nextUpdateHours)
  })
  const [settled] = await promisesOf(db, seen.case_id, id)
  return toPromise(settled!)
}
