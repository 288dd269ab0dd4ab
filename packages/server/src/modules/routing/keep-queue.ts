import type { RoutingPolicy } from '@resonanz/contracts'
import { type Calendars, dueAfter, readCalendars } from '#calendars'
import { changeMany } from '#cases'
import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { JournalRow } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { reason } from './facts.ts'
import { moverOf, nextUpdateHours } from './move.ts'
import { giveOutIn, nowOf } from './push.ts'
import { insertDecisions } from './store-decisions.ts'
import { policiesOf, type VersionedPolicy } from './store-policy.ts'
import { dropWaits, type NewWait, putWaits, type Standing, standingsOf, unownedIn } from './store-waits.ts'

const reader = 'routing'
const batch = 2_000
const concerning: ReadonlySet<string> = new Set([
  'case.created',
  'case.owner',
  'case.team',
  'case.status',
  'case.reopened',
  'case.undone',
  'case.follow-up',
  'case.follow-up-due',
  'case.handed-back',
  'message.received',
])
const changesRules: ReadonlySet<string> = new Set(['routing.changed', 'calendar.changed'])

/**
 * Reads the journal behind its own cursor: new cases find their team by the table, and what nobody has stands in line.
 * Workspaces without a policy of their own cost nothing. Says whether there may be more.
 */
export async function keepQueue(deps: Deps, limit = batch): Promise<boolean> {
  return readEntries(deps, { name: reader, limit }, async (tx, entries) => {
    const byWorkspace = Map.groupBy(entries, (entry) => entry.workspace_id)
    for (const [workspaceId, versioned] of await policiesOf(tx, [...byWorkspace.keys()]))
      await keepQueueOf(tx, deps, workspaceId, byWorkspace.get(workspaceId)!, versioned)
  })
}

async function keepQueueOf(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  entries: readonly JournalRow[],
  versioned: VersionedPolicy,
): Promise<void> {
  const { queues, table } = versioned.policy
  const concerned = entries.filter(({ subject_kind, kind }) => subject_kind === 'case' && concerning.has(kind))
  const ids = new Set(concerned.map(({ subject_id }) => subject_id))
  if (entries.some(({ kind }) => changesRules.has(kind)))
    for (const id of await unownedIn(
      tx,
      workspaceId,
      queues.map(({ teamId }) => teamId),
    ))
      ids.add(id)
  if (ids.size === 0) return
  const standings = await standingsOf(tx, workspaceId, [...ids], { withTable: table.length > 0 })
  if (table.length > 0) {
    const opened = new Set(concerned.filter(({ kind }) => kind === 'case.created').map(({ subject_id }) => subject_id))
    await findTeams(
      tx,
      deps,
      workspaceId,
      standings.filter(({ id }) => opened.has(id)),
      versioned,
    )
  }
  const calendars = await readCalendars(tx, workspaceId)
  const now = await nowOf(tx)
  // What somebody takes at once need not stand in line first.
  const given = new Set<string>()
  for (const teamId of new Set(standings.flatMap(({ waits, team_id }) => (waits && team_id ? [team_id] : []))))
    for (const id of await giveOutIn(tx, deps, workspaceId, teamId, versioned)) given.add(id)
  const waiting = standings.filter(({ id }) => !given.has(id))
  const waits = waiting.flatMap((standing) => waitOf(standing, versioned.policy, calendars, now))
  const inLine = new Set(waits.map(({ caseId }) => caseId))
  await putWaits(tx, workspaceId, waits)
  const left = standings.filter(({ id, wait_team }) => wait_team !== null && !inLine.has(id)).map(({ id }) => id)
  await dropWaits(tx, [...left, ...given])
}

/** In line where the team pushes or passes on; a pull team without overflow needs no line. */
function waitOf(standing: Standing, policy: RoutingPolicy, calendars: Calendars, now: Date): NewWait[] {
  const { id, team_id: teamId, presence_id: presenceId } = standing
  const queue = teamId === null ? undefined : policy.queues.find((one) => one.teamId === teamId)
  if (!standing.waits || teamId === null || !queue || (queue.mode === 'pull' && !queue.overflow)) return []
  const stays = standing.wait_team === teamId
  const since = stays ? standing.since! : now
  const path = stays ? standing.path! : []
  const { overflow } = queue
  const goesOn = overflow !== null && !path.includes(overflow.toTeamId)
  const overflowAt = goesOn ? dueAfter(calendars, { teamId, presenceId }, since, overflow.afterMinutes) : null
  return [{ caseId: id, teamId, since, overflowAt, path, anySkill: stays && standing.any_skill === true }]
}

/** The first line of the table that fits names the team, unless somebody or a rule chose one since. */
async function findTeams(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  opened: readonly Standing[],
  { version, policy }: VersionedPolicy,
): Promise<void> {
  const decisions = opened.flatMap((standing) => {
    const line = standing.waits && !standing.is_chosen ? lineFor(policy, standing) : undefined
    if (!line || line.teamId === standing.team_id) return []
    return [
      {
        id: deps.newId(),
        caseId: standing.id,
        way: 'table' as const,
        teamId: line.teamId,
        memberId: null,
        policyVersion: version,
        reasons: [
          ...(line.topicId ? [reason('topic', { value: line.topicId })] : []),
          ...(line.language ? [reason('language', { value: line.language })] : []),
          ...(line.presenceId ? [reason('presence', { value: line.presenceId })] : []),
          reason('table'),
        ],
      },
    ]
  })
  if (decisions.length === 0) return
  const results = await changeMany(
    tx,
    deps,
    workspaceId,
    decisions.map((decision) => ({
      caseId: decision.caseId,
      change: { teamId: decision.teamId },
      promise: null,
      ...moverOf(decision),
    })),
    { hours: await nextUpdateHours(tx, workspaceId) },
  )
  const done = decisions.filter(({ caseId }) => results.get(caseId)?.changed)
  await insertDecisions(tx, workspaceId, done)
  const teams = new Map(done.map(({ caseId, teamId }) => [caseId, teamId]))
  for (const standing of opened) standing.team_id = teams.get(standing.id) ?? standing.team_id
}

export function lineFor(
  policy: Pick<RoutingPolicy, 'table'>,
  facts: { presence_id: string | null; topics: readonly string[]; language: string | null; kind: string | null },
) {
  return policy.table.find(
    (line) =>
      (line.presenceId === null || line.presenceId === facts.presence_id) &&
      (line.topicId === null || facts.topics.includes(line.topicId)) &&
      (line.language === null || line.language === facts.language) &&
      (line.kind === null || line.kind === facts.kind),
  )
}
