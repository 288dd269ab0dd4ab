import type { ActionsOfMessage, BodyOf, messageActionRoutes } from '@resonanz/contracts'
import { accessCase } from '#cases'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { allowedActions, refuseAction } from './policy.ts'
import { insertAction, presentActions, subjectOf } from './store.ts'

/** Asks the network for something done to a message. Of a like and its taking back only one is under way at a time. */
export async function askAction(
  deps: Deps,
  actor: Actor,
  messageId: string,
  { action, reason }: BodyOf<typeof messageActionRoutes.ask>,
): Promise<ActionsOfMessage> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const found = await subjectOf(tx, actor.workspaceId, messageId)
    if (!found) throw notFound()
    await accessCase(tx, actor, found.case_id, { lock: true })
    // Behind the lock of the case: what somebody else asked for a moment ago counts.
    const message = (await subjectOf(tx, actor.workspaceId, messageId)) ?? found
    refuseAction(actor, message, action, reason)
    const id = deps.newId()
    if (!(await insertAction(tx, { id, message, action, reason, memberId: actor.memberId })))
      throw new Refusal('conflict', 'This is under way already.')
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: message.case_id },
        actor: journalActor(actor),
        kind: 'message.action-asked',
        data: { messageId, actionId: id, action, ...(reason ? { reason } : {}) },
      },
    ])
    const after = (await subjectOf(tx, actor.workspaceId, messageId)) ?? message
    return presentActions(after, allowedActions(actor, after))
  })
}
