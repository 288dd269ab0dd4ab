import type { ActionOutcome, TraceStep, WorkflowRun } from '@resonanz/contracts'
import { sql } from 'kysely'
import { accessCase } from '#cases'
import { type Db, rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { accessWorkflow } from './store.ts'

type Paging = { cursor?: string | undefined; limit: number }
type Page = { items: WorkflowRun[]; nextCursor: string | null }

export async function runsOfWorkflow(deps: Deps, actor: Actor, id: string, paging: Paging): Promise<Page> {
  const db = deps.db.of(actor.workspaceId)
  await accessWorkflow(db, actor, id)
  return pageOf(db, actor, { workflowId: id }, paging)
}

export async function runsOfCase(deps: Deps, actor: Actor, caseId: string, paging: Paging): Promise<Page> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  return pageOf(db, actor, { caseId }, paging)
}

type Row = {
  id: string
  workflow_id: string
  name: string
  version: number
  case_id: string
  number: number
  title: string
  at: Date
  by_member: string | null
  by_name: string | null
  journal_seq: number | null
  state: WorkflowRun['state']
  depth: number
  trace: TraceStep[]
  outcome: ActionOutcome[]
}

/** Of actions that reach outside the run says what came of them since: their deliveries know. */
async function pageOf(
  db: Db,
  actor: Actor,
  where: { workflowId?: string; caseId?: string },
  { cursor, limit }: Paging,
): Promise<Page> {
  const found = await rows(
    db,
    sql<Row>`select r.id, r.workflow_id, coalesce(v.name, w.name) as name, r.version, r.case_id, c.number, c.title, r.at, r.by_member, m.name as by_name, r.journal_seq, r.state, r.depth, r.trace,
        (select coalesce(jsonb_agg(case when d.id is null then o.value else o.value || jsonb_build_object('state', case d.state when 'done' then 'done' when 'failed' then 'failed' else 'waiting' end, 'code', d.code, 'fileId', d.result->>'fileId') end order by o.n), '[]')
          from jsonb_array_elements(r.outcome) with ordinality as o(value, n) left join action_delivery d on d.id = (o.value->>'deliveryId')::uuid) as outcome
      from workflow_run r join workflow w on w.id = r.workflow_id join cases c on c.id = r.case_id
      left join workflow_version v on v.workflow_id = r.workflow_id and v.version = r.version left join member m on m.id = r.by_member
      where r.workspace_id = ${actor.workspaceId} ${where.workflowId ? sql`and r.workflow_id = ${where.workflowId}` : sql``} ${where.caseId ? sql`and r.case_id = ${where.caseId}` : sql``}
        ${cursor ? sql`and r.id < ${cursor}::uuid` : sql``} order by r.id desc limit ${limit + 1}`,
  )
  const items = found.slice(0, limit)
  return { items: items.map(toRun), nextCursor: found.length > limit ? items.at(-1)!.id : null }
}

function toRun(row: Row): WorkflowRun {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    name: row.name,
    version: row.version,
    caseId: row.case_id,
    caseNumber: row.number,
    caseTitle: row.title,
    at: row.at.toISOString(),
    by: row.by_member ? { id: row.by_member, name: row.by_name ?? '' } : null,
    cause: row.by_member ? 'hand' : row.journal_seq === null ? 'time' : 'event',
    state: row.state,
    depth: row.depth,
    trace: row.trace,
    outcome: row.outcome,
  }
}
