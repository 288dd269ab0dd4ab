import type { ChannelKind, StatusCategory } from '@resonanz/contracts'
import { sql } from 'kysely'
import { append, type Entry } from '#platform/journal'
import { type Db, rows } from '#platform/db/database'
import { type CaseReading, offences } from '#reading'
import { dueOf, type TargetPlan } from '#targets'
import { type CaseRecord, targetFacts } from './case.ts'

/** New inbound words on a case that exists. Several of one case are given as one, the newest last. */
export type Reception = {
  caseId: string
  messages: {
    id: string
    threadId: string
    channel: ChannelKind
    nature: string
    at: Date
    receivedAt: Date
    attachments: boolean
  }[]
  /** Shown in lists; null when only automatic answers came. */
  preview: string | null
  channel: ChannelKind
  /** What the new words were read as, together. */
  understood?: CaseReading | null
  clusterId?: string | null
}

/**
 * What inbound words do to their cases, for a whole batch at once: the customer waits from now, a resting or finished
 * case comes back, lists show the new words. Automatic answers and bounces are kept with the case but change no state.
 */
export async function receiveMessages(
  tx: Db,
  workspaceId: string,
  receptions: readonly Reception[],
  targets: TargetPlan,
): Promise<void> {
  if (receptions.length === 0) return
  const standing = await lockStanding(
    tx,
    workspaceId,
    receptions.map(({ caseId }) => caseId),
  )
  const list = receptions.map((reception) => {
    const words = reception.messages.filter((message) => message.nature === 'message')
    const newest = reception.messages.at(-1)!
    const newestWord = words.at(-1)
    return {
      id: reception.caseId,
      n: reception.messages.length,
      last_id: newest.id,
      last_at: newest.at,
      word: newestWord !== undefined,
      word_at: newestWord?.at ?? null,
      first_word_at: words[0]?.at ?? null,
      due_at: words[0] ? dueOfWord(targets, standing.get(reception.caseId), reception, words[0].receivedAt) : null,
      preview: reception.preview?.slice(0, 300) ?? null,
      channel: reception.channel,
      attached: reception.messages.some((message) => message.attachments),
      sentiment: reception.understood?.sentiment ?? null,
      first_sentiment: reception.understood?.firstSentiment ?? null,
      kind: reception.understood?.kind ?? null,
      language: reception.understood?.language ?? null,
      urgency: reception.understood?.urgency ?? null,
      anger: reception.understood?.anger ?? null,
      offence: reception.understood?.offence ?? null,
      repeated: reception.understood?.isRepeated ?? false,
      cluster: reception.clusterId ?? null,
    }
  })
  const after = await rows(
    tx,
    sql<{ id: string; category: StatusCategory }>`
      with incoming as (
        select * from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, n int, last_id uuid, last_at timestamptz, word boolean, word_at timestamptz, first_word_at timestamptz, due_at timestamptz, preview text, channel text, attached boolean,
          sentiment text, first_sentiment text, kind text, language text, urgency smallint, anger smallint, offence text, repeated boolean, cluster uuid)
      )
      update cases c set
        message_count = c.message_count + e.n,
        has_attachment = c.has_attachment or e.attached,
        last_message_id = e.last_id,
        last_message_at = greatest(c.last_message_at, e.last_at),
        version = c.version + 1,
        last_inbound_at = case when e.word then greatest(c.last_inbound_at, e.word_at) else c.last_inbound_at end,
        preview = coalesce(e.preview, c.preview),
        channel = case when e.word then e.channel else c.channel end,
        category = case when not e.word then c.category when c.category in ('done','closed','waiting_customer') then 'open' else c.category end,
        closed_at = case when e.word then null else c.closed_at end,
        -- Words after a case was closed are a new wait, also where it was closed without a last word.
        waiting_since = case when not e.word then c.waiting_since when c.category in ('done','closed') then e.first_word_at else coalesce(c.waiting_since, e.first_word_at) end,
        answer_due_at = case when not e.word then c.answer_due_at when c.category in ('done','closed') then e.due_at else coalesce(c.answer_due_at, e.due_at) end,
        follow_up_at = case when e.word and c.follow_up_until_reply then null else c.follow_up_at end,
        follow_up_for = case when e.word and c.follow_up_until_reply then '{}' else c.follow_up_for end,
        back_because = case when e.word and c.follow_up_until_reply and c.follow_up_at is not null then 'customer_wrote' else c.back_because end,
        follow_up_until_reply = c.follow_up_until_reply and not e.word,
        -- New words have a tone of their own, whatever somebody said of those before; kind and language are the case's.
        sentiment = coalesce(e.sentiment, c.sentiment), first_sentiment = coalesce(c.first_sentiment, e.first_sentiment),
        corrected = case when e.sentiment is null then c.corrected else array_remove(c.corrected, 'sentiment') end,
        kind = case when 'kind' = any(c.corrected) then c.kind else coalesce(e.kind, c.kind) end,
        language = case when 'language' = any(c.corrected) then c.language else coalesce(e.language, c.language) end,
        urgency = greatest(c.urgency, e.urgency), anger = greatest(c.anger, e.anger), is_repeated = c.is_repeated or e.repeated,
        offence = (${[...offences]}::text[])[greatest(array_position(${[...offences]}::text[], c.offence), array_position(${[...offences]}::text[], e.offence))],
        cluster_id = coalesce(e.cluster, c.cluster_id)
      from incoming e
      where c.id = e.id and c.workspace_id = ${workspaceId}::uuid
      returning c.id, c.category`,
  )
  const categories = new Map(after.map((row) => [row.id, row.category]))
  const entries: Entry[] = []
  for (const reception of receptions) {
    const before = standing.get(reception.caseId)?.category
    const category = categories.get(reception.caseId)
    const subject = { kind: 'case', id: reception.caseId } as const
    const actor = { kind: 'customer', id: null } as const
    for (const message of reception.messages) {
      entries.push({
        workspaceId,
        subject,
        actor,
        kind: 'message.received',
        data: {
          messageId: message.id,
          threadId: message.threadId,
          channel: message.channel,
          receivedAt: message.receivedAt.toISOString(),
          ...(message.nature === 'message' ? {} : { nature: message.nature }),
        },
      })
    }
    if ((before === 'done' || before === 'closed') && category === 'open') {
      entries.push({
        workspaceId,
        subject,
        actor,
        kind: 'case.reopened',
        data: { messageId: reception.messages.at(-1)!.id },
      })
    }
  }
  await append(tx, entries)
}

type Standing = Pick<CaseRecord, 'id' | 'category' | 'team_id' | 'presence_id' | 'kind' | 'priority'> & {
  is_answered: boolean
}

async function lockStanding(
  tx: Db,
  workspaceId: string,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const found = await rows(
    tx,
    sql<Standing>`select id, category, team_id, presence_id, kind, priority, last_outbound_at is not null as is_answered
      from cases where id = any(${[...caseIds]}::uuid[]) and workspace_id = ${workspaceId} order by id for update`,
  )
  return new Map(found.map((row) => [row.id, row]))
}

/** When these words are to be answered, where no answer was due before. */
function dueOfWord(
  targets: TargetPlan,
  standing: Standing | undefined,
  { channel, understood }: Reception,
  receivedAt: Date,
): Date | null {
  if (!standing) return null
  const facts = targetFacts({ ...standing, channel, kind: standing.kind ?? understood?.kind ?? null })
  const aim = targets.aimOf(standing.is_answered ? 'next_answer' : 'first_answer', facts)
  return aim && dueOf(aim, receivedAt)
}
