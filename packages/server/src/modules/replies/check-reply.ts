import {
  type BodyOf,
  capabilitiesOf,
  capabilitiesWith,
  placeholdersIn,
  type replyRoutes,
  type Settings,
  signedOff,
} from '@resonanz/contracts'
import type { CaseRecord } from '#cases'
import { checkSending } from '#guideline'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { signOffFor } from '#signatures'
import { checkAttachments } from './attachments.ts'
import { limitFor, partsWithin } from './in-limits.ts'
import { goesByMail, recipientsOf } from './outgoing.ts'
import { refuseClosedWay } from './reply-ways.ts'
import * as store from './store.ts'

type NewReply = BodyOf<typeof replyRoutes.send>

/**
 * Everything that must hold before an answer leaves: a way to send it, nothing newer unseen, length and files the
 * channel takes, what the guideline says, somebody to send it to. `text` is what leaves, with what stands below it; `pieces` the
 * same as one post, or as the numbered parts of a thread.
 * Writes nothing but the writer's initials, once.
 */
export async function checkReply(tx: Db, actor: Actor, record: CaseRecord, reply: NewReply, settings: Settings) {
  const thread = await store.threadForReply(tx, actor.workspaceId, record.id, reply.threadId)
  const way = capabilitiesOf[thread.channel].reply
  if (way === 'none') throw new Refusal('no-way-to-reply')
  await refuseUnseen(tx, record, reply)
  const logged = way === 'log' || reply.logged || (thread.channel === 'form' && !thread.mailPresenceId)
  const signOff =
    reply.template || (logged && thread.visibility === 'private')
      ? null
      : await signOffFor(tx, actor, { caseId: record.id, threadId: thread.id }, { keep: true })
  const text = signedOff(reply.text, signOff)
  const capabilities =
    !logged && goesByMail(thread) ? capabilitiesOf.email : capabilitiesWith(thread.channel, thread.limits)
  if (!logged) await refuseClosedWay(tx, thread, reply, record.identity_id)
  // Where one private answer is all the network allows, there is no second part.
  const mayThread = !(reply.privately && capabilities.privateReply?.once)
  const pieces = logged
    ? [text]
    : partsWithin(limitFor(capabilities, thread, reply), text, mayThread && reply.asThread === true)
  refuseUnfilled(reply)
  refuseOtherWords(reply)
  const files = await checkAttachments(tx, actor.workspaceId, reply.attachmentIds, capabilities.attachments)
  // What was said on the telephone cannot be unsaid: only what leaves is checked.
  const overridden = logged
    ? []
    : await checkSending(tx, actor, reply, {
        channel: thread.channel,
        audience: reply.privately ? 'private' : thread.visibility,
        language: settings.language,
        hasNextUpdate: reply.nextUpdate !== null,
        isSolved: reply.category === 'done' || reply.category === 'closed',
        isPraise: record.kind === 'praise',
        whole: text,
      })
  const recipients = logged ? { to: [], cc: [] } : recipientsOf(thread, reply)
  return { thread, logged, files, overridden, recipients, text, pieces }
}

/** A variable of a text module that nobody filled in is no word for a customer. `extra`: which, and where. */
function refuseUnfilled({ text, subject }: Pick<NewReply, 'text' | 'subject'>): void {
  const missing = [
    ...placeholdersIn(text).map((place) => ({ ...place, in: 'text' })),
    ...placeholdersIn(subject ?? '').map((place) => ({ ...place, in: 'subject' })),
  ]
  if (missing.length === 0) return
  throw new Refusal('variable-missing', 'Fill in what stands between the braces, or take it out.', {
    missing: missing.slice(0, 50),
  })
}

/** What is checked and shown is what a template says: its values stand in the words, and nothing goes with it. */
function refuseOtherWords({ template, text, attachmentIds }: NewReply): void {
  if (!template) return
  const values = [...Object.values(template.values), ...Object.values(template.headerValues ?? {})]
  if (attachmentIds.length > 0 || values.some((value) => !text.includes(value)))
    throw new Refusal('invalid-input', 'The words are not those of the template any more. Choose it again.')
}

async function refuseUnseen(tx: Parameters<typeof store.newestWord>[0], record: CaseRecord, reply: NewReply) {
  if (reply.evenIfNewer || record.last_message_id === reply.expectedLastMessageId) return
  const newest = await store.newestWord(tx, record.id, reply.expectedLastMessageId)
  if (!newest) return
  throw new Refusal('newer-message', 'Somebody wrote meanwhile. Look at it before you send.', {
    messageId: newest.id,
    direction: newest.direction,
    by: newest.author_name,
    at: newest.at,
  })
}
