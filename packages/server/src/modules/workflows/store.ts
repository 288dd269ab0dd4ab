import type { WorkflowDefinition } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { notFound } from '#platform/errors'
import type { RunningRow, WorkflowRow } from './rule.ts'

const columns = sql`w.id, w.workspace_id, w.shipped_key, w.name, w.version, w.definition, w.trigger_kind, w.owner_id, w.enabled, w.paused_reason, w.swept_until`

/** What runs in these workspaces of this kind, in the order in which it was made; null: in all. */
export function runningRules(
  db: Db,
  workspaceIds: readonly string[] | null,
  kind: WorkflowRow['trigger_kind'],
): Promise<RunningRow[]> {
  return rows(
    db,
    sql<RunningRow>`select ${columns}, m.role as owner_role, m.active as owner_active from workflow w join member m on m.id = w.owner_id
      where w.enabled and w.paused_reason is null and w.archived_at is null and w.trigger_kind = ${kind}
        ${workspaceIds ? sql`and w.workspace_id = any(${[...workspaceIds]}::uuid[])` : sql``} order by w.created_at, w.id`,
  )
}

/** Plain hours of the next word, as every change of a case keeps them. */
export async function nextUpdateHoursOf(db: Db, workspaceIds: readonly string[]): Promise<Map<string, number>> {
  const found = await rows(
    db,
    sql<{
      id: string
      hours: number | null
    }>`select id, (settings->>'nextUpdateHours')::float8 as hours from workspace where id = any(${[...workspaceIds]}::uuid[])`,
  )
  return new Map(found.map((row) => [row.id, row.hours ?? 48]))
}

export async function accessWorkflow(
  db: Db,
  { workspaceId }: { workspaceId: string },
  id: string,
  options: { lock?: boolean } = {},
): Promise<RunningRow> {
  const found = await one(
    db,
    sql<RunningRow>`select ${columns}, m.role as owner_role, m.active as owner_active from workflow w join member m on m.id = w.owner_id
      where w.id = ${id} and w.workspace_id = ${workspaceId} and w.archived_at is null ${options.lock ? sql`for update of w` : sql``}`,
  )
  if (!found) throw notFound()
  return found
}

export type ListedRow = WorkflowRow & {
  owner_name: string
  paused_at: Date | null
  paused_detail: { caseId: string | null; other: string | null } | null
  other_name: string | null
  runs: number
  last_run_at: Date | null
}

export function listed(db: Db, workspaceId: string, id: string | null = null): Promise<ListedRow[]> {
  return rows(
    db,
    sql<ListedRow>`select ${columns}, m.name as owner_name, w.paused_at, w.paused_detail,
        (select o.name from workflow o where o.id::text = w.paused_detail->>'other' and o.workspace_id = w.workspace_id) as other_name,
        (select count(*)::int from (select 1 from workflow_run r where r.workflow_id = w.id and r.at > now() - interval '7 days' limit 10000) n) as runs,
        (select r.at from workflow_run r where r.workflow_id = w.id order by r.id desc limit 1) as last_run_at
      from workflow w join member m on m.id = w.owner_id where w.workspace_id = ${workspaceId} and w.archived_at is null ${id ? sql`and w.id = ${id}` : sql``}
      order by w.created_at, w.id limit 1000`,
  )
}

export async function insertWorkflow(
  tx: Db,
  actor: Pick<Actor, 'workspaceId' | 'memberId'>,
  workflow: { id: string; shippedKey: string | null; name: string; definition: WorkflowDefinition; enabled: boolean },
): Promise<void> {
  await run(
    tx,
    sql`insert into workflow (workspace_id, id, shipped_key, name, definition, trigger_kind, owner_id, enabled, swept_until)
      values (${actor.workspaceId}, ${workflow.id}, ${workflow.shippedKey}, ${workflow.name}, ${JSON.stringify(workflow.definition)}::jsonb, ${workflow.definition.trigger.on}, ${actor.memberId}, ${workflow.enabled}, now())`,
  )
  await insertVersion(tx, actor, { ...workflow, version: 1, note: '' })
}

