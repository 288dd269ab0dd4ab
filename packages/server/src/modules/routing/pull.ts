import type { ResponseOf, routingRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { readCalendars } from '#calendars'
import { accessCase, applyChange } from '#cases'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { reason } from './facts.ts'
import { nowOf } from './push.ts'
import { fitOf } from './rank-agents.ts'
import { rankCases } from './rank-cases.ts'
import { type Agent, loadAgents } from './store-agents.ts'
import { type CaseInLine, loadCases, waitsForSomebody } from './store-cases.ts'
import { insertDecisions, keptFacts } from './store-decisions.ts'
import { policyOf, type VersionedPolicy } from './store-policy.ts'
import { dropWaits } from './store-waits.ts'

/** Looked at for one pull: more than colleagues who pull at the same moment. */
const looked = 200
const tries = 5

/**
 * Takes the next case that nobody has, for the person who asks: of their teams, or of none. The best is claimed in one
 * statement, so no two people get the same. `full` when all their places are taken.
 */
export async function pullNext(deps: Deps, actor: Actor): Promise<ResponseOf<typeof routingRoutes.pull>> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    // The same person twice at once: one after the other, so that their places stay true.
    await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('routing-pull:' || ${actor.memberId}::text, 0))`)
    await run(tx, sql`select from member_presence where member_id = ${actor.memberId} for update`)
    const versioned = await policyOf(tx, actor.workspaceId)
    const moment = { calendars: await readCalendars(tx, actor.workspaceId), now: await nowOf(tx) }
    const [me] = await loadAgents(tx, actor.workspaceId, versioned.policy, { memberId: actor.memberId }, moment)
    const none = { id: null, number: null, used: me?.usedPlaces ?? 0, places: me?.places ?? null }
    if (!me) return { ...none, because: 'nothing' }
    if (me.places !== null && me.usedPlaces >= me.places) return { ...none, because: 'full' }
    for (let n = 0; n < tries; n += 1) {
      const waiting = await loadCases(tx, actor.workspaceId, mayTake(actor), versioned.policy, moment)
      const ranked = rankCases(me, waiting, versioned.policy)
      if (ranked.length === 0) return { ...none, because: whyNone(me, waiting, versioned) }
      const id = await claim(
        tx,
        actor,
        ranked.map(({ facts }) => facts.id),
      )
      if (id === null) continue
      const facts = waiting.find((one) => one.id === id)!
      await take(tx, deps, actor, me, facts, versioned)
      return { ...none, id, number: facts.number, because: null }
    }
    return { ...none, because: 'nothing' }
  })
}

/** `full`: everything that waits is too large for what is left of their places. */
function whyNone(me: Agent, waiting: readonly CaseInLine[], { policy }: VersionedPolicy) {
  if (waiting.length === 0) return 'nothing'
  return rankCases({ ...me, places: null }, waiting, policy).length > 0 ? 'full' : 'skills'
}

function mayTake(actor: Actor) {
  const mine = sql`c.workspace_id = ${actor.workspaceId} and ${waitsForSomebody} and (c.team_id is null or c.team_id = any(${actor.teamIds}::uuid[]))`
  return sql`((select c.id from cases c where ${mine} order by c.due_at, c.id limit ${looked})
    union (select c.id from cases c where ${mine} and c.priority in (0,1,3) and c.priority < 2 order by c.priority, c.due_at, c.id limit 50))`
}

/** One statement: the first of these that nobody has and nobody is about to take, locked. */
async function claim(tx: Db, actor: Actor, ids: readonly string[]): Promise<string | null> {
  const found = await one(
    tx,
    sql<{
      id: string
    }>`select c.id from unnest(${[...ids]}::uuid[]) with ordinality as r(id, n) join cases c on c.id = r.id
      where c.workspace_id = ${actor.workspaceId} and ${waitsForSomebody} order by r.n limit 1 for update of c skip locked`,
  )
  return found?.id ?? null
}

async function take(
  tx: Db,
  deps: Deps,
  actor: Actor,
  me: Agent,
  facts: CaseInLine,
  { version }: VersionedPolicy,
): Promise<void> {
  const id = deps.newId()
  const record = await accessCase(tx, actor, facts.id, { lock: true })
  await applyChange(
    tx,
    { workspaceId: actor.workspaceId, actor: journalActor(actor), cause: { kind: 'routing', id } },
    record,
    { ownerId: actor.memberId },
  )
  await insertDecisions(tx, actor.workspaceId, [
    {
      id,
      caseId: facts.id,
      way: 'pull',
      teamId: facts.teamId,
      memberId: actor.memberId,
      policyVersion: version,
      reasons: [
        reason('pulled'),
        ...fitOf(facts, me),
        ...(facts.lastAgentId === me.id ? [reason('sticky')] : []),
        reason('free', { used: me.usedPlaces, places: me.places }),
      ],
      facts: keptFacts(facts),
    },
  ])
  await dropWaits(tx, [facts.id])
}
