import type { ManyAnswer } from '@resonanz/contracts'
import { voidApprovals } from '#approvals'
import { entriesOf } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { tellMany } from './entries.ts'
import { readMany } from './results.ts'
import { findMany, markSkipped, setState } from './store.ts'

/** Whatever waits stays unsent. What is queued leaves, or is taken back one by one while its undo time runs. */
export async function stopMany(deps: Deps, actor: Actor, id: string): Promise<ManyAnswer> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const many = await findMany(tx, actor.workspaceId, id, { lock: true })
    if (!many) throw notFound()
    if (many.state === 'done' || many.state === 'stopped') throw new Refusal('undo-over', 'It has ended already.')
    const left = await markSkipped(tx, id, null, 'stopped')
    await setState(tx, id, 'stopped', actor.memberId)
    if (many.approval_id) await voidApprovals(tx, actor, { kind: 'many-answer', id }, 'withdrawn')
    const by = journalActor(actor)
    await append(tx, [
      tellMany(actor.workspaceId, by, id, 'stopped', left.length),
      ...left.flatMap((caseId) =>
        entriesOf(actor.workspaceId, by, caseId, [
          { kind: 'reply.many', data: { manyAnswerId: id, messageId: null, reason: 'stopped' } },
        ]),
      ),
    ])
  })
  return readMany(deps, actor, id)
}
