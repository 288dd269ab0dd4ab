import { sql } from 'kysely'
import { standInsOf } from '#absences'
import { changeMany } from '#cases'
import { type Db, inTransaction, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { reason } from './facts.ts'
import { moverOf, nextUpdateHours } from './move.ts'
import { type Decision, insertDecisions } from './store-decisions.ts'
import { policyOf } from './store-policy.ts'

const batch = 500

/**
 * What people have who cannot work on it any more goes back: of those whose access was taken away always, of those who
 * are away where the policy says so, to their deputy or to the line. Says whether there may be more.
 */
export async function giveBack(deps: Deps): Promise<boolean> {
  const workspaces = await rows(
    deps.db.system,
    sql<{ workspace_id: string }>`
      select workspace_id from member where not active or role = 'reader'
      union select workspace_id from absence where ended_at is null and from_at <= now() and to_at > now()`,
  )
  let more = false
  for (const { workspace_id } of workspaces) if ((await giveBackIn(deps, workspace_id)) === batch) more = true
  return more
}

export async function giveBackIn(deps: Deps, workspaceId: string): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const { version, policy } = await policyOf(tx, workspaceId)
    const found = await ownedByAbsent(tx, workspaceId, policy.onAbsence !== 'stay')
    if (found.length === 0) return 0
    const owners = [...new Set(found.filter(({ has_left }) => !has_left).map(({ owner_id }) => owner_id))]
    const standIns = policy.onAbsence === 'deputy' ? await standInsOf(tx, workspaceId, owners) : new Map()
    const decisions = found.map(({ id, owner_id, team_id, has_left }): Decision => {
      const deputy = (standIns.get(owner_id)?.deputyId as string | null | undefined) ?? null
      return {
        id: deps.newId(),
        caseId: id,
        way: deputy ? 'deputy' : 'returned',
        teamId: team_id,
        memberId: deputy,
        fromMember: owner_id,
        policyVersion: version,
        reasons: [reason(deputy ? 'deputy' : has_left ? 'left' : 'away', { value: owner_id })],
      }
    })
    const results = await changeMany(
      tx,
      deps,
      workspaceId,
      decisions.map((decision) => ({
        caseId: decision.caseId,
        change: { ownerId: decision.memberId },
        promise: null,
        ...moverOf(decision),
      })),
      { hours: await nextUpdateHours(tx, workspaceId) },
    )
    const done = decisions.filter(({ caseId }) => results.get(caseId)?.changed)
    await insertDecisions(tx, workspaceId, done)
    return done.length
  })
}

type Owned = { id: string; owner_id: string; team_id: string | null; has_left: boolean }

/** Open ones where it is our turn; what rests or waits for the customer comes when it wakes. */
function ownedByAbsent(tx: Db, workspaceId: string, alsoAway: boolean): Promise<Owned[]> {
  const away = sql`exists (select from absence a where a.member_id = m.id and a.workspace_id = ${workspaceId} and a.ended_at is null and a.from_at <= now() and a.to_at > now())`
  return rows(
    tx,
    sql<Owned>`
      select c.id, c.owner_id, c.team_id, (not m.active or m.role = 'reader') as has_left
      from member m join cases c on c.owner_id = m.id and c.workspace_id = m.workspace_id
      where m.workspace_id = ${workspaceId} and (not m.active or m.role = 'reader' ${alsoAway ? sql`or ${away}` : sql``})
        and c.category in ('new','open','waiting_customer','waiting_internal') and c.merged_into is null
        and (not m.active or m.role = 'reader' or (c.category <> 'waiting_customer' and (c.follow_up_at is null or c.follow_up_at <= now())))
      order by c.id limit ${batch} for update of c skip locked`,
  )
}
