import type { GoodwillDepartment } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export function readDepartments(db: Db, workspaceId: string): Promise<GoodwillDepartment[]> {
  return rows(
    db,
    sql<GoodwillDepartment>`select d.topic_id as "topicId", d.team_id as "teamId", d.hours, d.overruled_by as "overruledBy" from goodwill_department d
      join topic t on t.id = d.topic_id where d.workspace_id = ${workspaceId} order by t.name->>'de', t.id`,
  )
}
/** Of the topic itself, else of the nearest one above it. */
export function departmentFor(
  db: Db,
  workspaceId: string,
  topicId: string | null,
): Promise<GoodwillDepartment | undefined> {
  return one(
    db,
    sql<GoodwillDepartment>`with recursive up as (select id, parent_id, 0 as far from topic where id = ${topicId}::uuid and workspace_id = ${workspaceId}
        union all select t.id, t.parent_id, up.far + 1 from topic t join up on t.id = up.parent_id where up.far < 20)
      select d.topic_id as "topicId", d.team_id as "teamId", d.hours, d.overruled_by as "overruledBy" from up join goodwill_department d on d.topic_id = up.id order by up.far limit 1`,
  )
}
export async function writeDepartment(tx: Db, workspaceId: string, to: GoodwillDepartment): Promise<void> {
  await run(
    tx,
    sql`insert into goodwill_department (workspace_id, topic_id, team_id, hours, overruled_by) values (${workspaceId}, ${to.topicId}, ${to.teamId}, ${to.hours}, ${to.overruledBy})
      on conflict (workspace_id, topic_id) do update set team_id = excluded.team_id, hours = excluded.hours, overruled_by = excluded.overruled_by`,
  )
}
export function deleteDepartment(tx: Db, workspaceId: string, topicId: string): Promise<number> {
  return run(tx, sql`delete from goodwill_department where workspace_id = ${workspaceId} and topic_id = ${topicId}`)
}

export async function activeMembersOf(db: Db, teamId: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      id: string
    }>`select m.id from team_member t join member m on m.id = t.member_id and m.active where t.team_id = ${teamId} order by m.id`,
  )
  return found.map(({ id }) => id)
}
export async function setWindow(
  tx: Db,
  goodwillId: string,
  to: { teamId: string | null; until: Date | null },
): Promise<void> {
  await run(
    tx,
    sql`update goodwill set objectable_team_id = ${to.teamId}, objectable_until = ${to.until} where id = ${goodwillId}`,
  )
}

export type ObjectionRecord = {
  id: string
  goodwill_id: string
  team_id: string
  team: string
  by_member: string
  by_name: string
  at: Date
  reason: string
  state: 'open' | 'upheld' | 'overruled' | 'withdrawn'
  decided_by: string | null
  decided_reason: string
  approval_id: string | null
}
const columns = sql`o.id, o.goodwill_id, o.team_id, t.name as team, o.by_member, m.name as by_name, o.at, o.reason, o.state, o.decided_by, o.decided_reason,
  (select a.id from approval a where a.subject_kind = 'goodwill-objection' and a.subject_id = o.id and a.workspace_id = o.workspace_id order by a.id desc limit 1) as approval_id`
const joined = sql`goodwill_objection o join team t on t.id = o.team_id join member m on m.id = o.by_member`

export function findObjections(db: Db, workspaceId: string, ids: readonly string[]): Promise<ObjectionRecord[]> {
  return rows(
    db,
    sql<ObjectionRecord>`select ${columns} from ${joined} where o.workspace_id = ${workspaceId} and o.id = any(${[...ids]}::uuid[])`,
  )
}
/** The newest of each grant. */
export function objectionsTo(db: Db, workspaceId: string, goodwillIds: readonly string[]): Promise<ObjectionRecord[]> {
  return rows(
    db,
    sql<ObjectionRecord>`select distinct on (o.goodwill_id) ${columns} from ${joined} where o.workspace_id = ${workspaceId} and o.goodwill_id = any(${[...goodwillIds]}::uuid[]) order by o.goodwill_id, o.id desc`,
  )
}
export async function insertObjection(
  tx: Db,
  o: { workspaceId: string; id: string; goodwillId: string; teamId: string; by: string; reason: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into goodwill_objection (workspace_id, id, goodwill_id, team_id, by_member, reason) values (${o.workspaceId}, ${o.id}, ${o.goodwillId}, ${o.teamId}, ${o.by}, ${o.reason})`,
  )
}
export async function settleObjection(
  tx: Db,
  id: string,
  to: { state: 'upheld' | 'overruled' | 'withdrawn'; by: string | null; reason: string },
): Promise<void> {
  await run(
    tx,
    sql`update goodwill_objection set state = ${to.state}, decided_by = ${to.by}, decided_at = now(), decided_reason = ${to.reason} where id = ${id} and state = 'open'`,
  )
}
