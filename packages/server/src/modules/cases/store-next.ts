import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { isOpen } from './case.ts'
import type { Selection } from './store-selection.ts'
import { viewRules } from './store-views.ts'

/**
 * When something of this view comes due next, so that an open list can refresh itself then. Goes by the view alone:
 * with a filter it may be too early, which costs one refresh.
 */
export async function nextDueOf(db: Db, { actor, viewArms }: Selection): Promise<Date | null> {
  const arms = viewArms.map(
    ({ where }) => sql`(select due_at from cases where workspace_id = ${actor.workspaceId} and ${isOpen} and ${where}
      and due_at > now() and due_at < 'infinity' order by due_at, id limit 1)`,
  )
  const found = await one(
    db,
    sql<{ at: Date | null }>`select min(due_at) as at from (${sql.join(arms, sql` union all `)}) as arms`,
  )
  return found?.at ?? null
}

/**
 * The case that needs this person next: where the next step is theirs, in the order of due times, behind the one they
 * come from and round again; else an unowned one of their teams, else any unowned one. Without what rests.
 */
export async function nextCaseFor(db: Db, actor: Actor, after: string | null): Promise<string | null> {
  const needsMe = sql`workspace_id = ${actor.workspaceId} and ${isOpen} and (follow_up_at is null or due_at <= now())
    and due_at < 'infinity' and id is distinct from ${after}::uuid`
  const first = (rank: number, whose: ReturnType<typeof sql>) =>
    sql`(select ${rank}::int as rank, due_at, id from cases where ${needsMe} and ${whose} order by due_at, id limit 1)`
  const { arms: needs } = viewRules.needs_me
  const behind = sql`(due_at, id) > (select a.due_at, a.id from cases a where a.id = ${after}::uuid and a.workspace_id = ${actor.workspaceId})`
  const arms = [
    ...(after === null ? [] : needs(actor).map(({ where }) => first(-1, sql`${where} and ${behind}`))),
    ...needs(actor).map(({ where }) => first(0, where)),
    ...actor.teamIds.slice(0, 8).map((team) => first(1, sql`owner_id is null and team_id = ${team}`)),
    first(2, sql`owner_id is null`),
  ]
  const found = await one(
    db,
    sql<{ id: string }>`select id from (${sql.join(arms, sql` union all `)}) as arms order by rank, due_at, id limit 1`,
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
