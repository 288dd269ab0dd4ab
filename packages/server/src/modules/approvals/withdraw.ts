import type { Approval } from '@resonanz/contracts'
import { accessCase } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import type { ApprovalHandlers } from './approval.ts'
import { entry } from './entries.ts'
import { readApproval } from './read-approvals.ts'
import { findApproval, settle } from './store.ts'

/** Who asked takes the request back, as long as nobody decided. */
export async function withdraw(
  deps: Deps,
  handlers: ApprovalHandlers,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Approval> {
  const db = deps.db.of(actor.workspaceId)
  const seen = await findApproval(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  await inTransaction(db, async (tx) => {
    if (seen.case_id) await accessCase(tx, actor, seen.case_id, { lock: true })
    const approval = await findApproval(tx, actor.workspaceId, id, { lock: true })
    if (approval?.state !== 'open') throw new Refusal('conflict', 'This was settled meanwhile.')
    if (approval.requested_by !== actor.memberId)
      throw new Refusal('not-allowed', 'Only who asked for it takes it back.')
    await settle(tx, id, { state: 'withdrawn', by: actor.memberId, reason })
    await append(tx, [
      entry(actor.workspaceId, approval.case_id, journalActor(actor), {
        kind: 'approval.withdrawn',
        data: { approvalId: id, kind: approval.kind },
      }),
    ])
    await handlers[approval.kind]?.withdrawn(tx, deps, { ...approval, state: 'withdrawn' }, actor)
  })
  return readApproval(deps, handlers, actor, id)
}
