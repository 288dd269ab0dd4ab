import { guessLanguage, titleOf } from '@resonanz/channels'
import { type BodyOf, type CaseDetail, type caseRoutes, capabilitiesOf } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { dueOf, readTargets } from '#targets'
import { type CaseReading, caseReadingOf, type MessageReading } from '#reading'
import { writeReadings } from '#understanding'
import { entriesOf } from './case-events.ts'
import { keepPromised } from './next-update.ts'
import { openCases } from './open-cases.ts'
import { caseDetail } from './read-case.ts'
import { unknownReferences } from './store-change.ts'
import * as store from './store-create.ts'
import { writeDraft } from './store-drafts.ts'
import { insertPromises, recomputeNextUpdate } from './store-promises.ts'
import { type Speaker, whoSpoke } from './who-spoke.ts'

type NewCase = BodyOf<typeof caseRoutes.create>
type Opening = {
  wish: NewCase
  caseId: string
  threadId: string
  /** Null when we write first: nobody has said anything yet. */
  messageId: string | null
  presence: store.HandPresence
  who: Speaker
  title: string
  occurredAt: Date
  files: store.UploadedFile[]
}

/** Reads texts in the worker threads; without it what is logged here is read later, like what was there before. */
export type CaseDeps = Deps & {
  readTexts?: (workspaceId: string, texts: readonly string[]) => Promise<(MessageReading | null)[]>
}

const clockSkewMs = 5 * 60_000

/**
 * Logs a call, letter, visit or found post as the customer's words of a new case. With channel 'email' we write first:
 * the case has a mail thread without a message, and the text becomes the writer's draft in it.
 */
export async function createCase(deps: CaseDeps, actor: Actor, wish: NewCase): Promise<CaseDetail> {
  const db = deps.db.of(actor.workspaceId)
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  const caseId = deps.newId()
  const [reading] = wish.channel === 'email' ? [] : ((await deps.readTexts?.(actor.workspaceId, [wish.text])) ?? [])
  await inTransaction(db, async (tx) => {
    const opening = await prepare(tx, deps, actor, wish, caseId)
    await openCase(tx, actor, opening, caseReadingOf([reading?.reading]))
    await openThread(tx, actor, opening)
    const { messageId } = opening
    if (messageId) await logWords(tx, actor, opening, messageId)
    else await keepAsDraft(tx, actor, opening)
    if (messageId && reading) await writeReadings(tx, actor.workspaceId, [{ ...reading, messageId, clusterId: null }])
    if (wish.nextUpdateAt) await promise(tx, deps, actor, caseId, new Date(wish.nextUpdateAt))
    await keepPromised(tx, deps, actor.workspaceId, [caseId], nextUpdateHours)
  })
  return caseDetail(db, actor, caseId)
}

async function prepare(tx: Db, deps: Deps, actor: Actor, wish: NewCase, caseId: string): Promise<Opening> {
  const unknown = await unknownReferences(tx, actor.workspaceId, wish)
  if (unknown.length > 0)
    throw new Refusal('invalid-input', 'This workspace has no such owner, team or topic.', { unknown })
  const presence = await store.presenceOfKind(tx, actor.workspaceId, wish.channel, wish.teamId ?? null)
  if (!presence)
    throw new Refusal('conflict', 'No account of this kind is set up. Connect one in the settings.', {
      channel: wish.channel,
    })
  const now = await store.databaseNow(tx)
  const occurredAt = wish.occurredAt ? new Date(wish.occurredAt) : now
  if (occurredAt.getTime() > now.getTime() + clockSkewMs)
    throw new Refusal('invalid-input', 'It cannot have happened in the future.')
  const who = await whoSpoke(tx, actor, wish, presence.id)
  const writesFirst = wish.channel === 'email'
  if (writesFirst && !who.email) throw new Refusal('invalid-input', 'Writing first needs a mail address.')
  if (wish.channel === 'found' && wish.link) await refuseKnownPost(tx, presence.id, wish.link)
  const messageId = writesFirst ? null : deps.newId()
  const files = messageId ? await store.claimFiles(tx, actor.workspaceId, wish.attachmentIds, messageId) : []
  if (messageId && files.length !== new Set(wish.attachmentIds).size)
    throw new Refusal('invalid-input', 'A file is not there any more. Attach it again.')
  const title = wish.title || titleOf(wish.text) || wish.text.trim().slice(0, 90) || '–'
  return { wish, caseId, threadId: deps.newId(), messageId, presence, who, title, occurredAt, files }
}

