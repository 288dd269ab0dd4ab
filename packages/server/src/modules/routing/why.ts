import { type CaseRouting, may, type RoutingReason } from '@resonanz/contracts'
import { sql } from 'kysely'
import { readCalendars } from '#calendars'
import { accessCase, priorityWord } from '#cases'
import { type Db, one, rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { nowOf } from './push.ts'
import { proposePriority } from './rank-cases.ts'
import { loadCases } from './store-cases.ts'
import { type DecisionRow, decisionsOf } from './store-decisions.ts'
import { policyOf } from './store-policy.ts'

/** Why somebody has this case. Who else was looked at is told to those who lead only. */
export async function whyOfCase(deps: Deps, actor: Actor, caseId: string): Promise<CaseRouting> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const { policy } = await policyOf(db, actor.workspaceId)
  const moment = { calendars: await readCalendars(db, actor.workspaceId), now: await nowOf(db) }
  const [facts] = await loadCases(db, actor.workspaceId, sql`(select ${caseId}::uuid as id)`, policy, moment)
  const proposed = proposePriority(facts!)
  const found = await decisionsOf(db, actor.workspaceId, caseId)
  const names = await namesOf(db, found)
  const tellsOthers = may(actor.role, 'routing.manage')
  return {
    decisions: found.map((row) => ({
      id: row.id,
      way: row.way,
      team: row.team_id ? { id: row.team_id, name: row.team_name! } : null,
      member: row.member_id ? { id: row.member_id, name: row.member_name! } : null,
      from: row.from_id ? { id: row.from_id, name: row.from_name! } : null,
      at: row.at.toISOString(),
      policyVersion: row.policy_version,
      reasons: row.reasons,
      names: Object.fromEntries(
        row.reasons.flatMap(({ value }) => (value && names.has(value) ? [[value, names.get(value)!]] : [])),
      ),
      runnersUp: tellsOthers
        ? row.candidates.flatMap(({ memberId, reasons }) => {
            const name = names.get(memberId)
            return name ? [{ member: { id: memberId, name: name.de }, reasons }] : []
          })
        : null,
    })),
    waiting: await waitingOf(db, actor.workspaceId, caseId, policy),
    priority: {
      now: priorityWord(record.priority),
      proposed: priorityWord(proposed.priority),
      reasons: proposed.reasons,
    },
  }
}

type Name = { de: string; en: string }

/** Names of everything that reasons and candidates name, in one statement. */
async function namesOf(db: Db, decisions: readonly DecisionRow[]): Promise<Map<string, Name>> {
  const reasons = decisions.flatMap((row) => [...row.reasons, ...row.candidates.flatMap((other) => other.reasons)])
  const ids = [
    ...reasons.flatMap(({ value }: RoutingReason) => (value && /^[0-9a-f-]{36}$/.test(value) ? [value] : [])),
    ...decisions.flatMap((row) => row.candidates.map(({ memberId }) => memberId)),
  ]
  if (ids.length === 0) return new Map()
  const found = await rows(
    db,
    sql<{ id: string; name: Name }>`
      select id, name from topic where id = any(${ids}::uuid[])
      union all select id, jsonb_build_object('de', name, 'en', name) from presence where id = any(${ids}::uuid[])
      union all select id, jsonb_build_object('de', name, 'en', name) from team where id = any(${ids}::uuid[])
      union all select id, jsonb_build_object('de', name, 'en', name) from member where id = any(${ids}::uuid[])`,
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}

async function waitingOf(
  db: Db,
  workspaceId: string,
  caseId: string,
  { queues }: Awaited<ReturnType<typeof policyOf>>['policy'],
): Promise<CaseRouting['waiting']> {
  const row = await one(
    db,
    sql<{ team_id: string; name: string; since: Date; overflow_at: Date | number }>`
      select w.team_id, t.name, w.since, w.overflow_at from routing_wait w join team t on t.id = w.team_id
      where w.case_id = ${caseId} and w.workspace_id = ${workspaceId}`,
  )
  if (!row) return null
  const to = queues.find(({ teamId }) => teamId === row.team_id)?.overflow?.toTeamId
  const other = to
    ? await one(
        db,
        sql<{ id: string; name: string }>`select id, name from team where id = ${to} and workspace_id = ${workspaceId}`,
      )
    : undefined
  return {
    team: { id: row.team_id, name: row.name },
    since: row.since.toISOString(),
    overflowAt: row.overflow_at instanceof Date ? row.overflow_at.toISOString() : null,
    toTeam: other ?? null,
  }
}