export async function insertVersion(
  tx: Db,
  actor: Pick<Actor, 'workspaceId' | 'memberId'>,
  version: { id: string; version: number; name: string; definition: WorkflowDefinition; note: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into workflow_version (workspace_id, workflow_id, version, name, definition, note, by_member)
      values (${actor.workspaceId}, ${version.id}, ${version.version}, ${version.name}, ${JSON.stringify(version.definition)}::jsonb, ${version.note}, ${actor.memberId})`,
  )
}

export async function saveVersion(
  tx: Db,
  actor: Actor,
  version: { id: string; version: number; name: string; definition: WorkflowDefinition; note: string },
): Promise<void> {
  await insertVersion(tx, actor, version)
  await run(
    tx,
    sql`update workflow set name = ${version.name}, version = ${version.version}, definition = ${JSON.stringify(version.definition)}::jsonb, trigger_kind = ${version.definition.trigger.on},
      owner_id = ${actor.memberId}, paused_reason = null, paused_at = null, paused_detail = null, failures = 0, swept_until = now() where id = ${version.id}`,
  )
}

/** Switched on it is the switcher's, looks only ahead, and what made it stand still is forgotten. */
export async function switchWorkflow(tx: Db, actor: Actor, id: string, enabled: boolean): Promise<void> {
  await run(
    tx,
    enabled
      ? sql`update workflow set enabled = true, owner_id = ${actor.memberId}, paused_reason = null, paused_at = null, paused_detail = null, failures = 0, swept_until = now() where id = ${id}`
      : sql`update workflow set enabled = false where id = ${id}`,
  )
}

export async function archiveWorkflow(tx: Db, id: string): Promise<void> {
  await run(tx, sql`update workflow set archived_at = now(), enabled = false where id = ${id}`)
}

export type VersionRow = {
  version: number
  name: string
  definition: WorkflowDefinition
  note: string
  by_member: string | null
  by_name: string | null
  at: Date
}
export function versionsOf(db: Db, workspaceId: string, id: string): Promise<VersionRow[]> {
  return rows(
    db,
    sql<VersionRow>`select v.version, v.name, v.definition, v.note, v.by_member, m.name as by_name, v.at from workflow_version v left join member m on m.id = v.by_member
      where v.workflow_id = ${id} and v.workspace_id = ${workspaceId} order by v.version desc limit 200`,
  )
}

/** Of which kinds a definition names something that this workspace does not have. */
export async function unknownOf(
  db: Db,
  workspaceId: string,
  named: {
    members: string[]
    teams: string[]
    topics: string[]
    presences: string[]
    experts: string[]
    checklists: string[]
    actions: { id: string; kind: string }[]
  },
): Promise<string[]> {
  const found = await one(
    db,
    sql<{ known: string[] }>`select array(
        select id::text from member where workspace_id = ${workspaceId} and active and id = any(${named.members}::uuid[])
        union all select id::text from team where workspace_id = ${workspaceId} and id = any(${named.teams}::uuid[])
        union all select id::text from topic where workspace_id = ${workspaceId} and id = any(${named.topics}::uuid[])
        union all select id::text from presence where workspace_id = ${workspaceId} and id = any(${named.presences}::uuid[])
        union all select id::text from expert where workspace_id = ${workspaceId} and archived_at is null and id = any(${named.experts}::uuid[])
        union all select id::text from checklist where workspace_id = ${workspaceId} and archived_at is null and id = any(${named.checklists}::uuid[])
        union all select id::text || ' ' || kind from catalog_action where workspace_id = ${workspaceId} and archived_at is null and id = any(${named.actions.map(({ id }) => id)}::uuid[])) as known`,
  )
  const known = new Set(found!.known)
  const hasAll = (ids: readonly string[]) => ids.every((id) => known.has(id))
  return [
    ...(['members', 'teams', 'topics', 'presences', 'experts', 'checklists'] as const).filter(
      (kind) => !hasAll(named[kind]),
    ),
    ...(named.actions.every(({ id, kind }) => known.has(`${id} ${kind}`)) ? [] : ['actions']),
  ]
}
