import type { BodyOf, holdingReplyRoutes, ResponseOf } from '@resonanz/contracts'
import { capabilitiesOf } from '@resonanz/contracts'
import { accessCase, entriesOf } from '#cases'
import { findEmptyHolding } from '#guideline'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { sendInTransaction } from '#replies'
import { situationOf } from './facts.ts'
import * as store from './store.ts'
import { voidReason } from './store-watch.ts'

type Send = BodyOf<typeof holdingReplyRoutes.send>

/**
 * A person sends what is proposed, as it is or changed: by the one way of sending, with all its checks, and with the
 * next word promised. Words that hold off without saying anything are refused, whatever the guideline of the house says.
 */
export async function sendHolding(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { holdingId, text, newDueAt, expectedLastMessageId }: Send,
): Promise<ResponseOf<typeof holdingReplyRoutes.send>> {
  if (Date.parse(newDueAt) <= Date.now())
    throw new Refusal('invalid-input', 'Promise the next word for a time to come.')
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await standing(tx, actor, caseId, holdingId)
    const situation = await situationOf(tx, caseId)
    if (!situation) throw new Refusal('no-way-to-reply')
    const { channel, visibility: audience, language, threadId } = situation
    const findings = await findEmptyHolding(text, { channel, audience, language })
    if (findings.length > 0)
      throw new Refusal('guideline-warning', 'Say what happens, who does it and until when.', { findings })
    const isLogged = capabilitiesOf[channel].reply !== 'send' || situation.mailPresenceId === null
    const sent = await sendInTransaction(tx, deps, actor, caseId, {
      threadId,
      text,
      attachmentIds: [],
      expectedLastMessageId,
      evenIfNewer: false,
      nextUpdate: { at: newDueAt, text: '' },
      includeQuote: false,
      logged: isLogged,
    })
    await store.settleSent(tx, holdingId, {
      messageId: sent.messageId,
      newDueAt: new Date(newDueAt),
      by: actor.memberId,
    })
    const data = { holdingId, messageId: sent.messageId, byRule: false, dueAt: newDueAt }
    await append(tx, entriesOf(actor.workspaceId, journalActor(actor), caseId, [{ kind: 'holding.sent', data }]))
    return { messageId: sent.messageId, outboxId: sent.outboxId, undoUntil: sent.sendAt }
  })
}

export async function dismissHolding(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { holdingId, reason }: BodyOf<typeof holdingReplyRoutes.dismiss>,
): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await standing(tx, actor, caseId, holdingId)
    await store.settleDismissed(tx, holdingId, actor.memberId, reason)
    const data = { holdingId, reason }
    await append(tx, entriesOf(actor.workspaceId, journalActor(actor), caseId, [{ kind: 'holding.dismissed', data }]))
  })
  return { ok: true }
}

/** Holds the case and the proposal; refuses one that somebody decided about or that became moot. */
async function standing(tx: Db, actor: Actor, caseId: string, holdingId: string): Promise<void> {
  await accessCase(tx, actor, caseId, { lock: true })
  const proposed = await store.proposedOf(tx, actor.workspaceId, caseId, { lock: true })
  if (!proposed || proposed.id !== holdingId) {
    if (!(await store.isKnown(tx, actor.workspaceId, caseId, holdingId))) throw notFound()
    throw new Refusal('conflict', 'This holding reply was settled meanwhile.')
  }
  const why = await voidReason(tx, holdingId)
  if (why === 'customer-wrote' || why === 'answered')
    throw new Refusal('newer-message', 'Somebody wrote meanwhile. Look at it before you send.', { why })
  if (why) throw new Refusal('conflict', 'This holding reply is no longer needed.', { why })
}
