import { sql } from 'kysely'
import { withJoined } from '#cases'
import { type Db, one, rows, run } from '#platform/db/database'

/** A row of the table task with the names beside it. */
export type TaskRecord = {
  id: string
  case_id: string
  case_number: number
  case_title: string
  text: string
  assignee_id: string | null
  assignee_name: string | null
  team_id: string | null
  team_name: string | null
  due_at: Date | null
  is_late: boolean
  state: 'open' | 'done'
  version: number
  created_by: string | null
  created_by_name: string | null
  created_at: Date
  settled_by: string | null
  settled_by_name: string | null
  settled_at: Date | null
}
const columns = sql`t.id, t.case_id, c.number as case_number, c.title as case_title, t.text, t.assignee_id, a.name as assignee_name, t.team_id, e.name as team_name, t.due_at,
  (t.state = 'open' and t.due_at < now()) is true as is_late, t.state, t.version, t.created_by, b.name as created_by_name, t.created_at, t.settled_by, s.name as settled_by_name, t.settled_at`
const from = sql`from task t join cases c on c.id = t.case_id left join member a on a.id = t.assignee_id left join team e on e.id = t.team_id
  left join member b on b.id = t.created_by left join member s on s.id = t.settled_by`

/** Of the case and of those joined into it: open ones by due time, then the last done. */
export function tasksOfCase(db: Db, workspaceId: string, caseId: string): Promise<TaskRecord[]> {
  return rows(
    db,
    sql<TaskRecord>`select ${columns} ${from} where t.workspace_id = ${workspaceId}
      and t.case_id in ${withJoined(caseId)}
      order by t.state desc, case when t.state = 'open' then t.due_at end nulls last, t.settled_at desc nulls last, t.id limit 200`,
  )
}

export function findTask(
  db: Db,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<TaskRecord | undefined> {
  return one(
    db,
    sql<TaskRecord>`select ${columns} ${from} where t.id = ${id} and t.workspace_id = ${workspaceId} ${options.lock ? sql`for update of t` : sql``}`,
  )
}

const openMost = 500
/** Open ones of these people; of these teams those that nobody has taken. */
export function openTasks(
  db: Db,
  workspaceId: string,
  { memberIds, teamIds }: { memberIds: readonly string[]; teamIds: readonly string[] },
): Promise<TaskRecord[]> {
  return rows(
    db,
    sql<TaskRecord>`select ${columns} ${from} where t.workspace_id = ${workspaceId} and t.state = 'open'
      and (t.assignee_id = any(${[...memberIds]}::uuid[]) or (t.assignee_id is null and t.team_id = any(${[...teamIds]}::uuid[])))
      order by t.due_at nulls last, t.id limit ${openMost}`,
  )
}

/** Everybody who is given open tasks: whose deputies may have to step in. */
export async function assignees(db: Db, workspaceId: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      id: string
    }>`select distinct assignee_id as id from task where workspace_id = ${workspaceId} and state = 'open' and assignee_id is not null`,
  )
  return found.map(({ id }) => id)
}

/** Is the same thing already to be done in the case? */
export async function hasOpenTask(db: Db, workspaceId: string, caseId: string, text: string): Promise<boolean> {
  const found = await one(
    db,
    sql<{
      is: boolean
    }>`select exists (select from task where workspace_id = ${workspaceId} and case_id = ${caseId} and state = 'open' and text = ${text}) as is`,
  )
  return found!.is
}

export async function insertTask(
  tx: Db,
  task: {
    workspaceId: string
    id: string
    caseId: string
    text: string
    assigneeId: string | null
    teamId: string | null
    dueAt: Date | null
    by: string
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into task (workspace_id, id, case_id, text, assignee_id, team_id, due_at, created_by)
      values (${task.workspaceId}, ${task.id}, ${task.caseId}, ${task.text}, ${task.assigneeId}, ${task.teamId}, ${task.dueAt}, ${task.by})`,
  )
}

export type TaskColumns = {
  text: string
  assigneeId: string | null
  teamId: string | null
  dueAt: Date | null
  state: 'open' | 'done'
}
export async function rewriteTask(tx: Db, id: string, to: TaskColumns, by: string): Promise<void> {
  const done = to.state === 'done'
  await run(
    tx,
    sql`update task set text = ${to.text}, assignee_id = ${to.assigneeId}, team_id = ${to.teamId}, due_at = ${to.dueAt}, version = version + 1,
      settled_by = case when ${done} then coalesce(case when state = 'done' then settled_by end, ${by}::uuid) end,
      settled_at = case when ${done} then coalesce(case when state = 'done' then settled_at end, now()) end, state = ${to.state} where id = ${id}`,
  )
}

/** Members who are there and teams of this workspace. */
export async function areOurs(
  tx: Db,
  workspaceId: string,
  { assigneeId, teamId }: { assigneeId: string | null; teamId: string | null },
): Promise<boolean> {
  const found = await one(
    tx,
    sql<{
      ok: boolean
    }>`select (${assigneeId}::uuid is null or exists (select 1 from member where id = ${assigneeId} and workspace_id = ${workspaceId} and active))
      and (${teamId}::uuid is null or exists (select 1 from team where id = ${teamId} and workspace_id = ${workspaceId})) as ok`,
  )
  return found!.ok
}

export async function databaseNow(tx: Db): Promise<Date> {
  return (await one(tx, sql<{ now: Date }>`select now() as now`))!.now
}
