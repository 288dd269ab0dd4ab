import type { ChecklistStep } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

/** A row of the table checklist. */
export type ChecklistRecord = {
  id: string
  name: string
  topic_id: string | null
  steps: ChecklistStep[]
  is_active: boolean
  version: number
  changed_by: string | null
  changed_by_name: string | null
  changed_at: Date
}
const columns = sql`l.id, l.name, l.topic_id, l.steps, l.is_active, l.version, l.changed_by, l.changed_at, (select name from member where id = l.changed_by) as changed_by_name`

export function checklistsOf(db: Db, workspaceId: string): Promise<ChecklistRecord[]> {
  return rows(
    db,
    sql<ChecklistRecord>`select ${columns} from checklist l where l.workspace_id = ${workspaceId} and l.archived_at is null order by l.name, l.id`,
  )
}

export function findChecklist(
  db: Db,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ChecklistRecord | undefined> {
  return one(
    db,
    sql<ChecklistRecord>`select ${columns} from checklist l where l.id = ${id} and l.workspace_id = ${workspaceId} and l.archived_at is null ${options.lock ? sql`for update of l` : sql``}`,
  )
}

export type NewVersion = {
  id: string
  version: number
  name: string
  topicId: string | null
  steps: readonly ChecklistStep[]
  isActive: boolean
}
export async function writeChecklist(
  tx: Db,
  actor: Pick<Actor, 'workspaceId' | 'memberId'>,
  list: NewVersion,
): Promise<void> {
  const steps = JSON.stringify(list.steps)
  await run(
    tx,
    sql`insert into checklist (workspace_id, id, name, topic_id, steps, is_active, version, changed_by)
      values (${actor.workspaceId}, ${list.id}, ${list.name}, ${list.topicId}, ${steps}::jsonb, ${list.isActive}, ${list.version}, ${actor.memberId})
      on conflict (id) do update set name = excluded.name, topic_id = excluded.topic_id, steps = excluded.steps, is_active = excluded.is_active, version = excluded.version,
        changed_by = excluded.changed_by, changed_at = now()`,
  )
  await run(
    tx,
    sql`insert into checklist_version (workspace_id, checklist_id, version, name, steps, by_member)
      values (${actor.workspaceId}, ${list.id}, ${list.version}, ${list.name}, ${steps}::jsonb, ${actor.memberId})`,
  )
}

export async function archiveChecklist(tx: Db, id: string): Promise<void> {
  await run(tx, sql`update checklist set archived_at = now(), changed_at = now() where id = ${id}`)
}

export async function countChecklists(tx: Db, workspaceId: string): Promise<number> {
  const found = await one(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from checklist where workspace_id = ${workspaceId} and archived_at is null`,
  )
  return found!.n
}

export async function isTopic(tx: Db, workspaceId: string, id: string): Promise<boolean> {
  const found = await one(
    tx,
    sql<{ ok: boolean }>`select exists (select 1 from topic where id = ${id} and workspace_id = ${workspaceId}) as ok`,
  )
  return found!.ok
}
