import type { Actor as JournalActor, PromiseKind } from '@resonanz/contracts'
import { append } from '#platform/journal'
import type { Db } from '#platform/db/database'
import { entriesOf } from './case-events.ts'
import { keepOpenWhilePromised } from './next-update.ts'
import { insertPromises, recomputeNextUpdate } from './store-promises.ts'

export type PromiseToMake = {
  id: string
  caseId: string
  kind: Exclude<PromiseKind, 'next_update'>
  text: string
  what: string
  dueAt: Date
  madeBy: string
  ownerId: string | null
}

/** Promises the customer something, in the caller's transaction, which holds the case. A finished case is open again. */
export async function makePromise(
  tx: Db,
  by: { workspaceId: string; actor: JournalActor; cause?: { kind: string; id: string } },
  promise: PromiseToMake,
): Promise<void> {
  await insertPromises(tx, by.workspaceId, [promise])
  await recomputeNextUpdate(tx, [promise.caseId])
  const data = { promiseId: promise.id, dueAt: promise.dueAt.toISOString(), kind: promise.kind }
  await append(tx, entriesOf(by.workspaceId, by.actor, promise.caseId, [{ kind: 'promise.made', data }], by.cause))
  await keepOpenWhilePromised(tx, by, [promise.caseId])
}
