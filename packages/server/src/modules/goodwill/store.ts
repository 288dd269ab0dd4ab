import type { GoodwillKind, GoodwillLimit, GoodwillState, Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { withJoined } from '#cases'
import { type Db, one, rows, run } from '#platform/db/database'

/** A row of the table goodwill. Days as YYYY-MM-DD. */
export type GoodwillRecord = {
  workspace_id: string
  id: string
  case_id: string
  kind: GoodwillKind
  amount_minor: number
  currency: string
  what: string
  reason: string
  valid_until: string | null
  state: GoodwillState
  version: number
  team_id: string | null
  topic_id: string | null
  unit_id: string | null
  requested_by: string
  requested_at: Date
  approval_id: string | null
  granted_by: string | null
  granted_for: string | null
  granted_at: Date | null
  ended_by: string | null
  ended_at: Date | null
  ended_reason: string
  overruled_team_id: string | null
  overrule_reason: string | null
  promise_id: string | null
  approved: Content | null
  booking_no: number | null
  reverses_id: string | null
  objectable_until: Date | null
  objectable_team_id: string | null
}
/** What is given: this is what an approval stands for. */
export type Content = {
  kind: GoodwillKind
  amountMinor: number
  currency: string
  what: string
  reason: string
  validUntil: string | null
}
const columns = sql`g.workspace_id, g.id, g.case_id, g.kind, g.amount_minor, g.currency, g.what, g.reason, to_char(g.valid_until, 'YYYY-MM-DD') as valid_until, g.state, g.version,
  g.team_id, g.topic_id, g.unit_id, g.requested_by, g.requested_at, g.approval_id, g.granted_by, g.granted_for, g.granted_at, g.ended_by, g.ended_at, g.ended_reason,
  g.overruled_team_id, g.overrule_reason, g.promise_id, g.approved, g.booking_no, g.reverses_id, g.objectable_until, g.objectable_team_id`

export function findGoodwill(
  db: Db,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<GoodwillRecord | undefined> {
  return one(
    db,
    sql<GoodwillRecord>`select ${columns} from goodwill g where g.id = ${id} and g.workspace_id = ${workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
}

export function findMany(db: Db, workspaceId: string, ids: readonly string[]): Promise<GoodwillRecord[]> {
  return rows(
    db,
    sql<GoodwillRecord>`select ${columns} from goodwill g where g.workspace_id = ${workspaceId} and g.id = any(${[...ids]}::uuid[])`,
  )
}

/** Of the case and of those that were joined into it, newest first. */
export function ofCases(db: Db, workspaceId: string, caseId: string): Promise<GoodwillRecord[]> {
  return rows(
    db,
    sql<GoodwillRecord>`select ${columns} from goodwill g where g.workspace_id = ${workspaceId}
      and g.case_id in ${withJoined(caseId)} order by g.id desc limit 200`,
  )
}

/** Is the same already requested or granted in the case? */
export async function standsAlready(
  tx: Db,
  workspaceId: string,
  caseId: string,
  { kind, amountMinor, currency }: Pick<Content, 'kind' | 'amountMinor' | 'currency'>,
): Promise<boolean> {
  const found = await one(
    tx,
    sql<{
      is: boolean
    }>`select exists (select from goodwill where workspace_id = ${workspaceId} and case_id = ${caseId} and state in ('requested','granted')
      and kind = ${kind} and amount_minor = ${amountMinor} and currency = ${currency}) as is`,
  )
  return found!.is
}

export async function insertGoodwill(
  tx: Db,
  g: Content & {
    workspaceId: string
    id: string
    caseId: string
    state: GoodwillState
    teamId: string | null
    topicId: string | null
    unitId: string | null
    requestedBy: string
    overrule: { teamId: string; reason: string } | null
    reversesId?: string
  },
): Promise<void> {
  const granted = g.state === 'granted'
  await run(
    tx,
    sql`insert into goodwill (workspace_id, id, case_id, kind, amount_minor, currency, what, reason, valid_until, state, team_id, topic_id, unit_id, requested_by, granted_by, granted_at, overruled_team_id, overrule_reason, reverses_id)
      values (${g.workspaceId}, ${g.id}, ${g.caseId}, ${g.kind}, ${g.amountMinor}, ${g.currency}, ${g.what}, ${g.reason}, ${g.validUntil}::date, ${g.state}, ${g.teamId}, ${g.topicId}, ${g.unitId}, ${g.requestedBy},
        ${granted ? g.requestedBy : null}, ${granted ? sql`now()` : null}, ${g.overrule?.teamId ?? null}, ${g.overrule?.reason ?? null}, ${g.reversesId ?? null})`,
  )
}

/** The line that takes a grant back, asked for or granted. */
export async function reversalOf(db: Db, workspaceId: string, id: string): Promise<ReversalRow | undefined> {
  return (await reversalsOf(db, workspaceId, [id]))[0]
}
export type ReversalRow = { id: string; reverses_id: string; state: GoodwillState }
export function reversalsOf(db: Db, workspaceId: string, ids: readonly string[]): Promise<ReversalRow[]> {
  return rows(
    db,
    sql<ReversalRow>`select id, reverses_id, state from goodwill where workspace_id = ${workspaceId} and reverses_id = any(${[...ids]}::uuid[]) and state in ('requested','granted')`,
  )
}

export async function setApproval(tx: Db, id: string, approvalId: string): Promise<void> {
  await run(tx, sql`update goodwill set approval_id = ${approvalId} where id = ${id}`)
}

export async function rewrite(
  tx: Db,
  id: string,
  to: Content & { state: GoodwillState; approved: Content | null },
): Promise<void> {
  await run(
    tx,
    sql`update goodwill set kind = ${to.kind}, amount_minor = ${to.amountMinor}, currency = ${to.currency}, what = ${to.what}, reason = ${to.reason}, valid_until = ${to.validUntil}::date,
        state = ${to.state}, version = version + 1, approved = ${to.approved ? JSON.stringify(to.approved) : null}::jsonb,
        granted_by = case when ${to.state} = 'granted' then granted_by end, granted_for = case when ${to.state} = 'granted' then granted_for end, granted_at = case when ${to.state} = 'granted' then granted_at end
      where id = ${id}`,
  )
}

export async function grant(tx: Db, id: string, by: string, forMember: string | null): Promise<void> {
  await run(
    tx,
    sql`update goodwill set state = 'granted', granted_by = ${by}, granted_for = ${forMember}, granted_at = now(), version = version + 1 where id = ${id}`,
  )
}

export async function end(
  tx: Db,
  id: string,
  to: { state: 'rejected' | 'withdrawn'; by: string; reason: string },
): Promise<void> {
  await run(
    tx,
    sql`update goodwill set state = ${to.state}, ended_by = ${to.by}, ended_at = now(), ended_reason = ${to.reason}, version = version + 1 where id = ${id}`,
  )
}

export async function setPromise(tx: Db, id: string, promiseId: string): Promise<void> {
  await run(tx, sql`update goodwill set promise_id = ${promiseId}, version = version + 1 where id = ${id}`)
}

export function readLimits(db: Db, workspaceId: string): Promise<GoodwillLimit[]> {
  return rows(
    db,
    sql<GoodwillLimit>`select id, role, team_id as "teamId", topic_id as "topicId", currency, amount_minor as "amountMinor" from goodwill_limit
      where workspace_id = ${workspaceId} order by topic_id nulls first, team_id nulls first, role nulls first, currency`,
  )
}

export type PolicyRow = { time_zone: string; overrule_team_ids: string[]; due_hours: number }
const standardPolicy: PolicyRow = { time_zone: 'Europe/Berlin', overrule_team_ids: [], due_hours: 8 }
export async function readPolicy(db: Db, workspaceId: string): Promise<PolicyRow> {
  const found = await one(
    db,
    sql<PolicyRow>`select time_zone, overrule_team_ids, due_hours from goodwill_policy where workspace_id = ${workspaceId}`,
  )
  return found ?? standardPolicy
}

export type MatterRow = { topicPath: string[]; unitId: string | null; totalMinor: number; wasRejected: boolean }
/** What counts beside the person: the topic with those above it, the unit of the team, what was given, what was refused. */
export async function readMatter(
  db: Db,
  workspaceId: string,
  about: { caseId: string; topicId: string | null; teamId: string | null; currency: string; without?: string },
): Promise<MatterRow> {
  const found = await one(
    db,
    sql<MatterRow>`select
      array(with recursive up as (select id, parent_id, 0 as far from topic where id = ${about.topicId}::uuid and workspace_id = ${workspaceId}
        union all select t.id, t.parent_id, up.far + 1 from topic t join up on t.id = up.parent_id where up.far < 20) select id from up order by far) as "topicPath",
      (select unit_id from team where id = ${about.teamId}::uuid and workspace_id = ${workspaceId}) as "unitId",
      coalesce((select sum(amount_minor) from goodwill where workspace_id = ${workspaceId} and case_id in ${withJoined(about.caseId)} and state = 'granted' and currency = ${about.currency} and id is distinct from ${about.without ?? null}::uuid), 0)::bigint as "totalMinor",
      exists (select from goodwill where workspace_id = ${workspaceId} and case_id in ${withJoined(about.caseId)} and state = 'rejected' and reverses_id is null) as "wasRejected"`,
  )
  return found!
}

export type DeciderRow = { id: string; role: Role; team_ids: string[] }
/** Everybody who works here, with what their limit hangs on. */
export function readDeciders(db: Db, workspaceId: string, id?: string): Promise<DeciderRow[]> {
  return rows(
    db,
    sql<DeciderRow>`select m.id, m.role, coalesce((select array_agg(t.team_id) from team_member t where t.member_id = m.id), '{}') as team_ids
      from member m where m.workspace_id = ${workspaceId} and m.active and m.role <> 'reader' ${id ? sql`and m.id = ${id}` : sql``} order by m.id`,
  )
}

export async function teamNames(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    db,
    sql<{
      id: string
      name: string
    }>`select id, name from team where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[]) order by lower(name)`,
  )
  return new Map(found.map((row) => [row.id, row.name]))
}
