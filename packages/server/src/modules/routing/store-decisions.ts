import type { RoutingReason } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import { type CaseFacts, reason } from './facts.ts'

export type Way = 'table' | 'push' | 'pull' | 'overflow' | 'deputy' | 'returned'
export type Decision = {
  id: string
  caseId: string
  way: Way
  teamId: string | null
  memberId: string | null
  fromMember?: string | null
  policyVersion: number
  reasons: readonly RoutingReason[]
  facts?: object
  candidates?: readonly { memberId: string; score: number; reasons: readonly RoutingReason[] }[]
}

export async function insertDecisions(tx: Db, workspaceId: string, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return
  await run(
    tx,
    sql`insert into routing_decision (workspace_id, id, case_id, way, team_id, member_id, from_member, policy_version, reasons, facts, candidates)
      select ${workspaceId}, e.id, e."caseId", e.way, e."teamId", e."memberId", e."fromMember", e."policyVersion", e.reasons, coalesce(e.facts, '{}'), coalesce(e.candidates, '[]')
      from jsonb_to_recordset(${JSON.stringify(decisions, withoutNulls)}::jsonb) as e(id uuid, "caseId" uuid, way text, "teamId" uuid, "memberId" uuid, "fromMember" uuid,
        "policyVersion" int, reasons jsonb, facts jsonb, candidates jsonb)`,
  )
}

/** What says nothing is not stored; it comes back as null. */
function withoutNulls(_key: string, value: unknown): unknown {
  return value === null ? undefined : value
}

/** What is kept of the facts: figures and codes. Words are left out, and so is who the customer is. */
export function keptFacts({ id: _id, words: _words, lastAgentId: _last, ...facts }: CaseFacts): object {
  return facts
}

/** Reasons as they are stored: without what is null. */
type Stored = Pick<RoutingReason, 'code'> & Partial<RoutingReason>

export type DecisionRow = {
  id: string
  way: Way
  at: Date
  policy_version: number
  reasons: RoutingReason[]
  candidates: { memberId: string; reasons: RoutingReason[] }[]
  team_id: string | null
  team_name: string | null
  member_id: string | null
  member_name: string | null
  from_id: string | null
  from_name: string | null
}

export async function decisionsOf(db: Db, workspaceId: string, caseId: string): Promise<DecisionRow[]> {
  const found = await rows(
    db,
    sql<DecisionRow & { reasons: Stored[]; candidates: { memberId: string; reasons: Stored[] }[] }>`
      select d.id, d.way, d.at, d.policy_version, d.reasons, d.candidates, t.id as team_id, t.name as team_name, m.id as member_id, m.name as member_name,
        f.id as from_id, f.name as from_name
      from routing_decision d left join team t on t.id = d.team_id left join member m on m.id = d.member_id left join member f on f.id = d.from_member
      where d.workspace_id = ${workspaceId} and d.case_id = ${caseId} order by d.id desc limit 20`,
  )
  const whole = (reasons: readonly Stored[]) => reasons.map(({ code, ...given }) => reason(code, given))
  return found.map((row) => ({
    ...row,
    reasons: whole(row.reasons),
    candidates: row.candidates.map(({ memberId, reasons }) => ({ memberId, reasons: whole(reasons) })),
  }))
}

const keptDays = 30

/** Who else was looked at is of use for a while only; figures about colleagues are not kept. */
export async function emptyCandidates(db: Db): Promise<void> {
  await run(
    db,
    sql`update routing_decision set candidates = '[]'::jsonb where id in (select id from routing_decision
      where candidates <> '[]'::jsonb and at < now() - make_interval(days => ${keptDays}) limit 5000)`,
  )
}
