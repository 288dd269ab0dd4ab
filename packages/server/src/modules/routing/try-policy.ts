import type { BodyOf, RoutingPolicy, RoutingTrial, routingRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { readCalendars } from '#calendars'
import { type Db, rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { lineFor } from './keep-queue.ts'
import { nowOf } from './push.ts'
import { fitOf, hasRequired } from './rank-agents.ts'
import { orderCases } from './rank-cases.ts'
import { checkPolicy } from './save-policy.ts'
import { type CaseInLine, loadCases } from './store-cases.ts'
import { routedMembers } from './store-members.ts'

/**
 * What a policy would have done with the last cases: which team, and whether anybody there has the skills. Who was
 * there, away or full at that time is not known (and not kept), so it is not asked. Nothing is written.
 */
export async function tryPolicy(
  deps: Deps,
  actor: Actor,
  { policy, cases }: BodyOf<typeof routingRoutes.trial>,
): Promise<RoutingTrial> {
  const { workspaceId } = actor
  const db = deps.db.of(workspaceId)
  await checkPolicy(db, workspaceId, policy)
  const moment = { calendars: await readCalendars(db, workspaceId), now: await nowOf(db) }
  const newest = sql`(select id from cases where workspace_id = ${workspaceId} and merged_into is null order by id desc limit ${cases})`
  const past = (await loadCases(db, workspaceId, newest, policy, moment)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const members = await routedMembers(db, workspaceId)
  const placed = past.map((facts) => ({ facts, teamId: teamFor(facts, policy) }))
  const isServed = new Map<string, boolean>()
  const unmatched = placed.filter(({ facts, teamId }) => {
    const key = JSON.stringify([teamId, facts.topics, facts.language, facts.channel, facts.presenceId, facts.words])
    let served = isServed.get(key)
    if (served === undefined) {
      const able = members.filter(({ teamIds }) => teamId === null || teamIds.includes(teamId))
      served = able.some((member) => hasRequired(facts, fitOf(facts, member), policy.required))
      isServed.set(key, served)
    }
    return !served
  })
  const jumps = orderCases(past, policy).map(({ jumped }) => jumped)
  return {
    looked: past.length,
    teams: await teamsOf(db, placed),
    unmatched: unmatched.length,
    holes: await holesOf(
      db,
      unmatched.map(({ facts }) => facts),
    ),
    reach: { moved: jumps.filter((jumped) => jumped > 0).length, mostPositions: Math.max(0, ...jumps) },
  }
}

function teamFor(facts: CaseInLine, policy: RoutingPolicy): string | null {
  const line = lineFor(policy, {
    presence_id: facts.presenceId,
    topics: facts.topics,
    language: facts.language,
    kind: facts.kind,
  })
  return line?.teamId ?? facts.teamId
}

async function teamsOf(
  db: Db,
  placed: readonly { facts: CaseInLine; teamId: string | null }[],
): Promise<RoutingTrial['teams']> {
  const counts = new Map<string | null, { before: number; after: number }>()
  const of = (id: string | null) => {
    const found = counts.get(id) ?? { before: 0, after: 0 }
    counts.set(id, found)
    return found
  }
  for (const { facts, teamId } of placed) {
    of(facts.teamId).before += 1
    of(teamId).after += 1
  }
  const ids = [...counts.keys()].filter((id) => id !== null)
  const named = await rows(
    db,
    sql<{ id: string; name: string }>`select id, name from team where id = any(${ids}::uuid[])`,
  )
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return [...counts]
    .map(([id, count]) => ({ team: id === null ? null : { id, name: names.get(id) ?? '' }, ...count }))
    .toSorted((a, b) => b.after - a.after || (a.team?.name ?? '').localeCompare(b.team?.name ?? ''))
}

const mostHoles = 20

async function holesOf(db: Db, unmatched: readonly CaseInLine[]): Promise<RoutingTrial['holes']> {
  const byKind = Map.groupBy(unmatched, ({ topics, language }) => `${topics[0] ?? ''} ${language ?? ''}`)
  const ids = [...new Set(unmatched.flatMap(({ topics }) => topics.slice(0, 1)))]
  const named = await rows(
    db,
    sql<{ id: string; name: { de: string; en: string } }>`select id, name from topic where id = any(${ids}::uuid[])`,
  )
  return [...byKind.values()]
    .map((own) => ({
      topic: named.find(({ id }) => id === own[0]!.topics[0]) ?? null,
      language: own[0]!.language,
      cases: own.length,
    }))
    .toSorted((a, b) => b.cases - a.cases)
    .slice(0, mostHoles)
}
