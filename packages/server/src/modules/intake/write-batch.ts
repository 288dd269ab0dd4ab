import { sql } from 'kysely'
import { openCases, receiveMessages } from '#cases'
import { takeMailAnswers } from '#consultations'
import { newId } from '#platform/ids'
import { append, type Entry } from '#platform/journal'
import type { Db } from '#platform/db/database'
import { listedAttachments, queueMedia } from '#media'
import { noteBounces, recordCopy } from '#replies'
import { caseReadingOf } from '#reading'
import { dueOf, readTargets } from '#targets'
import { joinFirsts, writeReadings } from '#understanding'
import { applyChanges } from './apply-changes.ts'
import { lookUp } from './lookups.ts'
import { settleEchoes, takeEchoes, takePostEchoes } from './own-echoes.ts'
import { noteOwnWords, takeThreads } from './own-words.ts'
import { type ParsedItem, type Plan, type PlannedMessage, type PlannedOutcome, planBatch } from './plan.ts'

const connector = { kind: 'connector', id: null } as const

/** Writes everything a batch of one workspace means, set-based, in the caller's transaction. */
export async function writeBatch(
  tx: Db,
  workspaceId: string,
  given: readonly ParsedItem[],
  threadOfToken: (token: string) => string | null,
  by: 'intake' | 'quarantine' | 'import' = 'intake',
): Promise<PlannedOutcome[]> {
  const presences = [...new Set(given.map(({ item }) => item.presence_id))].toSorted()
  // Two batches of one presence never decide at the same time which conversation is new.
  await sql`select pg_advisory_xact_lock(hashtextextended('intake:' || p, 0)) from unnest(${presences}::text[]) as p`.execute(
    tx,
  )
  const items = await settleEchoes(tx, workspaceId, given)
  const plan = planBatch(items, await lookUp(tx, workspaceId, items, threadOfToken))
  const targets = await readTargets(tx, workspaceId)
  await insertThreads(tx, workspaceId, plan)
  const copies = await takeEchoes(tx, workspaceId, plan)
  await insertMessages(tx, workspaceId, plan.messages)
  await takePostEchoes(tx, workspaceId, plan)
  await queueMedia(tx, workspaceId, plan.messages)
  await openCases(
    tx,
    workspaceId,
    plan.newCases.map((opened) => {
      const first = opened.messages[0]!
      const last = opened.messages.at(-1)!
      const { item, event } = first
      const understood = readOf(opened.messages)
      const aim = targets.aimOf('first_answer', {
        teamId: item.team_id,
        presenceId: item.presence_id,
        channel: item.kind,
        kind: understood?.kind ?? null,
        priority: 'normal',
      })
      return {
        id: opened.id,
        title: titleOf(first),
        channel: item.kind,
        visibility: event.visibility,
        preview: previewOf(last),
        language: event.language,
        presenceId: item.presence_id,
        identityId: first.identity?.identityId ?? null,
        customerId: first.identity?.customerId ?? null,
        contactName: first.identity?.customerName ?? event.author?.name ?? event.author?.display ?? '',
        openedAt: first.at,
        lastMessageAt: last.at,
        lastMessageId: last.id,
        messageCount: opened.messages.length,
        hasAttachment: opened.messages.some(hasFiles),
        answerDueAt: aim && dueOf(aim, item.received_at),
        answerFrom: item.received_at,
        teamId: item.team_id,
        tags: event.tags ?? [],
        foundBy: null,
        foundWhere: event.permalink,
        understood,
        clusterId: first.event.groupId ?? null,
        foundTopicId: first.event.topicId ?? null,
        inbound: true,
      }
    }),
    { actor: connector, by },
  )
  await receiveMessages(
    tx,
    workspaceId,
    [...plan.toCases].map(([caseId, messages]) => {
      const words = messages.filter((message) => message.event.nature === 'message')
      return {
        caseId,
        channel: messages.at(-1)!.item.kind,
        preview: words.length > 0 ? previewOf(words.at(-1)!) : null,
        understood: readOf(words),
        messages: messages.map((message) => ({
          id: message.id,
          threadId: message.threadId,
          channel: message.item.kind,
          nature: message.event.nature,
          at: message.at,
          receivedAt: message.item.received_at,
          attachments: hasFiles(message),
        })),
      }
    }),
    targets,
  )
  await linkMessages(tx, workspaceId, plan.messages)
  for (const copy of copies) await recordCopy(tx, copy)
  await takeThreads(tx, workspaceId, plan)
  const own = await noteOwnWords(tx, workspaceId, plan)
  // A group is one of concerns: words that open one, not a "thank you" at its end.
  const opening = new Set([
    ...plan.newCases.map(({ messages }) => messages[0]!.id),
    ...plan.mentions.map(({ id }) => id),
  ])
  await writeReadings(
    tx,
    workspaceId,
    plan.messages.flatMap(({ id, event }) =>
      event.reading
        ? [{ ...event.reading, messageId: id, clusterId: opening.has(id) ? (event.groupId ?? null) : null }]
        : [],
    ),
  )
  await joinFirsts(
    tx,
    workspaceId,
    plan.messages.flatMap(({ id, event }) => (opening.has(id) && event.groupId ? [event.groupId] : [])),
  )
  await insertMentions(tx, workspaceId, plan.mentions)
  const changes = await applyChanges(tx, workspaceId, plan)
  await noteBounces(
    tx,
    workspaceId,
    plan.bounces.flatMap(({ event }) =>
      event.bounce?.originalMessageId
        ? [
            {
              clientToken: event.bounce.originalMessageId,
              hard: event.bounce.hard,
              status: event.bounce.status,
              reason: event.bounce.reason,
            },
          ]
        : [],
    ),
  )
  const again = await takeMailAnswers(
    tx,
    workspaceId,
    plan.answers.map(({ item, event, request }) => ({
      request,
      nature: event.nature,
      text: event.text,
      from: { address: event.author?.kind === 'email' ? event.author.key : null, name: event.author?.name ?? null },
      attachments: event.attachments,
      externalId: event.externalId,
      inletItemId: item.id,
    })),
  )
  for (const outcome of plan.outcomes)
    if (again.has(outcome.itemId)) Object.assign(outcome, { outcome: 'filtered', code: 'answer-known' })
  await append(tx, [...entriesOf(workspaceId, plan, items), ...own, ...changes])
  await settleItems(tx, plan.outcomes)
  return plan.outcomes
}

