import type { Approval, approvalRoutes, BodyOf } from '@resonanz/contracts'
import { accessCase } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import type { ApprovalHandlers } from './approval.ts'
import { entry } from './entries.ts'
import { rightToDecide } from './policy.ts'
import { readApproval } from './read-approvals.ts'
import { findApproval, settle } from './store.ts'

/**
 * Approves or rejects, once: of two who decide at the same moment the second gets `conflict` and learns who was first.
 * What was approved is done in the same transaction. Refuses with `approval-changed` when what stands there is not what
 * was seen, `own-approval` for one's own, `not-allowed` for whoever has not or no more the right.
 */
export async function decide(
  deps: Deps,
  handlers: ApprovalHandlers,
  actor: Actor,
  id: string,
  { decision, reason, fingerprint }: BodyOf<typeof approvalRoutes.decide>,
): Promise<Approval> {
  if (decision === 'reject' && reason.length < 3) throw new Refusal('invalid-input', 'Say why you reject it.')
  const db = deps.db.of(actor.workspaceId)
  const seen = await findApproval(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  await inTransaction(db, async (tx) => {
    if (seen.case_id) await accessCase(tx, actor, seen.case_id, { lock: true })
    const approval = await findApproval(tx, actor.workspaceId, id, { lock: true })
    if (approval?.state !== 'open')
      throw new Refusal('conflict', 'This was settled meanwhile.', { state: approval?.state, by: approval?.decided_by })
    const right = await rightToDecide(tx, deps, handlers, actor, approval)
    if (!right.may && right.why === 'own')
      throw new Refusal('own-approval', 'You asked for this yourself. Somebody else has to look at it.')
    if (!right.may) throw new Refusal('not-allowed', 'You may not decide this.', { why: right.why })
    const handler = handlers[approval.kind]
    const stands = handler ? await handler.fingerprint(tx, approval) : approval.fingerprint
    if (stands !== approval.fingerprint || fingerprint !== approval.fingerprint)
      throw new Refusal('approval-changed', 'It is not what you saw any more. Look at it again.')

    const { forMember } = right
    const state = decision === 'approve' ? 'approved' : 'rejected'
    await settle(tx, id, { state, by: actor.memberId, forMember, reason })
    const facts = { approvalId: id, kind: approval.kind, requestedBy: approval.requested_by }
    await append(tx, [
      entry(
        actor.workspaceId,
        approval.case_id,
        journalActor(actor),
        decision === 'approve'
          ? {
              kind: 'approval.approved',
              data: { ...facts, forMember, ...(reason ? { reason: reason.slice(0, 300).toWellFormed() } : {}) },
            }
          : { kind: 'approval.rejected', data: { ...facts, forMember, reason } },
      ),
    ])
    if (!handler) return
    const settled = { ...approval, state: state as typeof approval.state }
    if (decision === 'reject') {
      await handler.rejected(tx, deps, settled, { actor, forMember, reason })
      return
    }
    const outcome = await handler.approved(tx, deps, settled, { actor, forMember, reason })
    if (!outcome) return
    await settle(tx, id, { state: 'void', by: null, reason: outcome.void })
    await append(tx, [
      entry(actor.workspaceId, approval.case_id, journalActor(actor), {
        kind: 'approval.voided',
        data: { ...facts, why: outcome.void },
      }),
    ])
  })
  return readApproval(deps, handlers, actor, id)
}
