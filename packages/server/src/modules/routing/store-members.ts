import type { RoutedMember, Skill } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

/** Everybody who can own a case, by name. */
export async function routedMembers(db: Db, workspaceId: string, id?: string): Promise<RoutedMember[]> {
  const found = await rows(
    db,
    sql<{
      id: string
      name: string
      team_ids: string[]
      skills: Skill[]
      places: number | null
      pushes_per_hour: number | null
    }>`
      select m.id, m.name, array(select t.team_id from team_member t where t.member_id = m.id order by 1) as team_ids,
        coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'value', s.value, 'level', s.level) order by s.kind, s.value)
          from member_skill s where s.member_id = m.id), '[]') as skills, c.places, c.pushes_per_hour
      from member m left join member_capacity c on c.member_id = m.id
      where m.workspace_id = ${workspaceId} ${id ? sql`and m.id = ${id}` : sql`and m.active and m.role <> 'reader'`}
      order by lower(m.name), m.id limit 2000`,
  )
  return found.map((row) => ({
    member: { id: row.id, name: row.name },
    teamIds: row.team_ids,
    skills: row.skills,
    places: row.places,
    pushesPerHour: row.pushes_per_hour,
  }))
}

export async function lockMember(tx: Db, workspaceId: string, id: string): Promise<boolean> {
  const found = await one(
    tx,
    sql<{ id: string }>`select id from member where workspace_id = ${workspaceId} and id = ${id} for update`,
  )
  return found !== undefined
}

export async function replaceSkills(
  tx: Db,
  workspaceId: string,
  memberId: string,
  skills: readonly Skill[],
): Promise<void> {
  await run(tx, sql`delete from member_skill where workspace_id = ${workspaceId} and member_id = ${memberId}`)
  await run(
    tx,
    sql`insert into member_skill (workspace_id, member_id, kind, value, level)
      select ${workspaceId}, ${memberId}, e.kind, e.value, max(e.level)
      from jsonb_to_recordset(${JSON.stringify(skills)}::jsonb) as e(kind text, value text, level smallint) group by e.kind, e.value`,
  )
}

export async function setCapacity(
  tx: Db,
  workspaceId: string,
  memberId: string,
  { places, pushesPerHour }: { places: number | null; pushesPerHour: number | null },
): Promise<void> {
  await run(
    tx,
    places === null && pushesPerHour === null
      ? sql`delete from member_capacity where workspace_id = ${workspaceId} and member_id = ${memberId}`
      : sql`insert into member_capacity (workspace_id, member_id, places, pushes_per_hour) values (${workspaceId}, ${memberId}, ${places}, ${pushesPerHour})
          on conflict (member_id) do update set places = excluded.places, pushes_per_hour = excluded.pushes_per_hour`,
  )
}
