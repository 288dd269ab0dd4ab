import { sql } from 'kysely'
import { type Calendars, isOpenAt, readCalendars } from '#calendars'
import { changeMany } from '#cases'
import { type Db, inTransaction, one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { placesOf } from './facts.ts'
import { makeRanking } from './rank-agents.ts'
import { orderCases } from './rank-cases.ts'
import { moverOf, nextUpdateHours } from './move.ts'
import { type Agent, loadAgents } from './store-agents.ts'
import { type CaseInLine, loadCases, waitsForSomebody } from './store-cases.ts'
import { type Decision, insertDecisions, keptFacts } from './store-decisions.ts'
import { policyOf, type VersionedPolicy } from './store-policy.ts'
import { dropWaits } from './store-waits.ts'

/** Cases that are given out at once; beside the next due ones some of the urgent. */
const pushBatch = 1_500
const urgent = 100
const runnersUp = 2

/** Gives cases to people in all teams that push; says whether there may be more. Teams that another process has are left to it. */
export async function pushAll(deps: Deps): Promise<boolean> {
  let more = false
  for (const { workspace_id, team_id } of await teamsThatWait(deps.db.system))
    if ((await pushTeam(deps, workspace_id, team_id)) >= pushBatch - urgent) more = true
  return more
}

/** Teams where somebody is there and something waits, by the newest policy. */
function teamsThatWait(db: Db): Promise<{ workspace_id: string; team_id: string }[]> {
  return rows(
    db,
    sql<{ workspace_id: string; team_id: string }>`
      with newest as (select distinct on (workspace_id) workspace_id, policy from routing_policy order by workspace_id, version desc)
      select n.workspace_id, (q->>'teamId')::uuid as team_id from newest n, jsonb_array_elements(n.policy->'queues') q
      where q->>'mode' = 'push'
        and exists (select from routing_wait w where w.workspace_id = n.workspace_id and w.team_id = (q->>'teamId')::uuid)
        and exists (select from team_member t join member_presence p on p.member_id = t.member_id and p.state = 'available' where t.team_id = (q->>'teamId')::uuid)
      order by 1, 2 limit 500`,
  )
}

/**
 * One batch of a team: the most urgent first, each to the best who can take it; in a fixed number of statements. A
 * lock per team keeps two processes apart, locks on the people keep their places true across teams. Answers how many
 * found somebody.
 */
export async function pushTeam(deps: Deps, workspaceId: string, teamId: string): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const versioned = await policyOf(tx, workspaceId)
    const given = await giveOutIn(tx, deps, workspaceId, teamId, versioned)
    await dropWaits(tx, given)
    failPoint(deps.config, 'routing.pushed')
    return given.length
  })
}

/** The same in a transaction of the caller, who puts what is left in line. Answers the cases that found somebody. */
export async function giveOutIn(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  teamId: string,
  versioned: VersionedPolicy,
): Promise<string[]> {
  if (versioned.policy.queues.find((queue) => queue.teamId === teamId)?.mode !== 'push') return []
  if (!(await lockTeam(tx, teamId))) return []
  const moment = { calendars: await readCalendars(tx, workspaceId), now: await nowOf(tx) }
  if (!isOpenAt(moment.calendars, { teamId }, moment.now)) return []
  const agents = await loadAgents(tx, workspaceId, versioned.policy, { teamId, lock: true }, moment)
  const ready = agents.filter((agent) => agent.isAvailable && !agent.isAbsent)
  if (ready.length === 0) return []
  const waiting = await lockWaiting(tx, workspaceId, teamId, versioned, moment)
  const given = giveOut(deps, waiting, ready, versioned, teamId)
  if (given.length === 0) return []
  const results = await changeMany(
    tx,
    deps,
    workspaceId,
    given.map((decision) => ({
      caseId: decision.caseId,
      change: { ownerId: decision.memberId },
      promise: null,
      ...moverOf(decision),
    })),
    { hours: await nextUpdateHours(tx, workspaceId) },
  )
  const done = given.filter(({ caseId }) => results.get(caseId)?.changed)
  await insertDecisions(tx, workspaceId, done)
  await countPushes(tx, done)
  return done.map(({ caseId }) => caseId)
}

/** Pure but for ids: who gets what. Each case that is given takes its places before the next is looked at. */
function giveOut(
  deps: Pick<Deps, 'newId'>,
  waiting: readonly CaseInLine[],
  agents: readonly Agent[],
  { version, policy }: VersionedPolicy,
  teamId: string,
): Decision[] {
  const now = agents.map((agent) => ({ ...agent }))
  const rank = makeRanking(now, policy)
  let turn = now.reduce((last, { lastPushAt }) => Math.max(last, lastPushAt ?? 0), 0)
  return orderCases(waiting, policy).flatMap(({ facts }): Decision[] => {
    const [best, ...others] = rank(facts, 1 + runnersUp)
    if (!best) return []
    const decision: Decision = {
      id: deps.newId(),
      caseId: facts.id,
      way: 'push',
      teamId,
      memberId: best.agent.id,
      policyVersion: version,
      reasons: best.reasons,
      facts: keptFacts(facts),
      candidates: others.map(({ agent, score, reasons }) => ({ memberId: agent.id, score, reasons })),
    }
    best.agent.usedPlaces += placesOf(facts, policy)
    best.agent.pushedThisHour += 1
    best.agent.lastPushAt = turn += 1
    return [decision]
  })
}

async function lockTeam(tx: Db, teamId: string): Promise<boolean> {
  const found = await one(
    tx,
    sql<{
      held: boolean
    }>`select pg_try_advisory_xact_lock(hashtextextended('routing-team:' || ${teamId}::text, 0)) as held`,
  )
  return found!.held
}

/** The database's clock, for this program's may stand still or jump. */
export async function nowOf(db: Db): Promise<Date> {
  return (await one(db, sql<{ now: Date }>`select now()`))!.now
}

/** The next due and, beside them, the urgent ones; what somebody works on at this moment is passed over. */
async function lockWaiting(
  tx: Db,
  workspaceId: string,
  teamId: string,
  { policy }: VersionedPolicy,
  moment: { calendars: Calendars; now: Date },
): Promise<CaseInLine[]> {
  const mine = sql`c.workspace_id = ${workspaceId} and c.team_id = ${teamId} and ${waitsForSomebody}`
  const locked = await rows(
    tx,
    sql<{ id: string }>`select c.id from cases c where ${mine} and c.id in (
        (select c.id from cases c where ${mine} order by c.due_at, c.id limit ${pushBatch - urgent})
        union (select c.id from cases c where ${mine} and c.priority in (0,1,3) and c.priority < 2 order by c.priority, c.due_at, c.id limit ${urgent}))
      order by c.id for update skip locked`,
  )
  const ids = locked.map(({ id }) => id)
  return ids.length === 0 ? [] : loadCases(tx, workspaceId, sql`(select unnest(${ids}::uuid[]) as id)`, policy, moment)
}

async function countPushes(tx: Db, decisions: readonly Decision[]): Promise<void> {
  const counts = Map.groupBy(decisions, ({ memberId }) => memberId!)
  const list = [...counts].map(([id, own]) => ({ id, n: own.length }))
  await run(
    tx,
    sql`update member_presence p set last_push_at = now(),
        pushed = e.n + case when p.pushed_from > now() - interval '1 hour' then p.pushed else 0 end,
        pushed_from = case when p.pushed_from > now() - interval '1 hour' then p.pushed_from else now() end
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(id uuid, n int) where p.member_id = e.id`,
  )
}
