import type { Cause } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export async function causeOf(db: Db, caseId: string): Promise<{ id: string; name: string } | null> {
  const found = await one(
    db,
    sql<{
      id: string
      name: string
    }>`select k.id, k.name from case_cause x join cause k on k.id = x.cause_id where x.case_id = ${caseId}`,
  )
  return found ?? null
}

/** Those of the topic first, then what cases like this one had, then what is frequent. */
export function suggestedCauses(
  db: Db,
  workspaceId: string,
  about: { topicId: string | null; clusterId: string | null },
): Promise<{ id: string; name: string }[]> {
  return rows(
    db,
    sql<{ id: string; name: string }>`select k.id, k.name from cause k
      left join lateral (select count(*) filter (where c.cluster_id = ${about.clusterId}::uuid) as alike, count(*) filter (where c.topic_id = ${about.topicId}::uuid) as same_topic, count(*) as all
        from (select * from case_cause x where x.cause_id = k.id and x.workspace_id = ${workspaceId} order by x.at desc limit 500) x join cases c on c.id = x.case_id) n on true
      where k.workspace_id = ${workspaceId} and k.active
      order by n.alike desc, (k.topic_id is not null and k.topic_id = ${about.topicId}::uuid) desc, n.same_topic desc, n.all desc, lower(k.name) limit 6`,
  )
}

export async function writeFound(
  tx: Db,
  caseId: string,
  found: { foundWhere?: string | undefined; foundBy?: string | undefined },
): Promise<void> {
  await run(
    tx,
    sql`update cases set found_where = case when ${found.foundWhere !== undefined} then nullif(${found.foundWhere ?? null}, '') else found_where end,
      found_by = case when ${found.foundBy !== undefined} then nullif(${found.foundBy ?? null}, '') else found_by end, version = version + 1 where id = ${caseId}`,
  )
}

export async function writeCause(
  tx: Db,
  { workspaceId, caseId, causeId, by }: { workspaceId: string; caseId: string; causeId: string | null; by: string },
): Promise<void> {
  if (causeId === null) return void (await run(tx, sql`delete from case_cause where case_id = ${caseId}`))
  await run(
    tx,
    sql`insert into case_cause (workspace_id, case_id, cause_id, by_member) values (${workspaceId}, ${caseId}, ${causeId}, ${by})
      on conflict (case_id) do update set cause_id = excluded.cause_id, by_member = excluded.by_member, at = now()`,
  )
}

const causeColumns = sql`k.id, k.name, k.topic_id as "topicId", k.active, (select count(*)::int from case_cause x where x.cause_id = k.id) as cases`
export function listCauses(db: Db, workspaceId: string): Promise<Cause[]> {
  return rows(
    db,
    sql<Cause>`select ${causeColumns} from cause k where k.workspace_id = ${workspaceId} order by k.active desc, lower(k.name) limit 500`,
  )
}
export function findCause(db: Db, workspaceId: string, id: string): Promise<Cause | undefined> {
  return one(db, sql<Cause>`select ${causeColumns} from cause k where k.id = ${id} and k.workspace_id = ${workspaceId}`)
}
/** False when one of this name is there already. */
export async function insertCause(
  tx: Db,
  cause: { workspaceId: string; id: string; name: string; topicId: string | null; by: string },
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into cause (workspace_id, id, name, topic_id, created_by) values (${cause.workspaceId}, ${cause.id}, ${cause.name}, ${cause.topicId}, ${cause.by})
      on conflict (workspace_id, lower(name)) do nothing`,
  )
  return made === 1
}
export async function updateCause(
  tx: Db,
  id: string,
  to: { name?: string | undefined; topicId?: string | null | undefined; active?: boolean | undefined },
): Promise<void> {
  await run(
    tx,
    sql`update cause set name = coalesce(${to.name ?? null}, name), active = coalesce(${to.active ?? null}::boolean, active),
      topic_id = case when ${to.topicId !== undefined} then ${to.topicId ?? null}::uuid else topic_id end where id = ${id}`,
  )
}
export async function isNameTaken(tx: Db, workspaceId: string, name: string, but: string): Promise<boolean> {
  const found = await one(
    tx,
    sql`select 1 as x from cause where workspace_id = ${workspaceId} and lower(name) = lower(${name}) and id <> ${but}`,
  )
  return found !== undefined
}

type ReportRow = {
  topic_id: string | null
  topic: { de: string; en: string } | null
  cause_id: string
  cause: string
  cases: number
  open: number
  newest: { id: string; number: number; title: string }[]
  weeks: { week: string; cases: number }[]
}
export function causeReport(db: Db, workspaceId: string, from: Date): Promise<ReportRow[]> {
  return rows(
    db,
    sql<ReportRow>`
      with hits as (
        select x.cause_id, c.topic_id, c.id, c.number, c.title, c.opened_at, c.category in ('new','open','waiting_customer','waiting_internal') as is_open, date_trunc('week', c.opened_at)::date as week
        from case_cause x join cases c on c.id = x.case_id where x.workspace_id = ${workspaceId} and c.opened_at >= ${from} and c.merged_into is null
      ), weekly as (select cause_id, topic_id, week, count(*)::int as cases from hits group by 1, 2, 3)
      select h.topic_id, (select name from topic t where t.id = h.topic_id) as topic, h.cause_id, (select name from cause k where k.id = h.cause_id) as cause,
        count(*)::int as cases, count(*) filter (where h.is_open)::int as open,
        to_jsonb((array_agg(jsonb_build_object('id', h.id, 'number', h.number, 'title', h.title) order by h.opened_at desc))[1:5]) as newest,
        (select jsonb_agg(jsonb_build_object('week', to_char(w.week, 'YYYY-MM-DD'), 'cases', w.cases) order by w.week) from weekly w where w.cause_id = h.cause_id and w.topic_id is not distinct from h.topic_id) as weeks
      from hits h group by h.cause_id, h.topic_id order by count(*) desc, 4 limit 200`,
  )
}
export async function closedWithout(db: Db, workspaceId: string, from: Date): Promise<number> {
  const found = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from cases c where c.workspace_id = ${workspaceId} and c.category in ('done','closed') and c.merged_into is null and c.opened_at >= ${from}
      and not exists (select from case_cause x where x.case_id = c.id)`,
  )
  return found!.n
}
