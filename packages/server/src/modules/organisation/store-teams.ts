import type { Team } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

type TeamRow = { id: string; name: string; unit_id: string | null; member_ids: string[] }

export async function readTeams(db: Db, workspaceId: string, id?: string): Promise<Team[]> {
  const found = await rows(
    db,
    sql<TeamRow>`
      select t.id, t.name, t.unit_id,
        coalesce((select array_agg(m.member_id order by m.member_id) from team_member m where m.team_id = t.id), '{}') as member_ids
      from team t where t.workspace_id = ${workspaceId} ${id ? sql`and t.id = ${id}` : sql``}
      order by lower(t.name), t.id`,
  )
  return found.map((row) => ({ id: row.id, name: row.name, memberIds: row.member_ids, unitId: row.unit_id }))
}

export async function insertTeams(
  db: Db,
  workspaceId: string,
  teams: readonly { id: string; name: string }[],
): Promise<void> {
  await run(
    db,
    sql`insert into team (workspace_id, id, name) select ${workspaceId}, t.id, t.name
      from jsonb_to_recordset(${JSON.stringify(teams)}::jsonb) as t(id uuid, name text)`,
  )
}

export async function lockTeam(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const found = await one(db, sql`select 1 from team where workspace_id = ${workspaceId} and id = ${id} for update`)
  return found !== undefined
}

export async function moveTeam(db: Db, workspaceId: string, id: string, unitId: string | null): Promise<void> {
  await run(db, sql`update team set unit_id = ${unitId} where workspace_id = ${workspaceId} and id = ${id}`)
}

export async function renameTeam(db: Db, workspaceId: string, id: string, name: string): Promise<void> {
  await run(db, sql`update team set name = ${name} where workspace_id = ${workspaceId} and id = ${id}`)
}

export async function countMembers(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  const found = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from member where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
  return found?.n ?? 0
}

export async function setMembersOf(
  db: Db,
  workspaceId: string,
  teamId: string,
  memberIds: readonly string[],
): Promise<void> {
  await run(
    db,
    sql`delete from team_member where workspace_id = ${workspaceId} and team_id = ${teamId}
      and member_id <> all (${[...memberIds]}::uuid[])`,
  )
  await run(
    db,
    sql`insert into team_member (workspace_id, team_id, member_id)
      select workspace_id, ${teamId}, id from member where workspace_id = ${workspaceId} and id = any(${[...memberIds]}::uuid[])
      on conflict do nothing`,
  )
}
