import type { Db } from '#platform/db/database'
import { type Actor, journalActor } from '#platform/deps'
import { append } from '#platform/journal'
import type { Subject } from './approval.ts'
import { entry } from './entries.ts'
import { lockRunning, settle } from './store.ts'

/** Makes void what was asked for or approved and is not used: the thing is not what it was. Answers whether there was any. */
export async function voidApprovals(
  tx: Db,
  actor: Actor,
  subject: Subject,
  why: 'content-changed' | 'replaced' | 'withdrawn',
): Promise<boolean> {
  const running = await lockRunning(tx, actor.workspaceId, subject)
  if (!running) return false
  await settle(tx, running.id, { state: 'void', by: null, reason: why })
  await append(tx, [
    entry(actor.workspaceId, running.case_id, journalActor(actor), {
      kind: 'approval.voided',
      data: { approvalId: running.id, kind: running.kind, requestedBy: running.requested_by, why },
    }),
  ])
  return true
}
