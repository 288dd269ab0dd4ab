import type { Escalation, Handover } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

type Named = { id: string; name: string } | null
export type HandoverRow = {
  id: string
  case_id: string
  from: Named
  to_team: Named
  to_member: Named
  what: string
  reason: Handover['reason']
  due_at: Date
  by: Named
  at: Date
  state: Handover['state']
  result: string | null
  settled_by: Named
  settled_at: Date | null
  accompanying_team_id: string
  from_member_id: string | null
  by_member: string | null
}
const member = (column: string) =>
  sql`(select jsonb_build_object('id', m.id, 'name', m.name) from member m where m.id = ${sql.ref(column)})`
const team = (column: string) =>
  sql`(select jsonb_build_object('id', t.id, 'name', t.name) from team t where t.id = ${sql.ref(column)})`

export function readHandovers(db: Db, workspaceId: string, caseId: string): Promise<HandoverRow[]> {
  return rows(
    db,
    sql<HandoverRow>`select h.id, h.case_id, ${team('h.from_team_id')} as "from", ${team('h.to_team_id')} as to_team, ${member('h.to_member_id')} as to_member, h.what, h.reason,
        h.due_at, ${member('h.by_member')} as "by", h.at, h.state, h.result, ${member('h.settled_by')} as settled_by, h.settled_at, h.accompanying_team_id, h.from_member_id, h.by_member
      from handover h where h.workspace_id = ${workspaceId} and h.case_id = ${caseId} order by h.id desc limit 100`,
  )
}

export function findHandover(db: Db, workspaceId: string, id: string) {
  return one(
    db,
    sql<{
      case_id: string
      state: Handover['state']
      accompanying_team_id: string
      from_member_id: string | null
      by_member: string | null
    }>`select case_id, state, accompanying_team_id, from_member_id, by_member from handover where workspace_id = ${workspaceId} and id = ${id} for update`,
  )
}

/** The case of a hand-over without holding it: cases are locked before what hangs on them. */
export async function caseOfHandover(db: Db, workspaceId: string, id: string): Promise<string | null> {
  const found = await one(
    db,
    sql<{ case_id: string }>`select case_id from handover where workspace_id = ${workspaceId} and id = ${id}`,
  )
  return found?.case_id ?? null
}

