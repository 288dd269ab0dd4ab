import { type ActionsOfMessage, capabilitiesOf } from '@resonanz/contracts'
import { accessCase } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { allowedActions } from './policy.ts'
import { presentActions, subjectsOf } from './store.ts'

const channels = Object.values(capabilitiesOf).flatMap(({ kind, actions }) => (actions?.length ? [kind] : []))

/** Of the messages of a case that stand on networks with likes, hiding and the like. */
export async function readActions(deps: Deps, actor: Actor, caseId: string): Promise<{ items: ActionsOfMessage[] }> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const messages = await subjectsOf(db, actor.workspaceId, record.id, channels)
  return { items: messages.map((message) => presentActions(message, allowedActions(actor, message))) }
}
