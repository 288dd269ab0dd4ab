import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import type { ApprovalHandlers, Subject } from './approval.ts'
import { entry } from './entries.ts'
import { rightToDecide } from './policy.ts'
import { lockRunning, settle } from './store.ts'

/** Whether the actor may decide about what waits for this subject. */
export async function mayDecideAbout(
  tx: Db,
  deps: Deps,
  handlers: ApprovalHandlers,
  actor: Actor,
  subject: Subject,
): Promise<boolean> {
  const running = await lockRunning(tx, actor.workspaceId, subject)
  return running !== undefined && (await rightToDecide(tx, deps, handlers, actor, running)).may
}

/**
 * An approver changed what was asked for and answers for it themselves, where the caller's policy lets: the approval
 * stands for the new content. Rights are asked as for every decision.
 */
export async function approveAsEdited(
  tx: Db,
  deps: Deps,
  handlers: ApprovalHandlers,
  actor: Actor,
  subject: Subject,
  fingerprint: string,
): Promise<void> {
  const running = await lockRunning(tx, actor.workspaceId, subject)
  if (!running) throw new Refusal('conflict', 'This was settled meanwhile.')
  const right = await rightToDecide(tx, deps, handlers, actor, running)
  if (!right.may) throw new Refusal('not-allowed', 'You may not decide this.', { why: right.why })
  await run(tx, sql`update approval set fingerprint = ${fingerprint} where id = ${running.id}`)
  await settle(tx, running.id, { state: 'approved', by: actor.memberId, forMember: right.forMember, reason: '' })
  await append(tx, [
    entry(actor.workspaceId, running.case_id, journalActor(actor), {
      kind: 'approval.approved',
      data: {
        approvalId: running.id,
        kind: running.kind,
        requestedBy: running.requested_by,
        forMember: right.forMember,
      },
    }),
  ])
}
