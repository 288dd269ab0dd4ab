import type { ClassifierName, ClassifierVersion } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

export type MonthRow = {
  classifier: ClassifierName
  month: string
  read: number
  changed: number
  confirmed: number
}
const months = 6

/** Per month: values that models gave, and what people said of them. The last word of a message and field counts. */
export function monthsOf(db: Db, workspaceId: string): Promise<MonthRow[]> {
  return rows(
    db,
    sql<MonthRow>`
      with since as (select date_trunc('month', now()) - make_interval(months => ${months - 1}) as at),
      reads as (
        select date_trunc('month', a.at) as month, count(a.sentiment)::int as sentiment, count(*) filter (where a.failed is null)::int as kind,
          count(a.topic_id)::int as topic, count(a.relevance)::int as relevance
        from message_analysis a, since where a.workspace_id = ${workspaceId} and a.at >= since.at group by 1
      ),
      said as (
        select distinct on (c.case_id, c.message_id, c.field) c.field, date_trunc('month', c.at) as month, c.value, c.model_value
        from text_correction c, since where c.workspace_id = ${workspaceId} and c.at >= since.at order by c.case_id, c.message_id, c.field, c.id desc
      ),
      triaged as (
        select date_trunc('month', n.decided_at) as month, count(*) filter (where (n.state = 'case') <> (a.relevance >= 0.5))::int as changed,
          count(*) filter (where (n.state = 'case') = (a.relevance >= 0.5))::int as confirmed
        from mention n join message_analysis a on a.message_id = n.message_id, since
        where n.workspace_id = ${workspaceId} and n.state in ('case','dismissed') and n.decided_at >= since.at and a.relevance is not null group by 1
      )
      select f.field as classifier, to_char(r.month, 'YYYY-MM') as month,
        case f.field when 'sentiment' then r.sentiment when 'kind' then r.kind when 'topic' then r.topic else r.relevance end as read,
        case when f.field = 'relevance' then coalesce(t.changed, 0) else (select count(*)::int from said s where s.field = f.field and s.month = r.month and s.value is not null and s.model_value is not null and s.value <> s.model_value) end as changed,
        case when f.field = 'relevance' then coalesce(t.confirmed, 0) else (select count(*)::int from said s where s.field = f.field and s.month = r.month and s.value = s.model_value) end as confirmed
      from reads r cross join (values ('topic'), ('sentiment'), ('kind'), ('relevance')) as f(field) left join triaged t on t.month = r.month
      order by r.month desc, f.field`,
  )
}

type VersionRow = {
  version: number
  state: ClassifierVersion['state']
  trained_at: Date
  learned_from: number
  kept_out: number
  accuracy: number
  accuracy_before: number
  classifier: ClassifierName
}
export async function versionsOf(
  db: Db,
  workspaceId: string,
): Promise<(ClassifierVersion & { classifier: ClassifierName })[]> {
  const found = await rows(
    db,
    sql<VersionRow>`select classifier, version, state, trained_at, learned_from, kept_out, accuracy, accuracy_before
      from classifier_version where workspace_id = ${workspaceId} order by version desc limit 200`,
  )
  return found.map((row) => ({
    classifier: row.classifier,
    version: row.version,
    state: row.state,
    trainedAt: row.trained_at.toISOString(),
    learnedFrom: row.learned_from,
    keptOut: row.kept_out,
    accuracy: row.accuracy,
    accuracyBefore: row.accuracy_before,
  }))
}

export type Totals = Record<ClassifierName, { corrections: number; examples: number }>
/** What there is to learn from, counted up to ten thousand each. */
export async function totalsOf(db: Db, workspaceId: string): Promise<Totals> {
  const found = await one(
    db,
    sql<{ sentiment: number; kind: number; topic: number; relevance: number; topics: number }>`select
      ${textsSaid(workspaceId, 'sentiment')} as sentiment,
      ${textsSaid(workspaceId, 'kind')} as kind,
      (select count(*)::int from (select distinct case_id from text_correction where workspace_id = ${workspaceId} and field = 'topic' and value is not null limit ${countedMost}) s) as topic,
      (select count(*)::int from (select 1 from mention where workspace_id = ${workspaceId} and state in ('case','dismissed') limit ${countedMost}) s) as relevance,
      (select count(*)::int from (select 1 from cases where workspace_id = ${workspaceId} and topic_id is not null and 'topic' = any(corrected) limit ${countedMost}) s) as topics`,
  )
  const { sentiment, kind, topic, relevance, topics } = found!
  return {
    sentiment: { corrections: sentiment, examples: sentiment },
    kind: { corrections: kind, examples: kind },
    topic: { corrections: topic, examples: topics },
    relevance: { corrections: relevance, examples: relevance },
  }
}
const countedMost = 10_000

/** Texts of which somebody says something still: what was taken back is no example. */
function textsSaid(workspaceId: string, field: 'sentiment' | 'kind') {
  return sql`(select count(*)::int from (
    select distinct on (message_id) value from text_correction where workspace_id = ${workspaceId} and field = ${field} and message_id is not null
    order by message_id, id desc) s where s.value is not null)`
}

export async function readingState(
  db: Db,
  workspaceId: string,
): Promise<{ isReadingAgain: boolean; notAnalysed: number }> {
  const found = await one(
    db,
    sql<{ isReadingAgain: boolean; notAnalysed: number }>`select
      exists (select 1 from analysis_run where workspace_id = ${workspaceId} and done_at is null) as "isReadingAgain",
      (select count(*)::int from message_analysis where workspace_id = ${workspaceId} and failed is not null and at > now() - interval '1 day') as "notAnalysed"`,
  )
  return found!
}

export async function writeRequest(tx: Db, actor: Actor, classifier: ClassifierName): Promise<void> {
  await run(
    tx,
    sql`insert into classifier_request (workspace_id, classifier, by_member) values (${actor.workspaceId}, ${classifier}, ${actor.memberId})
      on conflict (workspace_id, classifier) do update set at = now(), by_member = excluded.by_member`,
  )
}

/** Puts another version in use (null: none of its own); answers what was in use, or undefined when that one may not be. */
export async function setActive(
  tx: Db,
  workspaceId: string,
  classifier: ClassifierName,
  version: number | null,
): Promise<{ from: number | null } | undefined> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended('classifier:' || ${classifier} || ${workspaceId}::text, 0))`,
  )
  const may = await one(
    tx,
    sql<{
      ok: boolean
      active: number | null
    }>`select ${version}::int is null or exists (select 1 from classifier_version where workspace_id = ${workspaceId} and classifier = ${classifier} and version = ${version} and model is not null) as ok,
      (select version from classifier_version where workspace_id = ${workspaceId} and classifier = ${classifier} and state = 'active') as active`,
  )
  if (!may!.ok) return undefined
  await run(
    tx,
    sql`update classifier_version set state = 'retired' where workspace_id = ${workspaceId} and classifier = ${classifier} and state = 'active'`,
  )
  if (version !== null)
    await run(
      tx,
      sql`update classifier_version set state = 'active' where workspace_id = ${workspaceId} and classifier = ${classifier} and version = ${version}`,
    )
  return { from: may!.active }
}