/** The same found post is the same conversation: it is not logged twice. */
async function refuseKnownPost(tx: Db, presenceId: string, link: string): Promise<void> {
  const known = await store.threadOfPost(tx, presenceId, link)
  if (!known) return
  throw new Refusal('conflict', 'This post is part of a case already.', {
    caseId: known.case_id,
    caseNumber: known.number,
  })
}

async function openCase(tx: Db, actor: Actor, opening: Opening, understood: CaseReading | null): Promise<void> {
  const { wish, caseId, messageId, presence, who, title, occurredAt, files } = opening
  const wantsAnswer = messageId !== null && wish.wishedAnswer !== 'none'
  const teamId = wish.teamId ?? presence.team_id
  const kind = understood?.kind ?? null
  const priority = wish.priority ?? 'normal'
  const targets = await readTargets(tx, actor.workspaceId)
  const aim = targets.aimOf('first_answer', { teamId, presenceId: presence.id, channel: wish.channel, kind, priority })
  await openCases(
    tx,
    actor.workspaceId,
    [
      {
        id: caseId,
        title,
        channel: wish.channel,
        visibility: capabilitiesOf[wish.channel].visibility,
        preview: messageId ? wish.text.slice(0, 600).replace(/\s+/g, ' ').trim().slice(0, 280) : '',
        language: guessLanguage(wish.text),
        presenceId: presence.id,
        identityId: who.identityId,
        customerId: who.customerId,
        contactName: who.name,
        openedAt: occurredAt,
        lastMessageAt: occurredAt,
        lastMessageId: messageId,
        messageCount: messageId ? 1 : 0,
        hasAttachment: files.length > 0,
        answerDueAt: wantsAnswer && aim ? dueOf(aim, occurredAt) : null,
        ownerId: wish.ownerId ?? null,
        teamId,
        category: messageId ? 'new' : 'open',
        priority,
        topicId: wish.topicId ?? null,
        foundBy: wish.channel === 'found' ? actor.name : null,
        foundWhere: wish.link ?? null,
        understood,
        inbound: messageId !== null,
      },
    ],
    { actor: journalActor(actor), by: 'hand' },
  )
}

function openThread(tx: Db, actor: Actor, { wish, caseId, threadId, presence, who, title }: Opening): Promise<void> {
  return store.insertThread(tx, {
    workspaceId: actor.workspaceId,
    id: threadId,
    presenceId: presence.id,
    channel: wish.channel,
    key: wish.channel === 'found' && wish.link ? wish.link : `hand:${caseId}`,
    subject: title,
    visibility: capabilitiesOf[wish.channel].visibility,
    permalink: wish.link ?? null,
    identityId: who.identityId,
    caseId,
    wishedAnswer: wish.wishedAnswer ?? null,
  })
}

function logWords(tx: Db, actor: Actor, opening: Opening, messageId: string): Promise<void> {
  const { wish, caseId, threadId, presence, who, title, occurredAt, files } = opening
  return store.insertLogged(tx, {
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
    language: guessLanguage(wish.text),
    meta: {
      loggedBy: actor.memberId,
      ...(who.email ? { email: who.email } : {}),
      ...(wish.contact?.phone ? { phone: wish.contact.phone } : {}),
    },
    attachments: files.map(({ id, name, type, size }, index) => ({
      index,
      name,
      type,
      size,
      inline: false,
      fileId: id,
    })),
    permalink: wish.link ?? null,
    occurredAt,
    caseId,
  })
}

function keepAsDraft(tx: Db, actor: Actor, { wish, caseId, threadId, title }: Opening): Promise<void> {
  const extra = { subject: title, attachmentIds: wish.attachmentIds }
  return writeDraft(tx, actor, caseId, { kind: 'reply', text: wish.text, threadId, extra })
}

async function promise(tx: Db, deps: Deps, actor: Actor, caseId: string, dueAt: Date): Promise<void> {
  const promiseId = deps.newId()
  await insertPromises(tx, actor.workspaceId, [{ id: promiseId, caseId, text: '', dueAt, madeBy: actor.memberId }])
  await recomputeNextUpdate(tx, [caseId])
  const event = { kind: 'promise.made', data: { promiseId, dueAt: dueAt.toISOString() } } as const
  await append(tx, entriesOf(actor.workspaceId, journalActor(actor), caseId, [event]))
}