export async function insertHandover(
  tx: Db,
  h: {
    workspaceId: string
    id: string
    caseId: string
    fromTeamId: string | null
    fromMemberId: string | null
    accompanyingTeamId: string
    toTeamId: string | null
    toMemberId: string | null
    what: string
    reason: string
    dueAt: Date
    by: string
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into handover (workspace_id, id, case_id, from_team_id, from_member_id, accompanying_team_id, to_team_id, to_member_id, what, reason, due_at, by_member)
      values (${h.workspaceId}, ${h.id}, ${h.caseId}, ${h.fromTeamId}, ${h.fromMemberId}, ${h.accompanyingTeamId}, ${h.toTeamId}, ${h.toMemberId}, ${h.what}, ${h.reason}, ${h.dueAt}, ${h.by})`,
  )
  await run(
    tx,
    sql`update cases set accompanying_team_id = ${h.accompanyingTeamId} where id = ${h.caseId} and workspace_id = ${h.workspaceId}`,
  )
}

export async function settleHandover(
  tx: Db,
  workspaceId: string,
  id: string,
  to: { state: 'done' | 'taken_back'; result: string; by: string },
): Promise<void> {
  await run(
    tx,
    sql`update handover set state = ${to.state}, result = ${to.result}, settled_by = ${to.by}, settled_at = now() where workspace_id = ${workspaceId} and id = ${id} and state = 'open'`,
  )
}

/** The team that answers for a case where nobody said it: of the channel, else the first of the workspace. */
export async function fallbackTeam(tx: Db, workspaceId: string, presenceId: string | null): Promise<string | null> {
  const found = await one(
    tx,
    sql<{
      id: string
    }>`select t.id from team t where t.workspace_id = ${workspaceId}
      order by (t.id = (select p.team_id from presence p where p.id = ${presenceId})) desc nulls last, t.created_at, t.id limit 1`,
  )
  return found?.id ?? null
}

export async function teamOfMember(tx: Db, memberId: string): Promise<string | null> {
  const found = await one(
    tx,
    sql<{ team_id: string }>`select team_id from team_member where member_id = ${memberId} order by team_id limit 1`,
  )
  return found?.team_id ?? null
}

export async function isActiveMember(tx: Db, workspaceId: string, memberId: string): Promise<boolean> {
  return (
    (await one(
      tx,
      sql`select 1 from member where workspace_id = ${workspaceId} and id = ${memberId} and active and role <> 'reader'`,
    )) !== undefined
  )
}

export async function memberName(tx: Db, workspaceId: string, memberId: string): Promise<string> {
  const found = await one(
    tx,
    sql<{ name: string }>`select name from member where workspace_id = ${workspaceId} and id = ${memberId}`,
  )
  return found?.name ?? ''
}

/** Who leads a team (role lead in it), and who runs the workspace; active members only. */
export async function leadersOf(
  tx: Db,
  workspaceId: string,
  teamId: string | null,
): Promise<{ leads: string[]; management: string[] }> {
  const found = await rows(
    tx,
    sql<{ id: string; is_lead: boolean; is_management: boolean }>`
      select m.id, m.role = 'lead' and exists (select 1 from team_member tm where tm.member_id = m.id and tm.team_id = ${teamId}) as is_lead, m.role in ('owner','admin') as is_management
      from member m where m.workspace_id = ${workspaceId} and m.active and m.role in ('lead','owner','admin') order by m.id`,
  )
  return {
    leads: found.filter((row) => row.is_lead).map(({ id }) => id),
    management: found.filter((row) => row.is_management).map(({ id }) => id),
  }
}

export type EscalationRow = {
  id: string
  level: number
  reason: string
  cause: Escalation['cause']
  by: Named
  at: Date
  settled_at: Date | null
}
export function readEscalations(db: Db, workspaceId: string, caseId: string): Promise<EscalationRow[]> {
  return rows(
    db,
    sql<EscalationRow>`select e.id, e.level, e.reason, e.cause, ${member('e.by_member')} as "by", e.at, e.settled_at
      from escalation e where e.workspace_id = ${workspaceId} and e.case_id = ${caseId} order by e.id desc limit 100`,
  )
}

/** False while the same is raised already. */
export async function insertEscalation(
  tx: Db,
  e: {
    workspaceId: string
    id: string
    caseId: string
    level: number
    reason: string
    cause: string
    by: string | null
  },
): Promise<boolean> {
  const written = await run(
    tx,
    sql`insert into escalation (workspace_id, id, case_id, level, reason, cause, by_member)
      values (${e.workspaceId}, ${e.id}, ${e.caseId}, ${e.level}, ${e.reason}, ${e.cause}, ${e.by})
      on conflict (case_id, level, cause) where settled_at is null do nothing`,
  )
  return written > 0
}

export async function caseOfEscalation(db: Db, workspaceId: string, id: string): Promise<string | null> {
  const found = await one(
    db,
    sql<{ case_id: string }>`select case_id from escalation where workspace_id = ${workspaceId} and id = ${id}`,
  )
  return found?.case_id ?? null
}

export async function settleEscalation(tx: Db, workspaceId: string, id: string, by: string): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update escalation set settled_at = now(), settled_by = ${by} where workspace_id = ${workspaceId} and id = ${id} and settled_at is null`,
  )
  return changed > 0
}

export function readPingPong(db: Db, workspaceId: string, caseId: string) {
  return one(
    db,
    sql<{ path: { id: string; name: string }[]; since: Date }>`select p.since,
        (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by u.n), '[]') from unnest(p.path) with ordinality as u(id, n) join team t on t.id = u.id) as path
      from case_ping_pong p where p.workspace_id = ${workspaceId} and p.case_id = ${caseId}`,
  )
}