async function insertThreads(tx: Db, workspaceId: string, plan: Plan) {
  if (plan.threads.length === 0) return
  const list = plan.threads.map((t) => ({
    id: t.id,
    p: t.presenceId,
    c: t.channel,
    k: t.key,
    s: t.subject,
    sk: t.subjectKey,
    v: t.visibility,
    l: t.permalink,
    i: t.identityId,
    ca: t.caseId,
    w: t.wishedAnswer,
  }))
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, subject_key, visibility, permalink, identity_id, case_id, wished_answer)
    select ${workspaceId}::uuid, e.id, e.p, e.c, e.k, e.s, e.sk, e.v, e.l, e.i, e.ca, e.w
    from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, p uuid, c text, k text, s text, sk text, v text, l text, i uuid, ca uuid, w text)`.execute(
    tx,
  )
}

async function insertMessages(tx: Db, workspaceId: string, messages: readonly PlannedMessage[]) {
  if (messages.length === 0) return
  const list = messages.map(({ id, threadId, item, event, externalId, flags, identity, at }) => ({
    id,
    t: threadId,
    p: item.presence_id,
    c: item.kind,
    n: event.nature,
    d: event.own ? 'out' : 'in',
    x: externalId,
    i: identity?.identityId ?? null,
    an: event.author?.name ?? event.author?.display ?? '',
    aa: event.author?.display ?? null,
    s: event.subject,
    tx: event.text,
    f: event.fullText === event.text ? null : event.fullText,
    h: event.html,
    l: event.language,
    fl: flags,
    m: metaOf(event),
    a: listedAttachments(event.attachments),
    r: Math.min(event.remoteImages, 1000),
    pl: event.permalink,
    ii: item.id,
    o: at,
    re: item.received_at,
  }))
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, nature, external_id, identity_id, author_name, author_address, subject, text, full_text, html, language, flags, meta, attachments,
      remote_images, permalink, inlet_item_id, occurred_at, received_at)
    select ${workspaceId}::uuid, e.id, e.t, e.p, e.c, e.d, e.n, e.x, e.i, e.an, e.aa, e.s, e.tx, e.f, e.h, e.l, array(select json_array_elements_text(e.fl)), e.m, e.a, e.r, e.pl, e.ii, e.o, e.re
    from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, t uuid, p uuid, c text, n text, d text, x text, i uuid, an text, aa text, s text, tx text, f text, h text, l text, fl json, m jsonb, a jsonb, r smallint, pl text, ii uuid, o timestamptz, re timestamptz)`.execute(
    tx,
  )
}

