import type { BodyOf, manyAnswerRoutes, ResponseOf } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { tellMany } from './entries.ts'
import { findMany, putBack, setState } from './store.ts'

/**
 * Sends what failed once more: to all of them or to those named, with the words and the approval it had. Who wrote
 * since is left to a person. Each goes out as at the first time, in a transaction of its own.
 */
export async function retryMany(
  deps: Deps,
  actor: Actor,
  id: string,
  { caseIds }: BodyOf<typeof manyAnswerRoutes.retry>,
): Promise<ResponseOf<typeof manyAnswerRoutes.retry>> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const many = await findMany(tx, actor.workspaceId, id, { lock: true })
    if (!many) throw notFound()
    if (many.state !== 'done' && many.state !== 'sending')
      throw new Refusal('conflict', 'It has not begun, or somebody stopped it: nothing is sent again.')
    const retried = await putBack(tx, id, caseIds ?? null)
    if (retried === 0) return { retried }
    await setState(tx, id, 'sending')
    await append(tx, [tellMany(actor.workspaceId, journalActor(actor), id, 'retried', retried)])
    return { retried }
  })
}
