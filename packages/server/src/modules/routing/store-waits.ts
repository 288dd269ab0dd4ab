import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import { waitsForSomebody } from './store-cases.ts'

export async function dropWaits(tx: Db, caseIds: readonly string[]): Promise<void> {
  await run(tx, sql`delete from routing_wait where case_id = any(${[...caseIds]}::uuid[])`)
}

export type Standing = {
  id: string
  team_id: string | null
  presence_id: string | null
  topics: string[]
  language: string | null
  kind: string | null
  waits: boolean
  /** Somebody or a rule chose the team since the case was opened. */
  is_chosen: boolean
  wait_team: string | null
  since: Date | null
  path: string[] | null
  any_skill: boolean | null
}

/** Cases as they stand, with what is known of their waiting; topics and who chose the team only for the table. */
export function standingsOf(
  tx: Db,
  workspaceId: string,
  caseIds: readonly string[],
  { withTable = false }: { withTable?: boolean } = {},
): Promise<Standing[]> {
  return rows(
    tx,
    sql<Standing>`
      select c.id, c.team_id, c.presence_id, c.language, c.kind, (${waitsForSomebody}) as waits, w.team_id as wait_team, w.since, w.path, w.any_skill,
        ${withTable ? sql`exists (select from journal j where j.subject_id = c.id and j.kind = 'case.team')` : sql`false`} as is_chosen,
        case when c.topic_id is null ${withTable ? sql`` : sql`or true`} then '{}' else array(with recursive line(id, parent_id, n) as (
            select t.id, t.parent_id, 0 from topic t where t.id = c.topic_id
            union all select t.id, t.parent_id, l.n + 1 from line l join topic t on t.id = l.parent_id where l.n < 10)
          select id from line order by n) end as topics
      from cases c left join routing_wait w on w.case_id = c.id
      where c.workspace_id = ${workspaceId} and c.id = any(${[...caseIds]}::uuid[])`,
  )
}

export type NewWait = {
  caseId: string
  teamId: string
  since: Date
  /** Null: never. */
  overflowAt: Date | null
  path: readonly string[]
  anySkill: boolean
}

/** A case that waits in the same team already keeps since when, its way and what was given up; only the moment to pass it on is set anew. */
export async function putWaits(tx: Db, workspaceId: string, waits: readonly NewWait[]): Promise<void> {
  if (waits.length === 0) return
  await run(
    tx,
    sql`insert into routing_wait (workspace_id, case_id, team_id, since, overflow_at, path, any_skill)
      select ${workspaceId}, e."caseId", e."teamId", e.since, coalesce(e."overflowAt", 'infinity'), array(select jsonb_array_elements_text(e.path)::uuid), e."anySkill"
      from jsonb_to_recordset(${JSON.stringify(waits)}::jsonb) as e("caseId" uuid, "teamId" uuid, since timestamptz, "overflowAt" timestamptz, path jsonb, "anySkill" boolean)
      on conflict (case_id) do update set team_id = excluded.team_id, since = excluded.since, overflow_at = excluded.overflow_at, path = excluded.path, any_skill = excluded.any_skill`,
  )
}

export type DueWait = {
  workspace_id: string
  case_id: string
  team_id: string
  path: string[]
  any_skill: boolean
}

/** What nobody took in time; rows that another process holds are left to it. The case itself is locked too. */
export function claimOverflows(tx: Db, limit: number): Promise<DueWait[]> {
  return rows(
    tx,
    sql<DueWait>`select w.workspace_id, w.case_id, w.team_id, w.path, w.any_skill from routing_wait w join cases c on c.id = w.case_id
      where w.overflow_at <= now() and w.overflow_at < 'infinity' order by w.overflow_at limit ${limit} for update of w, c skip locked`,
  )
}

/** Cases nobody has in these teams, for working the waits out anew after a change of policy or hours. */
export async function unownedIn(tx: Db, workspaceId: string, teamIds: readonly string[]): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select c.id from cases c where c.workspace_id = ${workspaceId} and c.team_id = any(${[...teamIds]}::uuid[]) and ${waitsForSomebody}
      union select w.case_id from routing_wait w where w.workspace_id = ${workspaceId} limit 20000`,
  )
  return found.map(({ id }) => id)
}
