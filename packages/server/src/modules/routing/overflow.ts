import { dueAfter, readCalendars } from '#calendars'
import { changeMany } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { reason } from './facts.ts'
import { moverOf, nextUpdateHours } from './move.ts'
import { nowOf } from './push.ts'
import { type Decision, insertDecisions } from './store-decisions.ts'
import { policyOf } from './store-policy.ts'
import { claimOverflows, type DueWait, dropWaits, putWaits, standingsOf } from './store-waits.ts'

const batch = 200

/** Passes cases that nobody took in time on to the other team, each team once; says whether there may be more. */
export async function passOn(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const due = await claimOverflows(tx, batch)
    for (const [workspaceId, own] of Map.groupBy(due, (wait) => wait.workspace_id))
      await passOnIn(tx, deps, workspaceId, own)
    return due.length === batch
  })
}

async function passOnIn(tx: Db, deps: Deps, workspaceId: string, due: readonly DueWait[]): Promise<void> {
  const { version, policy } = await policyOf(tx, workspaceId)
  const queueOf = (teamId: string) => policy.queues.find((queue) => queue.teamId === teamId)
  const caseIds = due.map(({ case_id }) => case_id)
  const standings = new Map((await standingsOf(tx, workspaceId, caseIds)).map((standing) => [standing.id, standing]))
  const going = due.flatMap((wait) => {
    const standing = standings.get(wait.case_id)
    const overflow = queueOf(wait.team_id)?.overflow
    const still = standing?.waits && standing.team_id === wait.team_id
    return still && overflow && !wait.path.includes(overflow.toTeamId) ? [{ wait, overflow, standing }] : []
  })
  const decisions = going.map(
    ({ wait, overflow }): Decision => ({
      id: deps.newId(),
      caseId: wait.case_id,
      way: 'overflow',
      teamId: overflow.toTeamId,
      memberId: null,
      policyVersion: version,
      reasons: [reason('overflow', { value: wait.team_id })],
    }),
  )
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
  const moved = going.filter(({ wait }) => results.get(wait.case_id)?.changed)
  const ids = new Set(moved.map(({ wait }) => wait.case_id))
  await insertDecisions(
    tx,
    workspaceId,
    decisions.filter(({ caseId }) => ids.has(caseId)),
  )
  const calendars = await readCalendars(tx, workspaceId)
  const now = await nowOf(tx)
  // What cannot go on (a team that is gone, a rule taken out) leaves the line: the reader puts it back where it belongs.
  await dropWaits(
    tx,
    caseIds.filter((id) => !ids.has(id)),
  )
  await putWaits(
    tx,
    workspaceId,
    moved.map(({ wait, overflow, standing }) => {
      const path = [...wait.path, wait.team_id]
      const next = queueOf(overflow.toTeamId)?.overflow
      const place = { teamId: overflow.toTeamId, presenceId: standing.presence_id }
      const goesOn = next && !path.includes(next.toTeamId)
      return {
        caseId: wait.case_id,
        teamId: overflow.toTeamId,
        since: now,
        overflowAt: goesOn ? dueAfter(calendars, place, now, next.afterMinutes) : null,
        path,
        anySkill: wait.any_skill || overflow.anySkill,
      }
    }),
  )
}
