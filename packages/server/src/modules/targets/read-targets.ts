import type { TargetRule, Targets } from '@resonanz/contracts'
import { type Calendars, readCalendars } from '#calendars'
import type { Db } from '#platform/db/database'
import { notFound } from '#platform/errors'
import { rulesInOrder } from './order.ts'
import { type TargetPlan, targetPlan } from './plan.ts'
import { withDefault } from './rules.ts'
import { type StoredTargets, storedTargets } from './store.ts'

/** The targets of a workspace with its service hours: two small queries, asked once per batch. */
export async function readTargets(db: Db, workspaceId: string): Promise<TargetPlan> {
  return proposedTargets(db, workspaceId, {})
}

/** The same with rules or service hours that nobody saved yet. */
export async function proposedTargets(
  db: Db,
  workspaceId: string,
  instead: { rules?: readonly TargetRule[] | undefined; calendars?: Calendars | undefined },
): Promise<TargetPlan> {
  const stored = await stand(db, workspaceId)
  return targetPlan(
    stored.version ?? 0,
    instead.rules ?? withDefault(stored.rules, stored.settings),
    unitsOf(stored),
    instead.calendars ?? (await readCalendars(db, workspaceId)),
  )
}

/** As shown and changed: in the order in which they are asked. */
export async function shownTargets(db: Db, workspaceId: string): Promise<Targets> {
  const stored = await stand(db, workspaceId)
  return {
    version: stored.version ?? 0,
    rules: rulesInOrder(withDefault(stored.rules, stored.settings), unitsOf(stored)),
    by: stored.by_member && stored.by_name ? { id: stored.by_member, name: stored.by_name } : null,
    at: stored.at?.toISOString() ?? null,
  }
}

async function stand(db: Db, workspaceId: string): Promise<StoredTargets> {
  const stored = await storedTargets(db, workspaceId)
  if (!stored) throw notFound()
  return stored
}

function unitsOf({ chains }: StoredTargets): Map<string, string[]> {
  return new Map(chains.map(({ team, units }) => [team, units]))
}
