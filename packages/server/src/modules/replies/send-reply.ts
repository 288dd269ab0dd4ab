import type { BodyOf, ClosingField, Message } from '@resonanz/contracts'
import type { Language, replyRoutes, StatusCategory } from '@resonanz/contracts'
import {
  accessCase,
  type CaseRecord,
  keepPromised,
  objectionTo,
  openPromises,
  readMessage,
  refuseSilence,
} from '#cases'
import { openRequiredSteps } from '#checklists'
import { missingFacts } from '#closing'
import type { Overridden } from '#guideline'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { type Db, inTransaction } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { settingsOf } from '#settings'
import { recordModuleUse } from '#text-modules'
import { refuseUnapproved } from './approval/policy.ts'
import { checkReply } from './check-reply.ts'
import { clientTokenFor, outgoingFor } from './outgoing.ts'
import * as store from './store.ts'

type NewReply = BodyOf<typeof replyRoutes.send>

/**
 * Queues an answer in a thread of a case: it leaves after the undo time, at most once. Everything the answer does to
 * the case (clock, promise, status) happens in the same transaction and is taken back by an undo.
 * Refuses with `newer-message` when the customer or a colleague wrote something the writer has not seen.
 */
export async function sendReply(
  deps: Deps,
  actor: Actor,
  caseId: string,
  reply: NewReply,
): Promise<{ message: Message; outboxId: string | null; undoUntil: string | null }> {
  const db = deps.db.of(actor.workspaceId)
  const queued = await inTransaction(db, (tx) => sendInTransaction(tx, deps, actor, caseId, reply))
  return {
    message: await readMessage(db, actor, queued.messageId),
    outboxId: queued.outboxId,
    undoUntil: queued.sendAt,
  }
}

/**
 * The same in the caller's transaction. `isApproved`: somebody else looked at exactly this; `authors` wrote on it beside
 * the sender, where that is not read from the draft.
 */
export async function sendInTransaction(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  reply: NewReply,
  options: { isApproved?: boolean; authors?: readonly string[] } = {},
): Promise<{ messageId: string; outboxId: string | null; sendAt: string | null }> {
  const settings = await settingsOf(deps, actor.workspaceId)
  const undoSeconds = (await store.undoSecondsOf(tx, actor.memberId)) ?? settings.undoSeconds
  const record = await accessCase(tx, actor, caseId, { lock: true })
  if (record.merged_into)
    throw new Refusal('conflict', 'This case was joined into another one.', { mergedInto: record.merged_into })
  const { thread, logged, files, overridden, recipients, pieces } = await checkReply(tx, actor, record, reply, settings)
  if (!logged && !options.isApproved) await refuseUnapproved(tx, actor, thread, overridden.length > 0)
  const planned = pieces.map((piece, index) => {
    const messageId = deps.newId()
    const clientToken = logged ? `logged:${messageId}` : clientTokenFor(deps, thread, messageId)
    return { part: index + 1, text: piece, messageId, outboxId: logged ? null : deps.newId(), clientToken }
  })
  // Of a thread its last part stands for the whole: it is the newest word, and an undo of it takes all back.
  const { messageId, outboxId } = planned.at(-1)!
  const firstPart = planned.length > 1 ? planned[0]!.outboxId : null
  const presenceId = logged ? thread.presence_id : (thread.mailPresenceId ?? thread.presence_id)
  const before = await store.caseBefore(tx, caseId)
  const authors = options.authors ?? (await store.authorsOfDraft(tx, actor.memberId, caseId))
  for (const one of planned)
    await store.insertMessage(tx, {
      workspaceId: actor.workspaceId,
      id: one.messageId,
      threadId: thread.id,
      presenceId,
      channel: thread.channel,
      externalId: one.clientToken,
      memberId: actor.memberId,
      name: actor.name,
      subject: reply.subject ?? thread.subject,
      text: one.text,
      searched: planned.length > 1 ? one.text : reply.text,
      meta: { to: recipients.to.map((person) => person.address), cc: recipients.cc.map((person) => person.address) },
      files: one.part === 1 ? files : [],
      ...(reply.alts ? { alts: reply.alts } : {}),
      occurredAt: reply.occurredAt ?? null,
      caseId,
    })
  const category = categoryAfter(record.category, reply)
  const closes = category === 'done' || category === 'closed'
  // This answer is the last word, so only what was promised beside it can stand against closing.
  const objection = objectionTo(
    {
      record: { ...record, waiting_since: null },
      set: { category, ...(reply.followUpAt ? { follow_up_at: reply.followUpAt } : {}) },
    },
    {
      promises: (await openPromises(tx, [caseId])).filter(({ kind }) => kind !== 'next_update'),
      steps: closes ? await openRequiredSteps(tx, [caseId]) : [],
      facts: closes ? await missingBeside(tx, actor, caseId) : [],
    },
  )
  if (objection) refuseSilence(actor, objection)
  if (reply.nextUpdate && closes)
    throw new Refusal('conflict', 'A finished case promises nothing. Leave it open, or promise nothing.')
  const promises = await store.applyReply(tx, {
    workspaceId: actor.workspaceId,
    caseId,
    messageId,
    memberId: actor.memberId,
    category,
    nextUpdate: reply.nextUpdate,
    promiseId: deps.newId(),
    text: reply.text,
    followUpAt: reply.followUpAt,
    hasAttachment: files.length > 0,
    messages: planned.length,
  })
  // Left open without a next word it would be due to nobody: the rule promises one, and an undo takes that back too.
  const [byRule] = await keepPromised(tx, deps, actor.workspaceId, [caseId], settings.nextUpdateHours)
  let sendAt: string | null = null
  for (const one of planned) {
    if (!one.outboxId) break
    const outgoing = await outgoingFor(tx, deps, {
      thread,
      reply: { ...reply, text: one.text },
      recipients,
      actor,
      clientToken: one.clientToken,
      contactId: record.identity_id,
      language: languageOf(record.language, settings.language),
    })
    sendAt = await store.insertOutbox(tx, {
      workspaceId: actor.workspaceId,
      id: one.outboxId,
      caseId,
      threadId: thread.id,
      presenceId,
      messageId: one.messageId,
      purpose: 'reply',
      clientToken: one.clientToken,
      undoSeconds: Math.min(undoSeconds, thread.undoSeconds ?? undoSeconds),
      memberId: actor.memberId,
      part: one.part,
      parts: planned.length,
      firstPart,
      payload: {
        outgoing,
        fileIds: one.part === 1 ? files.map((file) => file.id) : [],
        ...(reply.alts ? { alts: reply.alts } : {}),
        ...(one.outboxId === outboxId
          ? { undo: { case: before, kept: promises.kept, made: promises.made ?? byRule ?? null, reply, authors } }
          : {}),
      },
    })
  }
  await store.deleteDraft(tx, actor.memberId, caseId)
  const used = await recordModuleUse(tx, actor, { caseId, messageId, moduleIds: reply.moduleIds })
  await append(tx, [
    ...entriesOf({
      actor,
      caseId,
      record,
      category,
      thread,
      messageId,
      outboxId,
      sendAt,
      parts: planned.length,
      reply,
      promises,
      overridden,
      authors,
    }),
    ...used,
  ])
  return { messageId, outboxId, sendAt }
}

