import { type CaseCourse, type Escalation, type Handover, may } from '@resonanz/contracts'
import { accessCase } from '#cases'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { nameOfTeam } from './store-names.ts'
import * as store from './store.ts'

/** Who accompanies a case, where it went, what was raised, and what this person may do about it. */
export async function readCourse(db: Db, actor: Actor, caseId: string): Promise<CaseCourse> {
  const record = await accessCase(db, actor, caseId)
  const [handovers, escalations, pingPong] = await Promise.all([
    store.readHandovers(db, actor.workspaceId, caseId),
    store.readEscalations(db, actor.workspaceId, caseId),
    store.readPingPong(db, actor.workspaceId, caseId),
  ])
  const open = handovers.find(({ state }) => state === 'open')
  const responsibleId = record.accompanying_team_id ?? record.team_id
  const responsible = responsibleId === null ? null : await nameOfTeam(db, actor.workspaceId, responsibleId)
  const isWorkedOn = record.merged_into === null && record.category !== 'done' && record.category !== 'closed'
  const mayWrite = may(actor.role, 'case.write')
  const allowed: CaseCourse['allowed'] = []
  if (mayWrite && isWorkedOn) allowed.push('escalate', ...(open ? [] : (['handOver'] as const)))
  if (mayWrite && open) allowed.push('finish', 'takeBack')
  if (mayWrite && escalations.some(({ settled_at }) => settled_at === null)) allowed.push('settleEscalation')
  return {
    responsibleTeam: responsible,
    accompanyingTeam:
      record.accompanying_team_id !== record.team_id && record.accompanying_team_id ? responsible : null,
    handovers: handovers.map(toHandover),
    escalations: escalations.map(
      (row): Escalation => ({
        id: row.id,
        level: row.level === 2 ? 2 : 1,
        reason: row.reason,
        cause: row.cause,
        by: row.by,
        at: row.at.toISOString(),
        settledAt: row.settled_at?.toISOString() ?? null,
      }),
    ),
    pingPong: pingPong ? { path: pingPong.path, since: pingPong.since.toISOString() } : null,
    allowed,
  }
}

function toHandover(row: store.HandoverRow): Handover {
  return {
    id: row.id,
    from: row.from,
    toTeam: row.to_team,
    toMember: row.to_member,
    what: row.what,
    reason: row.reason,
    dueAt: row.due_at.toISOString(),
    by: row.by,
    at: row.at.toISOString(),
    state: row.state,
    result: row.result,
    settledBy: row.settled_by,
    settledAt: row.settled_at?.toISOString() ?? null,
  }
}
