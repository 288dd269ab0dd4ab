import type { ActionOutcome, PauseReason, TraceStep } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'

export type NewRun = {
  id: string
  workflowId: string
  version: number
  caseId: string
  seq: number | null
  moment: Date | null
  byMember: string | null
  depth: number
  chain: readonly string[]
  state: 'done' | 'failed' | 'refused' | 'stopped'
  trace: readonly TraceStep[]
  outcome: readonly ActionOutcome[]
}

/** Runs of a batch. One that stands there already means that its actions ran: then nothing of this batch may stay. */
export async function insertRuns(tx: Db, workspaceId: string, runs: readonly NewRun[]): Promise<void> {
  if (runs.length === 0) return
  await run(
    tx,
    sql`insert into workflow_run (workspace_id, id, workflow_id, version, case_id, journal_seq, moment, by_member, depth, chain, state, trace, outcome)
      select ${workspaceId}, e.id, e."workflowId", e.version, e."caseId", e.seq, e.moment, e."byMember", e.depth, array(select jsonb_array_elements_text(e.chain)::uuid), e.state, e.trace, e.outcome
      from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as e(id uuid, "workflowId" uuid, version int, "caseId" uuid, seq bigint, moment timestamptz, "byMember" uuid, depth smallint, chain jsonb, state text, trace jsonb, outcome jsonb)`,
  )
}

/** Those of these causes that ran before: by rule and version with the entry, or by rule and case with the moment. */
export async function knownRuns(
  tx: Db,
  asked: readonly { workflowId: string; version: number; caseId: string; seq: number | null; moment: Date | null }[],
): Promise<Set<string>> {
  if (asked.length === 0) return new Set()
  const found = await rows(
    tx,
    sql<{
      workflow_id: string
      case_id: string
      seq: number | null
      moment: Date | null
    }>`select r.workflow_id, r.case_id, r.journal_seq as seq, r.moment
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as e("workflowId" uuid, version int, "caseId" uuid, seq bigint, moment timestamptz)
      join workflow_run r on r.workflow_id = e."workflowId" and r.case_id = e."caseId" and ((e.seq is not null and r.journal_seq = e.seq and r.version = e.version) or (e.moment is not null and r.moment = e.moment))`,
  )
  return new Set(
    found.map((row) => runKey({ workflowId: row.workflow_id, caseId: row.case_id, seq: row.seq, moment: row.moment })),
  )
}

export function runKey(run: { workflowId: string; caseId: string; seq: number | null; moment: Date | null }): string {
  return `${run.workflowId} ${run.caseId} ${run.seq ?? ''} ${run.moment?.getTime() ?? ''}`
}

/** How often rules acted in cases within the last hour. */
export async function countsOfHour(
  tx: Db,
  workflowIds: readonly string[],
  caseIds: readonly string[],
): Promise<Map<string, number>> {
  const found = await rows(
    tx,
    sql<{
      workflow_id: string
      case_id: string
      n: number
    }>`select workflow_id, case_id, count(*)::int as n from workflow_run
      where case_id = any(${[...caseIds]}::uuid[]) and workflow_id = any(${[...workflowIds]}::uuid[]) and at > now() - interval '1 hour' and by_member is null group by 1, 2`,
  )
  return new Map(found.map((row) => [`${row.workflow_id} ${row.case_id}`, row.n]))
}

/** Depth and chain of the runs that caused entries. */
export async function chainsOf(
  tx: Db,
  runIds: readonly string[],
): Promise<Map<string, { depth: number; chain: string[] }>> {
  if (runIds.length === 0) return new Map()
  const found = await rows(
    tx,
    sql<{
      id: string
      workflow_id: string
      depth: number
      chain: string[]
    }>`select id, workflow_id, depth, chain from workflow_run where id = any(${[...runIds]}::uuid[])`,
  )
  return new Map(found.map((row) => [row.id, { depth: row.depth + 1, chain: [...row.chain, row.workflow_id] }]))
}

export type Pause = { workflowId: string; reason: PauseReason; caseId: string | null; other: string | null }

/** Rules that stand still from now on; answers those that ran until now, with their names and who answers for them. */
export async function pauseRules(
  tx: Db,
  pauses: readonly Pause[],
): Promise<Map<string, { name: string; ownerId: string }>> {
  const first = [...new Map(pauses.toReversed().map((pause) => [pause.workflowId, pause])).values()]
  if (first.length === 0) return new Map()
  const paused = await rows(
    tx,
    sql<{
      id: string
      name: string
      owner_id: string
    }>`update workflow w set paused_reason = e.reason, paused_at = now(), paused_detail = jsonb_build_object('caseId', e."caseId", 'other', e.other)
      from jsonb_to_recordset(${JSON.stringify(first)}::jsonb) as e("workflowId" uuid, reason text, "caseId" text, other text) where w.id = e."workflowId" and w.paused_reason is null returning w.id, w.name, w.owner_id`,
  )
  return new Map(paused.map((row) => [row.id, { name: row.name, ownerId: row.owner_id }]))
}

/** Failures in a row; one that went well begins anew. Answers the rules that failed too often. */
export async function countFailures(
  tx: Db,
  ends: readonly { workflowId: string; failed: boolean }[],
  most: number,
): Promise<string[]> {
  if (ends.length === 0) return []
  const byRule = new Map<string, { failed: number; well: boolean }>()
  for (const { workflowId, failed } of ends) {
    const before = byRule.get(workflowId) ?? { failed: 0, well: false }
    byRule.set(workflowId, failed ? { ...before, failed: before.failed + 1 } : { failed: 0, well: true })
  }
  const changed = [...byRule].filter(([, end]) => end.failed > 0 || end.well)
  const found = await rows(
    tx,
    sql<{
      id: string
      failures: number
    }>`update workflow w set failures = case when e.well then e.failed else w.failures + e.failed end
      from jsonb_to_recordset(${JSON.stringify(changed.map(([id, end]) => ({ id, ...end })))}::jsonb) as e(id uuid, failed int, well boolean)
      where w.id = e.id and (e.failed > 0 or w.failures > 0) returning w.id, w.failures`,
  )
  return found.filter(({ failures }) => failures >= most).map(({ id }) => id)
}
