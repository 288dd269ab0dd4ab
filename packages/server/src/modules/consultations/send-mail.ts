import { houseZone } from '#calendars'
import { queueAutomaticMail } from '#replies'
import { publicAddress, settingsOf } from '#settings'
import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { linkToken } from './link.ts'
import { consultationMail } from './mails.ts'
import { insertMail } from './store.ts'
import { factsOf } from './store-people.ts'

/**
 * Queues one mail of a question in the caller's system transaction, each kind once. The question comes from a person,
 * so an absence note may come back; reminders are automatic and say so.
 */
export async function sendMail(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  requestId: string,
  what: 'question' | 'half' | 'due',
): Promise<'queued' | 'capped' | 'no-mailbox'> {
  const facts = await factsOf(tx, requestId, workspaceId)
  if (!facts?.presence_id || !facts.email) return 'no-mailbox'
  const settings = await settingsOf(deps, workspaceId)
  const asker = facts.asker ?? facts.company
  const mail = consultationMail({
    language: facts.language,
    what,
    insteadOf: facts.instead_of,
    name: facts.name,
    asker,
    company: facts.company,
    number: facts.number,
    question: facts.question,
    context: facts.context,
    dueAt: facts.due_at,
    expiresAt: facts.expires_at,
    timeZone: await houseZone(tx, workspaceId),
    link: `${publicAddress(deps, settings)}/c/${linkToken(deps, requestId)}`,
  })
  const outboxId = deps.newId()
  const queued = await queueAutomaticMail(deps, tx, {
    workspaceId,
    presenceId: facts.presence_id,
    to: facts.email,
    ...mail,
    language: facts.language,
    what: 'consultation',
    answersTo: requestId,
    senderName: `${asker} (${facts.company})`,
    isFromPerson: what === 'question',
    outboxId,
  })
  if (queued === 'queued') await insertMail(tx, workspaceId, { requestId, what, outboxId })
  return queued
}
