import type { ClassifierName } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type Request = { workspace_id: string; classifier: ClassifierName; at: string }

/** As many as surely end within one turn of the job; the next minute goes on. */
const requestsAtOnce = 3

export function openRequests(db: Db): Promise<Request[]> {
  return rows(
    db,
    sql<Request>`select workspace_id, classifier, at::text as at from classifier_request order by at limit ${requestsAtOnce}`,
  )
}

/** One that was asked for again meanwhile stays. */
export async function settleRequest(db: Db, { workspace_id, classifier, at }: Request): Promise<void> {
  await run(
    db,
    sql`delete from classifier_request where workspace_id = ${workspace_id} and classifier = ${classifier} and at = ${at}::timestamptz`,
  )
}

/** Workspaces with enough topics chosen by people, and a fifth more than the last training learned from. */
export async function requestGrownTopics(db: Db, needed: number): Promise<void> {
  await run(
    db,
    sql`insert into classifier_request (workspace_id, classifier)
      select c.workspace_id, 'topic' from cases c where c.topic_id is not null and 'topic' = any(c.corrected) and c.merged_into is null
      group by c.workspace_id having count(*) >= greatest(${needed}, 1.2 * coalesce((
        select v.learned_from + v.kept_out from classifier_version v where v.workspace_id = c.workspace_id and v.classifier = 'topic' order by v.version desc limit 1), 0))
      on conflict do nothing`,
  )
}

/** The same for what people said of texts: a fifth more than the last training learned from. */
export async function requestGrownHeads(db: Db, needed: number): Promise<void> {
  await run(
    db,
    sql`insert into classifier_request (workspace_id, classifier)
      select n.workspace_id, n.classifier from (
        select workspace_id, field as classifier, count(*) as said from (
          select distinct on (message_id, field) workspace_id, field, value from text_correction where field in ('sentiment','kind') and message_id is not null order by message_id, field, id desc) l
        where l.value is not null group by 1, 2
        union all select workspace_id, 'relevance', count(*) from mention where state in ('case','dismissed') group by 1) n
      where n.said >= greatest(${needed}, 1.2 * coalesce((
        select case when v.classifier = 'relevance' then 1 else 0.25 end * (v.learned_from + v.kept_out) from classifier_version v
        where v.workspace_id = n.workspace_id and v.classifier = n.classifier order by v.version desc limit 1), 0))
      on conflict do nothing`,
  )
}

/** `id` names the case or text: what decides whether it is kept out. */
export type Example = { id: string; text: string; label: string }
const examplesMost = 20_000
/** Texts that people answered and left as they were read, for each that they corrected. */
const agreedForEach = 3

/**
 * What people said of texts, and three times as many that they answered and left as they were read: learned from
 * corrections alone it would only learn to say something else.
 */
export function textExamples(db: Db, workspaceId: string, field: 'sentiment' | 'kind'): Promise<Example[]> {
  return rows(
    db,
    sql<Example>`
      with said as (
        select distinct on (message_id) message_id, value from text_correction
        where workspace_id = ${workspaceId} and field = ${field} and message_id is not null order by message_id, id desc limit ${examplesMost}
      ), agreed as (
        select a.message_id, coalesce(a.${sql.ref(field)}, 'none') as value from message_analysis a
        join case_message cm on cm.message_id = a.message_id join cases c on c.id = cm.case_id
        where a.workspace_id = ${workspaceId} and a.failed is null and c.last_outbound_at > cm.at and not ${field} = any(c.corrected)
          and not exists (select from said s where s.message_id = a.message_id)
        order by a.message_id desc limit (select ${agreedForEach} * count(*) from said)
      )
      select m.id, left(m.text, 4000) as text, e.value as label from (select * from said where value is not null union all select * from agreed) e
      join message m on m.id = e.message_id where m.text <> '' order by m.id`,
  )
}

/** Mentions that people made a case of, and those they called not relevant. */
export function relevanceExamples(db: Db, workspaceId: string): Promise<Example[]> {
  return rows(
    db,
    sql<Example>`select m.id, left(m.text, 4000) as text, case n.state when 'case' then 'yes' else 'no' end as label
      from (select message_id, state from mention where workspace_id = ${workspaceId} and state in ('case','dismissed') order by id desc limit ${examplesMost}) n
      join message m on m.id = n.message_id where m.text <> '' order by m.id`,
  )
}

/** First words of the newest cases whose topic a person chose. */
export function topicExamples(db: Db, workspaceId: string): Promise<Example[]> {
  return rows(
    db,
    sql<Example>`
      select c.id, left(concat_ws(E'\\n', nullif(f.subject, ''), f.text), 4000) as text, c.topic_id::text as label
      from (select id, topic_id from cases where workspace_id = ${workspaceId} and topic_id is not null and 'topic' = any(corrected) and merged_into is null order by id desc limit ${examplesMost}) c
      join topic t on t.id = c.topic_id and t.active
      join lateral (select m.subject, m.text from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message'
        where cm.case_id = c.id order by cm.at, cm.message_id limit 1) f on true
      where f.text <> '' order by c.id`,
  )
}

export async function activeModel(
  db: Db,
  workspaceId: string,
  classifier: ClassifierName,
): Promise<Buffer | undefined> {
  const found = await one(
    db,
    sql<{
      model: Buffer
    }>`select model from classifier_version where workspace_id = ${workspaceId} and classifier = ${classifier} and state = 'active'`,
  )
  return found?.model
}

export type NewVersion = {
  classifier: ClassifierName
  model: Uint8Array
  learnedFrom: number
  keptOut: number
  accuracy: number
  accuracyBefore: number
  isBetter: boolean
  versionsKept: number
}
/** Records what was tried; a better one takes the place of the one in use, whose bytes stay for the way back. */
export async function insertVersion(tx: Db, workspaceId: string, v: NewVersion): Promise<number> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended('classifier:' || ${v.classifier} || ${workspaceId}::text, 0))`,
  )
  if (v.isBetter)
    await run(
      tx,
      sql`update classifier_version set state = 'retired' where workspace_id = ${workspaceId} and classifier = ${v.classifier} and state = 'active'`,
    )
  const made = await one(
    tx,
    sql<{
      version: number
    }>`insert into classifier_version (workspace_id, classifier, version, state, model, learned_from, kept_out, accuracy, accuracy_before)
      select ${workspaceId}, ${v.classifier}, coalesce(max(version), 0) + 1, ${v.isBetter ? 'active' : 'rejected'}, ${v.isBetter ? Buffer.from(v.model) : null}::bytea, ${v.learnedFrom}, ${v.keptOut}, ${v.accuracy}, ${v.accuracyBefore}
      from classifier_version where workspace_id = ${workspaceId} and classifier = ${v.classifier} returning version`,
  )
  await run(
    tx,
    sql`update classifier_version set model = null where workspace_id = ${workspaceId} and classifier = ${v.classifier} and state = 'retired'
      and version not in (select version from classifier_version where workspace_id = ${workspaceId} and classifier = ${v.classifier} and model is not null order by version desc limit ${v.versionsKept})`,
  )
  return made!.version
}
