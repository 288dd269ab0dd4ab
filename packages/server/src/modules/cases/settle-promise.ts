import type { PromiseProof } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { accessCase } from './case.ts'
import { type CaseEvent, entriesOf } from './case-events.ts'
import { keepPromised } from './next-update.ts'
import { refuseMerged } from './policy.ts'
import { findPromise, isProofOf, recomputeNextUpdate, settlePromises } from './store-promises.ts'

const leastWords = 3

/**
 * A person says that a promise was kept, and what proves it, or drops it with a reason. The next word needs no proof:
 * the answer is one. Settled ones stay as they are (`conflict`).
 */
export async function settlePromise(
  deps: Deps,
  actor: Actor,
  id: string,
  { state, reason, proof }: { state: 'kept' | 'waived'; reason?: string | undefined; proof?: PromiseProof | undefined },
): Promise<void> {
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
    const shown = state === 'kept' ? proof : undefined
    if (shown) {
      const holds =
        shown.kind === 'words'
          ? shown.id === undefined && (shown.words?.length ?? 0) >= leastWords
          : shown.id !== undefined && (await isProofOf(tx, record.id, shown))
      if (!holds)
        throw new Refusal('invalid-input', 'That is no proof of this case. Name a message, file or grant of it.')
    } else if (state === 'kept' && promise.kind !== 'next_update')
      throw new Refusal('invalid-input', 'Say what shows that it was kept: a message, a file, a grant or a line.', {
        needsProof: true,
      })
    await settlePromises(tx, [id], { state, by: actor.memberId, reason: reason ?? null, proof: shown })
    await recomputeNextUpdate(tx, [record.id])
    const event: CaseEvent =
      state === 'kept'
        ? {
            kind: 'promise.kept',
            data: {
              promiseId: id,
              onTime: !promise.is_late,
              kind: promise.kind,
              ...(shown ? { proof: { kind: shown.kind, id: shown.id ?? null } } : {}),
            },
          }
        : { kind: 'promise.waived', data: { promiseId: id, ...(reason ? { reason } : {}) } }
    await append(tx, entriesOf(actor.workspaceId, journalActor(actor), record.id, [event]))
    await keepPromised(tx, deps, actor.workspaceId, [record.id], nextUpdateHours)
  })
}
