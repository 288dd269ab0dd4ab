import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { isOpen } from './case.ts'
import type { Selection } from './store-selection.ts'

/**
 * When something of this view comes due next, so that an open list can refresh itself then. Goes by the view alone:
 * with a filter it may be too early, which costs one refresh.
 */
export async function nextDueOf(db: Db, { actor, viewArms }: Selection): Promise<Date | null> {
  const arms = viewArms.map(
    (view) => sql`(select due_at from cases where workspace_id = ${actor.workspaceId} and ${isOpen} and ${view}
      and due_at > now() and due_at < 'infinity' order by due_at, id limit 1)`,
  )
  const found = await one(
    db,
    sql<{ at: Date | null }>`select min(due_at) as at from (${sql.join(arms, sql` union all `)}) as arms`,
  )
  return found?.at ?? null
}

/**
 * The case that needs this person first: their own, else an unowned one of their teams, else any unowned one; by due
 * time, without what rests or waits for the customer. `after` leaves that case out.
 */
export async function nextCaseFor(db: Db, actor: Actor, after: string | null): Promise<string | null> {
  const needsMe = sql`workspace_id = ${actor.workspaceId} and ${isOpen} and (follow_up_at is null or due_at <= now())
    and due_at < 'infinity' and id is distinct from ${after}::uuid`
  const first = (rank: number, whose: ReturnType<typeof sql>) =>
    sql`(select ${rank}::int as rank, id from cases where ${needsMe} and ${whose} order by due_at, id limit 1)`
  const arms = [
    first(0, sql`owner_id = ${actor.memberId}`),
    ...actor.teamIds.slice(0, 8).map((team) => first(1, sql`owner_id is null and team_id = ${team}`)),
    first(2, sql`owner_id is null`),
  ]
  const found = await one(
    db,
    sql<{ id: string }>`select id from (${sql.join(arms, sql` union all `)}) as arms order by rank limit 1`,
  )
  return found?.id ?? null
}

export async function idByNumber(db: Db, actor: Pick<Actor, 'workspaceId'>, number: number): Promise<string | null> {
  const found = await one(
    db,
    sql<{ id: string }>`select id from cases where workspace_id = ${actor.workspaceId} and number = ${number}`,
  )
  return found?.id ?? null
}
