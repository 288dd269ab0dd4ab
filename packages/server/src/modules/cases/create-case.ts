import { contactAuthor, guessLanguage, titleOf } from '@resonanz/channels'
import { type BodyOf, type CaseDetail, type caseRoutes, capabilitiesOf } from '@resonanz/contracts'
import { accessCustomer, identityKey, takeIdentities } from '#customers'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { entriesOf } from './case-events.ts'
import { keepPromised } from './next-update.ts'
import { openCases } from './open-cases.ts'
import { caseDetail } from './read-case.ts'
import { unknownReferences } from './store-change.ts'
import * as store from './store-create.ts'
import { writeDraft } from './store-drafts.ts'
import { insertPromises, recomputeNextUpdate } from './store-promises.ts'

type NewCase = BodyOf<typeof caseRoutes.create>

const clockSkewMs = 5 * 60_000

/**
 * Logs a call, letter, visit or found post as the customer's words of a new case. With channel 'email' we write first:
 * the case has a mail thread without a message, and the text becomes the writer's draft in it.
 */
export async function createCase(deps: Deps, actor: Actor, wish: NewCase): Promise<CaseDetail> {
  const db = deps.db.of(actor.workspaceId)
  const settings = await settingsOf(deps, actor.workspaceId)
  const caseId = deps.newId()
  await inTransaction(db, async (tx) => {
    const unknown = await unknownReferences(tx, actor.workspaceId, wish)
    if (unknown.length > 0)
      throw new Refusal('invalid-input', 'This workspace has no such owner, team or topic.', { unknown })
    const presence = await store.presenceOfKind(tx, actor.workspaceId, wish.channel, wish.teamId ?? null)
    if (!presence)
      throw new Refusal('conflict', 'No account of this kind is set up. Connect one in the settings.', {
        channel: wish.channel,
      })
    const occurredAt = wish.occurredAt ? new Date(wish.occurredAt) : new Date()
    if (occurredAt.getTime() > Date.now() + clockSkewMs)
      throw new Refusal('invalid-input', 'It cannot have happened in the future.')
    const writesFirst = wish.channel === 'email'
    const who = await whoSpoke(tx, actor, wish, presence.id)
    if (writesFirst && !who.email) throw new Refusal('invalid-input', 'Writing first needs a mail address.')
    const threadKey = await freeThreadKey(tx, presence.id, wish, caseId)
    const title = wish.title || titleOf(wish.text) || wish.text.trim().slice(0, 90) || '–'
    const [threadId, messageId] = [deps.newId(), writesFirst ? null : deps.newId()]
    const files = messageId ? await store.claimFiles(tx, actor.workspaceId, wish.attachmentIds, messageId) : []
    if (messageId && files.length !== new Set(wish.attachmentIds).size)
      throw new Refusal('invalid-input', 'A file is not there any more. Attach it again.')
    const wantsAnswer = !writesFirst && wish.wishedAnswer !== 'none'
    const visibility = capabilitiesOf[wish.channel].visibility
    const language = guessLanguage(wish.text)
    await openCases(
      tx,
      actor.workspaceId,
      [
        {
          id: caseId,
          title,
          channel: wish.channel,
          visibility,
          preview: writesFirst ? '' : wish.text.slice(0, 600).replace(/\s+/g, ' ').trim().slice(0, 280),
          language,
          presenceId: presence.id,
          identityId: who.identityId,
          customerId: who.customerId,
          contactName: who.name,
          openedAt: occurredAt,
          lastMessageAt: occurredAt,
          lastMessageId: messageId,
          messageCount: messageId ? 1 : 0,
          hasAttachment: files.length > 0,
          answerDueAt: wantsAnswer ? new Date(occurredAt.getTime() + settings.answerTargetHours * 3_600_000) : null,
          ownerId: wish.ownerId ?? null,
          teamId: wish.teamId ?? presence.team_id,
          category: writesFirst ? 'open' : 'new',
          priority: wish.priority ?? 'normal',
          topicId: wish.topicId ?? null,
          foundBy: wish.channel === 'found' ? actor.name : null,
          foundWhere: wish.link ?? null,
          inbound: !writesFirst,
        },
      ],
      { actor: journalActor(actor), by: 'hand' },
    )
    await store.insertThread(tx, {
      workspaceId: actor.workspaceId,
      id: threadId,
      presenceId: presence.id,
      channel: wish.channel,
      key: threadKey,
      subject: title,
      visibility,
      permalink: wish.link ?? null,
      identityId: who.identityId,
      caseId,
      wishedAnswer: wish.wishedAnswer ?? null,
    })
    if (messageId) {
      await store.insertLogged(tx, {
        workspaceId: actor.workspaceId,
        id: messageId,
        threadId,
        presenceId: presence.id,
        channel: wish.channel,
        identityId: who.identityId,
        authorName: who.name,
        authorAddress: who.display,
        subject: title,
        text: wish.text,
        language,
        meta: {
          ...(who.email ? { email: who.email } : {}),
          ...(wish.contact?.phone ? { phone: wish.contact.phone } : {}),
          loggedBy: actor.memberId,
        },
        attachments: files.map((file, index) => ({
          index,
          name: file.name,
          type: file.type,
          size: file.size,
          inline: false,
          fileId: file.id,
        })),
        permalink: wish.link ?? null,
        occurredAt,
        caseId,
      })
    } else {
      await writeDraft(tx, actor, caseId, {
        kind: 'reply',
        text: wish.text,
        threadId,
        extra: { subject: title, attachmentIds: wish.attachmentIds },
      })
    }
    if (wish.nextUpdateAt) {
      const dueAt = new Date(wish.nextUpdateAt)
      const promiseId = deps.newId()
      await insertPromises(tx, actor.workspaceId, [{ id: promiseId, caseId, text: '', dueAt, madeBy: actor.memberId }])
      await recomputeNextUpdate(tx, [caseId])
      await append(
        tx,
        entriesOf(actor.workspaceId, journalActor(actor), caseId, [
          { kind: 'promise.made', data: { promiseId, dueAt: dueAt.toISOString() } },
        ]),
      )
    }
    await keepPromised(tx, deps, actor.workspaceId, [caseId], settings.nextUpdateHours)
  })
  return caseDetail(db, actor, caseId)
}

