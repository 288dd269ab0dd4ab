import { openCategories, type StatusCategory } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/deps'
import { isOpen } from './case.ts'
import type { Cursor, Sort } from './list-cursor.ts'
import type { CompiledFilter, Condition } from './store-filter.ts'

/** One of the alternatives of a view. */
export type ViewArm = {
  where: Condition
  /** A handful of cases, found by their ids: no index gives their order, so they are sorted as they are found. */
  isHandful?: true
}
/** Which cases. */
export type Selection = {
  actor: Pick<Actor, 'workspaceId'>
  viewArms: ViewArm[]
  awake: boolean
  compiled: CompiledFilter
}

const isClosed = sql`category in ('done','closed') and merged_into is null`
const isAwake = sql`(follow_up_at is null or due_at <= now())`
/** Sorts that put bands before one another: within a band the order is that of due times. */
const bands: Partial<Record<Sort, readonly Condition[]>> = {
  priority: [0, 1, 2, 3].map((priority) => sql`priority = ${priority}`),
  stalled: [sql`stalled >= 3`, sql`stalled < 3`],
}

/**
 * The rows of a selection as a union of arms. Each arm has its own equality on view, category or priority, so that one
 * partial index gives it in the wanted order and it stops after `limit` rows, whatever the table holds.
 * `fold`: of cases with the same words only the first of an arm, by a look into the index of groups for each.
 */
export function selectRows(
  selection: Selection,
  sort: Sort,
  cursor: Cursor | null,
  limit: number,
  fold = false,
): RawBuilder<unknown> {
  const arms = armsOf(selection, sort).flatMap((arm) => {
    const after = cursor ? afterCursor(sort, cursor, arm.band) : sql`true`
    if (after === null) return []
    const order = arm.band === null ? orderBy[sort] : orderWithin[sort]
    if (!fold)
      return [sql`(select cases.* from cases where ${arm.where} and ${after} order by ${order} limit ${limit})`]
    return [
      sql`(select o.* from (select cases.* from cases where ${arm.where} and ${after} order by ${order}) o
        where o.cluster_id is null or not exists (
          select from cases where ${arm.where} and cluster_id = o.cluster_id and ${isBefore[sort]})
        order by ${order} limit ${limit})`,
    ]
  })
  if (arms.length === 0) return sql`(select cases.* from cases where false)`
  return sql`(select * from (${sql.join(arms, sql` union all `)}) as arms order by ${orderBy[sort]} limit ${limit})`
}

/** The rows without order, for counting and for changing many at once. */
export function selectAny(selection: Selection, columns: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  const arms = armsOf(selection, 'due').map(
    (arm) => sql`(select ${columns} from cases where ${arm.where} limit ${limit})`,
  )
  if (arms.length === 0) return sql`(select ${columns} from cases where false)`
  if (arms.length === 1) return arms[0]!
  return sql`(select * from (${sql.join(arms, sql` union all `)}) as arms limit ${limit})`
}

export const orderBy: Record<Sort, RawBuilder<unknown>> = {
  due: sql`due_at, id`,
  newest: sql`last_message_at desc, id desc`,
  oldest: sql`last_message_at, id`,
  priority: sql`priority, due_at, id`,
  stalled: sql`(stalled < 3), due_at, id`,
}
/** Which of a group stands first: compares a row of cases with the row `o` of the list. */
const isBefore: Record<Sort, RawBuilder<unknown>> = {
  due: sql`(cases.due_at, cases.id) < (o.due_at, o.id)`,
  newest: sql`(cases.last_message_at, cases.id) > (o.last_message_at, o.id)`,
  oldest: sql`(cases.last_message_at, cases.id) < (o.last_message_at, o.id)`,
  priority: sql`(cases.priority, cases.due_at, cases.id) < (o.priority, o.due_at, o.id)`,
  stalled: sql`(cases.stalled < 3, cases.due_at, cases.id) < (o.stalled < 3, o.due_at, o.id)`,
}
// Within an arm the band is one.
const orderWithin = { ...orderBy, priority: orderBy.due, stalled: orderBy.due }

type Arm = { where: Condition; band: number | null }

function armsOf({ actor, viewArms, awake, compiled }: Selection, sort: Sort): Arm[] {
  const shared = [sql`cases.workspace_id = ${actor.workspaceId}`, ...compiled.conditions, ...(awake ? [isAwake] : [])]
  return viewArms.flatMap((view) =>
    categoryArms(compiled.categories).flatMap((category) =>
      ((view.isHandful ? undefined : bands[sort]) ?? [null]).map((condition, band) => ({
        band: condition === null ? null : band,
        where: sql.join([view.where, category, ...shared, ...(condition === null ? [] : [condition])], sql` and `),
      })),
    ),
  )
}

/** The predicates stand as in the partial indexes, else the planner would not see that these apply. */
function categoryArms(categories: readonly StatusCategory[]): Condition[] {
  const open = categories.filter((category) => openCategories.includes(category))
  const closed = categories.filter((category) => !openCategories.includes(category))
  return [
    ...(open.length === openCategories.length
      ? [isOpen]
      : open.map((category) => sql`${isOpen} and category = ${category}`)),
    ...closed.map((category) => sql`${isClosed} and category = ${category}`),
  ]
}

function afterCursor(sort: Sort, { key, id, priority: at }: Cursor, band: number | null): Condition | null {
  switch (sort) {
    case 'due':
      return sql`(due_at, id) > (${key}::timestamptz, ${id}::uuid)`
    case 'newest':
      return sql`(last_message_at, id) < (${key}::timestamptz, ${id}::uuid)`
    case 'oldest':
      return sql`(last_message_at, id) > (${key}::timestamptz, ${id}::uuid)`
    case 'priority':
    case 'stalled':
      // Without bands the order is that of the whole.
      if (band === null)
        return sort === 'priority'
          ? sql`(priority, due_at, id) > (${at}, ${key}::timestamptz, ${id}::uuid)`
          : sql`((stalled < 3)::int, due_at, id) > (${at}, ${key}::timestamptz, ${id}::uuid)`
      if (band < at) return null
      return band > at ? sql`true` : sql`(due_at, id) > (${key}::timestamptz, ${id}::uuid)`
  }
}
