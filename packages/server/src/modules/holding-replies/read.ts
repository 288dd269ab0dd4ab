import type { HoldingReply, holdingReplyRoutes, ResponseOf } from '@resonanz/contracts'
import { capabilitiesOf } from '@resonanz/contracts'
import { accessCase } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { settingsOf } from '#settings'
import { draftHolding } from './draft.ts'
import { mayDecide } from './policy.ts'
import { proposedOf } from './store.ts'
import { voidReason } from './store-watch.ts'

/** What is proposed in a case, as it would be said now. What became moot a moment ago is not shown. */
export async function holdingOfCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
): Promise<ResponseOf<typeof holdingReplyRoutes.ofCase>> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const proposed = await proposedOf(db, actor.workspaceId, caseId)
  const none = { item: null, allowed: [] }
  if (!proposed || (await voidReason(db, proposed.id)) !== null) return none
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  const draft = await draftHolding(db, record, { by: actor.name, nextUpdateHours })
  if (!draft) return none
  const { situation, facts } = draft
  const item: HoldingReply = {
    id: proposed.id,
    source: proposed.source,
    dueAt: proposed.due_at.toISOString(),
    proposedAt: proposed.proposed_at.toISOString(),
    threadId: situation.threadId,
    channel: situation.channel,
    audience: situation.visibility,
    isLogged: capabilitiesOf[situation.channel].reply !== 'send' || situation.mailPresenceId === null,
    language: situation.language,
    text: draft.text,
    start: draft.start,
    says: [...new Set(facts.map(({ what }) => what))],
    isOldNews: draft.isOldNews,
    findings: draft.findings,
    newDueAt: draft.newDueAt.toISOString(),
    expectedLastMessageId: record.last_message_id,
    ruleAt: proposed.rule_at?.toISOString() ?? null,
    heldBack: proposed.held_back,
  }
  return { item, allowed: mayDecide(actor) ? ['send', 'dismiss'] : [] }
}