type Speaker = {
  identityId: string | null
  customerId: string | null
  name: string
  display: string | null
  email: string | null
}

/** A known customer, or who the contact names; an address seen before belongs to whom it was linked to. */
async function whoSpoke(
  tx: Db,
  actor: Actor,
  { channel, contact = {}, customerId }: NewCase,
  presenceId: string,
): Promise<Speaker> {
  const customer = customerId ? await accessCustomer(tx, actor, customerId) : null
  // Who we write to by mail is the address, who called is the number; the other ways stay with the message.
  const told = {
    ...(contact.name ? { name: contact.name } : {}),
    ...(contact.email ? { email: contact.email } : {}),
    ...(contact.phone ? { phone: contact.phone } : {}),
    ...(contact.handle ? { handle: contact.handle } : {}),
  }
  const { email: _, ...withoutMail } = told
  const author =
    (channel === 'phone' && told.phone ? contactAuthor(withoutMail, presenceId) : null) ??
    contactAuthor(told, presenceId)
  const taken = author ? (await takeIdentities(tx, actor.workspaceId, [author])).get(identityKey(author)) : undefined
  const known = customer && !contact.email ? await store.emailOfCustomer(tx, customer.id) : null
  return {
    identityId: taken?.identityId ?? known?.identityId ?? null,
    customerId: customer?.id ?? taken?.customerId ?? null,
    name: customer?.name ?? taken?.customerName ?? contact.name ?? author?.display ?? '',
    display: author?.display ?? null,
    email: contact.email ?? known?.address ?? null,
  }
}

/** The same found post is the same conversation: it is not logged twice. */
async function freeThreadKey(tx: Db, presenceId: string, { channel, link }: NewCase, caseId: string): Promise<string> {
  if (channel !== 'found' || !link) return `hand:${caseId}`
  const known = await store.threadOfPost(tx, presenceId, link)
  if (known?.case_id)
    throw new Refusal('conflict', 'This post is part of a case already.', {
      caseId: known.case_id,
      caseNumber: known.number,
    })
  return known ? `${link}#${caseId}` : link
}
