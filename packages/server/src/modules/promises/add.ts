import type { BodyOf, PromiseRow, promiseRoutes } from '@resonanz/contracts'
import { accessCase, changeNextUpdate, entriesOf, makePromise, unknownReferences } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { refuseJoined, refusePast } from './policy.ts'
import { newestOpen, readPromise } from './read.ts'

/** Promises the customer something. A next word replaces the one that stood; everything else stands beside it. */
export async function addPromise(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { kind, text, what, dueAt, ownerId }: BodyOf<typeof promiseRoutes.add>,
): Promise<PromiseRow> {
  const id = await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const record = await accessCase(tx, actor, caseId, { lock: true })
    refuseJoined(record)
    refusePast(dueAt)
    const unknown = await unknownReferences(tx, actor.workspaceId, { ownerId })
    if (unknown.length > 0) throw new Refusal('invalid-input', 'This workspace has no such owner.', { unknown })
    if (kind === 'next_update') {
      if (record.category === 'done' || record.category === 'closed')
        throw new Refusal('conflict', 'A finished case promises nothing. Open it first.')
      const changed = await changeNextUpdate(tx, deps, actor, caseId, { at: dueAt, text })
      await append(tx, entriesOf(actor.workspaceId, journalActor(actor), caseId, changed?.events ?? []))
      return newestOpen(tx, caseId, kind)
    }
    const made = deps.newId()
    const promise = { id: made, caseId, kind, text, what, dueAt: new Date(dueAt), madeBy: actor.memberId, ownerId }
    await makePromise(tx, { workspaceId: actor.workspaceId, actor: journalActor(actor) }, promise)
    return made
  })
  return readPromise(deps, actor, id)
}
