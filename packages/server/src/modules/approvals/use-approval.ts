import type { Db } from '#platform/db/database'
import { type Actor, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import type { Subject } from './approval.ts'
import { entry } from './entries.ts'
import { lockRunning, markUsed } from './store.ts'

/**
 * Spends the approval of a subject, once, in the transaction of the act itself. Refuses with `approval-needed` when
 * there is none, and with `approval-changed` when what is to be done is not what was approved.
 */
export async function useApproval(
  tx: Db,
  actor: Actor,
  subject: Subject,
  fingerprint: string,
): Promise<{ approvalId: string }> {
  const running = await lockRunning(tx, actor.workspaceId, subject)
  if (running?.state !== 'approved') throw new Refusal('approval-needed', 'This needs an approval first.')
  if (running.fingerprint !== fingerprint)
    throw new Refusal('approval-changed', 'This is not what was approved. Ask for a new approval.')
  await markUsed(tx, running.id)
  await append(tx, [
    entry(actor.workspaceId, running.case_id, journalActor(actor), {
      kind: 'approval.used',
      data: { approvalId: running.id, kind: running.kind },
    }),
  ])
  return { approvalId: running.id }
}