function metaOf({ meta, contentHash, addressee }: PlannedMessage['event']): Record<string, unknown> {
  if (!contentHash && addressee === undefined) return meta
  return { ...meta, ...(contentHash ? { contentHash } : {}), ...(addressee === undefined ? {} : { addressee }) }
}

async function linkMessages(tx: Db, workspaceId: string, messages: readonly PlannedMessage[]) {
  if (messages.length === 0) return
  const list = messages.map((message) => ({
    m: message.id,
    c: message.caseId,
    at: message.at,
    w: message.event.words ?? [],
  }))
  await sql`with e as materialized (
      select * from json_to_recordset(${JSON.stringify(list)}::json) as e(m uuid, c uuid, at timestamptz, w json)
    ), linked as (
      insert into case_message (workspace_id, case_id, message_id, at) select ${workspaceId}::uuid, e.c, e.m, e.at from e where e.c is not null
    )
    insert into message_search (workspace_id, message_id, case_id, at, words)
    select ${workspaceId}::uuid, e.m, e.c, e.at, array_to_tsvector(array(select json_array_elements_text(e.w))) from e`.execute(
    tx,
  )
}

async function insertMentions(tx: Db, workspaceId: string, mentions: readonly PlannedMessage[]) {
  if (mentions.length === 0) return
  const list = mentions.map((message) => ({ id: newId(), m: message.id, p: message.item.presence_id, at: message.at }))
  await sql`insert into mention (workspace_id, id, presence_id, message_id, at)
    select ${workspaceId}::uuid, e.id, e.p, e.m, e.at from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, m uuid, p uuid, at timestamptz)`.execute(
    tx,
  )
}

function entriesOf(workspaceId: string, plan: Plan, items: readonly ParsedItem[]): Entry[] {
  const presenceOf = new Map(items.map(({ item }) => [item.id, item.presence_id]))
  return [
    ...plan.mentions.map(
      (message): Entry => ({
        workspaceId,
        subject: { kind: 'message', id: message.id },
        actor: connector,
        kind: 'mention.found',
        data: { messageId: message.id, presenceId: message.item.presence_id },
      }),
    ),
    ...plan.messages
      .filter((message) => message.event.reading?.failed)
      .map(
        (message): Entry => ({
          workspaceId,
          subject: message.caseId ? { kind: 'case', id: message.caseId } : { kind: 'message', id: message.id },
          actor: connector,
          kind: 'message.not-analysed',
          data: { messageId: message.id, code: message.event.reading!.failed! },
        }),
      ),
    ...plan.outcomes
      .filter((outcome) => outcome.outcome === 'filtered')
      .map(
        (outcome): Entry => ({
          workspaceId,
          subject: { kind: 'inlet-item', id: outcome.itemId },
          actor: connector,
          kind: 'inlet.filtered',
          data: { code: outcome.code ?? 'unknown', presenceId: presenceOf.get(outcome.itemId)! },
        }),
      ),
  ]
}

async function settleItems(tx: Db, outcomes: readonly PlannedOutcome[]) {
  const list = outcomes.map((outcome) => ({
    id: outcome.itemId,
    o: outcome.outcome,
    c: outcome.code,
    m: outcome.messageId,
  }))
  await sql`with e as materialized (select * from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, o text, c text, m uuid)), gone as (
      delete from inlet_open q using e where q.item_id = e.id and e.o <> 'parked'
    ), parked as (
      update inlet_open q set lease_by = 'parked', lease_until = now() + interval '2 minutes' from e where q.item_id = e.id and e.o = 'parked'
    )
    update inlet_item i set state = 'done', outcome = e.o, code = e.c, message_id = e.m, done_at = now() from e where i.id = e.id and e.o <> 'parked'`.execute(
    tx,
  )
}

function hasFiles(message: PlannedMessage): boolean {
  return message.event.attachments.some((attachment) => !attachment.inline)
}
function readOf(messages: readonly PlannedMessage[]) {
  return caseReadingOf(messages.map(({ event }) => event.reading?.reading))
}
function previewOf(message: PlannedMessage): string {
  return message.event.text.slice(0, 600).replace(/\s+/g, ' ').trim().slice(0, 280)
}
function titleOf(message: PlannedMessage): string {
  const subject = message.event.subject?.trim()
  if (subject) return subject.slice(0, 300)
  const words = previewOf(message)
  return words.length > 90 ? `${words.slice(0, 88).replace(/\s\S*$/, '')} …` : words || '–'
}
