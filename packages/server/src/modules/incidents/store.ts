import type { CaseLinkKind, ChannelKind, IncidentState } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type IncidentRow = {
  id: string
  number: number
  title: string
  summary: string
  state: IncidentState
  next_update_at: Date | null
  next_update_text: string
  is_late: boolean | null
  main: { id: string; number: number; title: string; category: string } | null
  owner_id: string | null
  owner_name: string | null
  cases: number
  open_cases: number
  version: number
  created_at: Date
  solved_at: Date | null
}
const columns = sql`i.id, i.number, i.title, i.summary, i.state, i.next_update_at, i.next_update_text, i.state <> 'solved' and i.next_update_at < now() as is_late,
  (select jsonb_build_object('id', m.id, 'number', m.number, 'title', m.title, 'category', m.category) from cases m where m.id = i.main_case_id) as main,
  i.owner_id, (select name from member o where o.id = i.owner_id) as owner_name, n.cases, n.open_cases, i.version, i.created_at, i.solved_at`
const counted = sql`left join lateral (select count(*)::int as cases, count(*) filter (where c.category in ('new','open','waiting_customer','waiting_internal'))::int as open_cases
  from incident_case x join cases c on c.id = x.case_id and c.merged_into is null where x.incident_id = i.id) n on true`

export function findIncident(
  db: Db,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<IncidentRow | undefined> {
  return one(
    db,
    sql<IncidentRow>`select ${columns} from incident i ${counted} where i.id = ${id} and i.workspace_id = ${workspaceId} ${options.lock ? sql`for update of i` : sql``}`,
  )
}
export function incidentOfCase(db: Db, workspaceId: string, caseId: string): Promise<IncidentRow | undefined> {
  return one(
    db,
    sql<IncidentRow>`select ${columns} from incident i ${counted} where i.workspace_id = ${workspaceId} and i.id = (select incident_id from incident_case where case_id = ${caseId})`,
  )
}
export function listIncidents(
  db: Db,
  workspaceId: string,
  state: 'running' | 'solved' | 'all',
): Promise<IncidentRow[]> {
  const only =
    state === 'running' ? sql`and i.state <> 'solved'` : state === 'solved' ? sql`and i.state = 'solved'` : sql``
  return rows(
    db,
    sql<IncidentRow>`select ${columns} from incident i ${counted} where i.workspace_id = ${workspaceId} ${only} order by i.state = 'solved', i.id desc limit 200`,
  )
}

export type IncidentContent = {
  title: string
  summary: string
  nextUpdateAt: string | null
  nextUpdateText: string
  mainCaseId: string | null
  ownerId: string | null
}
/** Numbers run on in each workspace; whoever makes one waits for whoever makes one. */
export async function insertIncident(
  tx: Db,
  i: IncidentContent & { workspaceId: string; id: string; by: string },
): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('incident:' || ${i.workspaceId}::text, 0))`)
  await run(
    tx,
    sql`insert into incident (workspace_id, id, number, title, summary, next_update_at, next_update_text, main_case_id, owner_id, created_by)
      select ${i.workspaceId}, ${i.id}, coalesce(max(number), 0) + 1, ${i.title}, ${i.summary}, ${i.nextUpdateAt}::timestamptz, ${i.nextUpdateText}, ${i.mainCaseId}, ${i.ownerId}, ${i.by}
      from incident where workspace_id = ${i.workspaceId}`,
  )
}
export async function updateIncident(
  tx: Db,
  id: string,
  to: IncidentContent & { state: IncidentState },
): Promise<void> {
  await run(
    tx,
    sql`update incident set title = ${to.title}, summary = ${to.summary}, next_update_at = ${to.nextUpdateAt}::timestamptz, next_update_text = ${to.nextUpdateText},
      main_case_id = ${to.mainCaseId}, owner_id = ${to.ownerId}, state = ${to.state}, version = version + 1,
      solved_at = case when ${to.state} = 'solved' then coalesce(solved_at, now()) end where id = ${id}`,
  )
}

/** Cases of this workspace among the ids, locked in the order of their ids. */
export async function lockAmong(tx: Db, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select id from cases where id = any(${[...ids]}::uuid[]) and workspace_id = ${workspaceId} and merged_into is null order by id for update`,
  )
  return found.map(({ id }) => id)
}
export async function attachCases(
  tx: Db,
  {
    workspaceId,
    incidentId,
    caseIds,
    by,
  }: { workspaceId: string; incidentId: string; caseIds: readonly string[]; by: string },
): Promise<{ attached: string[]; already: number }> {
  const attached = await rows(
    tx,
    sql<{ case_id: string }>`insert into incident_case (workspace_id, case_id, incident_id, by_member)
      select ${workspaceId}, id, ${incidentId}, ${by} from unnest(${[...caseIds]}::uuid[]) as id on conflict (case_id) do nothing returning case_id`,
  )
  const there = await one(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from incident_case where incident_id = ${incidentId} and case_id = any(${[...caseIds]}::uuid[])`,
  )
  return { attached: attached.map((row) => row.case_id), already: there!.n - attached.length }
}
export async function detachCases(tx: Db, incidentId: string, caseIds: readonly string[]): Promise<string[]> {
  const gone = await rows(
    tx,
    sql<{
      case_id: string
    }>`delete from incident_case where incident_id = ${incidentId} and case_id = any(${[...caseIds]}::uuid[]) returning case_id`,
  )
  return gone.map((row) => row.case_id)
}
/** Newest first. */
export async function casesOf(db: Db, incidentId: string, limit: number): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      id: string
    }>`select c.id from incident_case x join cases c on c.id = x.case_id where x.incident_id = ${incidentId} and c.merged_into is null order by c.last_message_at desc, c.id desc limit ${limit}`,
  )
  return found.map(({ id }) => id)
}

export type LinkRow = {
  id: string
  kind: CaseLinkKind
  is_from: boolean
  other: { id: string; number: number; title: string; category: string }
  by_id: string | null
  by_name: string | null
  at: Date
}
export function linksOf(db: Db, workspaceId: string, caseId: string, only?: string): Promise<LinkRow[]> {
  return rows(
    db,
    sql<LinkRow>`select l.id, l.kind, l.from_id = ${caseId} as is_from, l.by_member as by_id, (select name from member where id = l.by_member) as by_name, l.at,
        jsonb_build_object('id', c.id, 'number', c.number, 'title', c.title, 'category', c.category) as other
      from case_link l join cases c on c.id = case when l.from_id = ${caseId} then l.to_id else l.from_id end
      where l.workspace_id = ${workspaceId} and (l.from_id = ${caseId} or l.to_id = ${caseId}) ${only ? sql`and l.id = ${only}` : sql``} order by l.id desc limit 200`,
  )
}
export async function insertLink(
  tx: Db,
  l: { workspaceId: string; id: string; fromId: string; toId: string; kind: CaseLinkKind; by: string },
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into case_link (workspace_id, id, from_id, to_id, kind, by_member) values (${l.workspaceId}, ${l.id}, ${l.fromId}, ${l.toId}, ${l.kind}, ${l.by}) on conflict do nothing`,
  )
  return made === 1
}
export function findLink(db: Db, workspaceId: string, id: string) {
  return one(
    db,
    sql<{
      from_id: string
      to_id: string
      from_number: number
      to_number: number
    }>`select l.from_id, l.to_id, f.number as from_number, t.number as to_number from case_link l join cases f on f.id = l.from_id join cases t on t.id = l.to_id
      where l.id = ${id} and l.workspace_id = ${workspaceId} for update of l`,
  )
}
export async function deleteLink(tx: Db, id: string): Promise<void> {
  await run(tx, sql`delete from case_link where id = ${id}`)
}
export function caseByNumber(db: Db, workspaceId: string, number: number) {
  return one(
    db,
    sql<{
      id: string
      number: number
    }>`select id, number from cases where workspace_id = ${workspaceId} and number = ${number}`,
  )
}

/** The case itself and everybody who says the same, newest first. */
export async function clusterIds(
  db: Db,
  record: { id: string; workspace_id: string; cluster_id: string | null },
  limit: number,
): Promise<
  { id: string; channel: ChannelKind; opened_at: Date; incident_id: string | null; incident_number: number | null }[]
> {
  return rows(
    db,
    sql`select c.id, c.channel, c.opened_at, i.id as incident_id, i.number as incident_number from cases c
      left join incident_case x on x.case_id = c.id left join incident i on i.id = x.incident_id
      where c.workspace_id = ${record.workspace_id} and c.merged_into is null and (c.id = ${record.id} or c.cluster_id = ${record.cluster_id}::uuid)
      order by c.last_message_at desc, c.id desc limit ${limit}`,
  )
}
/** First words of the customers of these cases, newest first. */
export async function firstWords(db: Db, caseIds: readonly string[], limit: number): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ text: string }>`select left(m.text, 1500) as text from unnest(${caseIds.slice(0, limit)}::uuid[]) as id
      join lateral (select m.text from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message' and m.deleted_at is null where cm.case_id = id order by cm.at limit 1) m on true`,
  )
  return found.map(({ text }) => text)
}
