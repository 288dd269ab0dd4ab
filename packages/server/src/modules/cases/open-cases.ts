import type { Actor, CaseKind, ChannelKind, Priority, StatusCategory, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { append, type Entry } from '#platform/journal'
import { type Db, rows } from '#platform/db/database'
import type { CaseReading } from '#reading'
import { priorityNumber } from './case.ts'

export type CaseToOpen = {
  id: string
  title: string
  channel: ChannelKind
  visibility: Visibility
  preview: string
  language: string | null
  presenceId: string | null
  identityId: string | null
  customerId: string | null
  contactName: string
  openedAt: Date
  lastMessageAt: Date
  lastMessageId: string | null
  messageCount: number
  hasAttachment: boolean
  /** When an answer is due; null where the customer is not waiting for one. */
  answerDueAt: Date | null
  /** From when that was counted; not said: from its opening. */
  answerFrom?: Date
  teamId?: string | null
  ownerId?: string | null
  category?: StatusCategory
  priority?: Priority
  kind?: CaseKind | null
  topicId?: string | null
  /** Set by the classifier, not by a person; one that the workspace has no more is left out. */
  foundTopicId?: string | null
  tags?: string[]
  foundBy?: string | null
  foundWhere?: string | null
  /** What the texts were read as; null where nothing was. */
  understood?: CaseReading | null
  /** Cases with the same words. */
  clusterId?: string | null
  /** Did the customer speak (the clock of their waiting runs) or do we write first? */
  inbound: boolean
}

export type Opening = { actor: Actor; by: 'intake' | 'hand' | 'mention' | 'split' | 'import' | 'quarantine' }

/** Opens many cases in two statements, gives each its number and journals it. Answers id → number. */
export async function openCases(
  tx: Db,
  workspaceId: string,
  cases: readonly CaseToOpen[],
  opening: Opening,
): Promise<Map<string, number>> {
  if (cases.length === 0) return new Map()
  const list = cases.map((c, index) => ({
    n: index + 1,
    id: c.id,
    title: c.title.slice(0, 300),
    category: c.category ?? 'new',
    priority: priorityNumber(c.priority ?? 'normal'),
    kind: c.kind ?? c.understood?.kind ?? null,
    owner_id: c.ownerId ?? null,
    team_id: c.teamId ?? null,
    topic_id: c.topicId ?? null,
    found_topic_id: c.foundTopicId ?? null,
    tags: c.tags ?? [],
    customer_id: c.customerId,
    identity_id: c.identityId,
    contact_name: c.contactName.slice(0, 200),
    channel: c.channel,
    visibility: c.visibility,
    preview: c.preview.slice(0, 300),
    language: c.understood?.language ?? c.language,
    presence_id: c.presenceId,
    opened_at: c.openedAt,
    last_message_at: c.lastMessageAt,
    last_message_id: c.lastMessageId,
    message_count: c.messageCount,
    has_attachment: c.hasAttachment,
    answer_due_at: c.answerDueAt,
    inbound: c.inbound,
    found_by: c.foundBy ?? null,
    found_where: c.foundWhere ?? null,
    sentiment: c.understood?.sentiment ?? null,
    first_sentiment: c.understood?.firstSentiment ?? null,
    urgency: c.understood?.urgency ?? null,
    anger: c.understood?.anger ?? null,
    offence: c.understood?.offence ?? null,
    is_repeated: c.understood?.isRepeated ?? false,
    cluster_id: c.clusterId ?? null,
    corrected: [...(c.kind ? ['kind'] : []), ...(c.topicId ? ['topic'] : [])],
  }))
  const made = await rows(
    tx,
    sql<{ id: string; number: number; topic_id: string | null }>`
      with counter as (
        update case_counter set last_number = last_number + ${cases.length}::int where workspace_id = ${workspaceId}::uuid
        returning last_number - ${cases.length}::int as before
      )
      insert into cases (workspace_id, id, number, title, category, priority, kind, owner_id, team_id, topic_id, tags, customer_id, identity_id, contact_name, channel, visibility,
        preview, language, presence_id, opened_at, last_message_at, last_inbound_at, last_outbound_at, last_message_id, waiting_since, answer_due_at, message_count, has_attachment, found_by, found_where,
        sentiment, first_sentiment, urgency, anger, offence, is_repeated, cluster_id, corrected)
      select ${workspaceId}::uuid, e.id, counter.before + e.n, e.title, e.category, e.priority, e.kind, e.owner_id, e.team_id, coalesce(e.topic_id, (select t.id from topic t where t.id = e.found_topic_id and t.workspace_id = ${workspaceId}::uuid and t.active)), array(select json_array_elements_text(e.tags)),
        e.customer_id, e.identity_id, e.contact_name, e.channel, e.visibility, e.preview, e.language, e.presence_id, e.opened_at, e.last_message_at,
        case when e.inbound then e.last_message_at end, case when not e.inbound and e.message_count > 0 then e.last_message_at end, e.last_message_id,
        case when e.answer_due_at is not null then e.opened_at end, e.answer_due_at, e.message_count, e.has_attachment, e.found_by, e.found_where,
        e.sentiment, e.first_sentiment, e.urgency, e.anger, e.offence, e.is_repeated, e.cluster_id, array(select json_array_elements_text(e.corrected))
      from counter, json_to_recordset(${JSON.stringify(list)}::json) as e(n int, id uuid, title text, category text, priority smallint, kind text, owner_id uuid, team_id uuid, topic_id uuid, found_topic_id uuid,
        tags json, customer_id uuid, identity_id uuid, contact_name text, channel text, visibility text, preview text, language text, presence_id uuid, opened_at timestamptz,
        last_message_at timestamptz, last_message_id uuid, message_count int, has_attachment boolean, answer_due_at timestamptz, inbound boolean, found_by text, found_where text,
        sentiment text, first_sentiment text, urgency smallint, anger smallint, offence text, is_repeated boolean, cluster_id uuid, corrected json)
      returning id, number, topic_id`,
  )
  const numbers = new Map(made.map((row) => [row.id, row.number]))
  await append(
    tx,
    cases.map((c) => ({
      workspaceId,
      subject: { kind: 'case', id: c.id },
      actor: opening.actor,
      kind: 'case.created',
      data: {
        number: numbers.get(c.id)!,
        channel: c.channel,
        by: opening.by,
        ...(c.answerDueAt ? { answerFrom: (c.answerFrom ?? c.openedAt).toISOString() } : {}),
        ...(c.lastMessageId ? { messageId: c.lastMessageId } : {}),
      },
    })),
  )
  await append(tx, foundTopics(workspaceId, cases, made))
  return numbers
}

function foundTopics(
  workspaceId: string,
  cases: readonly CaseToOpen[],
  made: readonly { id: string; topic_id: string | null }[],
): Entry[] {
  const found = new Map(cases.flatMap((c) => (c.foundTopicId && !c.topicId ? [[c.id, c.foundTopicId] as const] : [])))
  return made.flatMap(({ id, topic_id: to }): Entry[] =>
    to !== null && found.get(id) === to
      ? [
          {
            workspaceId,
            subject: { kind: 'case', id },
            actor: { kind: 'rule', id: 'topic-classifier' },
            kind: 'case.topic',
            data: { from: null, to },
          },
        ]
      : [],
  )
}