/** An answer that promises a next word keeps the case with us; without one the customer has the turn. */
function categoryAfter(before: StatusCategory, reply: NewReply): StatusCategory {
  if (reply.category) return reply.category
  if (reply.nextUpdate)
    return before === 'new' || before === 'done' || before === 'closed'
      ? 'open'
      : before === 'waiting_customer'
        ? 'open'
        : before
  return 'waiting_customer'
}

/** Of the words around ours (quote, subject): we write them in two languages. */
function languageOf(customers: string | null, own: Language): Language {
  return customers === 'de' || customers === 'en' ? customers : customers === null ? own : 'en'
}

function entriesOf(change: {
  actor: Actor
  caseId: string
  record: CaseRecord
  category: StatusCategory
  thread: store.ReplyThread
  messageId: string
  outboxId: string | null
  sendAt: string | null
  parts: number
  reply: NewReply
  promises: { kept: { id: string; onTime: boolean }[]; made: { id: string; dueAt: string } | null }
  overridden: Overridden[]
  authors: readonly string[]
}): Entry[] {
  const { thread, messageId, outboxId, sendAt } = change
  const common = {
    workspaceId: change.actor.workspaceId,
    subject: { kind: 'case', id: change.caseId } as const,
    actor: journalActor(change.actor),
  }
  const entries: Entry[] = [
    outboxId && sendAt
      ? {
          ...common,
          kind: 'reply.queued',
          data: {
            messageId,
            outboxId,
            threadId: thread.id,
            channel: thread.channel,
            sendAt,
            evenIfNewer: change.reply.evenIfNewer,
            ...(change.parts > 1 ? { parts: change.parts } : {}),
          },
        }
      : { ...common, kind: 'reply.logged', data: { messageId, threadId: thread.id, channel: thread.channel } },
    ...change.overridden.map(
      (override): Entry => ({ ...common, kind: 'reply.overridden', data: { messageId, ...override } }),
    ),
    ...change.promises.kept.map(
      (promise): Entry => ({
        ...common,
        kind: 'promise.kept',
        data: { promiseId: promise.id, onTime: promise.onTime },
      }),
    ),
  ]
  if (change.authors.length > 0)
    entries.push({ ...common, kind: 'reply.co-written', data: { messageId, authors: [...change.authors] } })
  if (change.promises.made)
    entries.push({
      ...common,
      kind: 'promise.made',
      data: { promiseId: change.promises.made.id, dueAt: change.promises.made.dueAt },
    })
  if (change.category !== change.record.category)
    entries.push({ ...common, kind: 'case.status', data: { from: change.record.category, to: change.category } })
  return entries
}

/** Who handles it and when it was answered is said by this very answer. */
async function missingBeside(tx: Db, actor: Actor, caseId: string): Promise<ClosingField[]> {
  const missing = await missingFacts(tx, actor.workspaceId, [{ id: caseId, set: {} }])
  return (missing.get(caseId) ?? []).filter((field) => field !== 'handled-by' && field !== 'answered-at')
}
