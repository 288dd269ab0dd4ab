import type { CaseView, StatusCategory } from '@resonanz/contracts'
import { openCategories } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { Actor } from '#platform/deps'
import { allCategories, type Condition } from './store-filter.ts'
import type { ViewArm } from './store-selection.ts'

type ViewRule = {
  /** Alternatives of which one holds; each can be read in order from an index of its own. */
  arms(actor: Actor): ViewArm[]
  /** Categories shown when the filter says nothing about the status. */
  categories: readonly StatusCategory[]
  /** Leaves out what rests until its follow-up. */
  awake: boolean
}

const everything = () => [{ where: sql`true` }]
const maxTeamArms = 8

/** While the customer or a colleague has the turn it is the owner's again when something is due. */
const isMyMove = sql`category in ('new','open') or due_at <= now()`

/**
 * Whom this person stands in for now, also where a deputy who is away hands on to the next; the same rule as
 * `standInsOf`: of several absences the one that ends last counts, and whoever is away stands in for nobody.
 */
function representedBy({ workspaceId, memberId }: Actor): Condition {
  return sql`
    with recursive away as (
      select distinct on (b.member_id) b.member_id, case when d.active then b.deputy_id end as deputy_id from absence b left join member d on d.id = b.deputy_id
        where b.workspace_id = ${workspaceId} and b.ended_at is null and b.from_at <= now() and b.to_at > now() order by b.member_id, b.to_at desc
    ), represented as (
      select member_id from away where deputy_id = ${memberId} and not exists (select from away where member_id = ${memberId})
      union select away.member_id from away join represented r on away.deputy_id = r.member_id
    ) select member_id from represented`
}

function asksOf(actor: Actor): Condition {
  const { workspaceId, memberId } = actor
  const represented = sql`any(array(${representedBy(actor)}))`
  return sql`
    select c.case_id from consultation_request r join consultation c on c.id = r.consultation_id
      where r.workspace_id = ${workspaceId} and r.member_id = ${memberId} and c.state not in ('answered','withdrawn')
    union select a.case_id from approval_asked s join approval a on a.id = s.approval_id
      where s.workspace_id = ${workspaceId} and s.member_id = ${memberId} and a.state = 'open' and a.case_id is not null
    union select h.case_id from holding_reply h join cases held on held.id = h.case_id
      where h.workspace_id = ${workspaceId} and h.state = 'proposed' and held.owner_id = ${memberId}
    union select p.case_id from promise p where p.workspace_id = ${workspaceId} and (p.owner_id = ${memberId} or p.owner_id = ${represented}) and p.state = 'open'
    union select own.id from cases own where own.workspace_id = ${workspaceId} and own.owner_id = ${represented}
        and own.category in ('new','open','waiting_customer','waiting_internal') and own.merged_into is null
        and (own.category in ('new','open') or own.due_at <= now())`
}

/** What each standard view shows, within the workspace. Merged cases appear in none. */
export const viewRules: Record<CaseView, ViewRule> = {
  mine: { arms: (actor) => [{ where: sql`owner_id = ${actor.memberId}` }], categories: openCategories, awake: true },
  team: {
    arms: ({ teamIds }) => {
      if (teamIds.length === 0) return [{ where: sql`false` }]
      if (teamIds.length > maxTeamArms) return [{ where: sql`team_id = any(${teamIds}::uuid[])` }]
      return teamIds.map((id) => ({ where: sql`team_id = ${id}` }))
    },
    categories: openCategories,
    awake: true,
  },
  unassigned: { arms: () => [{ where: sql`owner_id is null` }], categories: openCategories, awake: true },
  // Mine, and those nobody has: a follow-up without an owner must come back to somebody.
  follow_ups: {
    arms: (actor) => [
      { where: sql`follow_up_at is not null and owner_id = ${actor.memberId}` },
      { where: sql`follow_up_at is not null and owner_id is null` },
    ],
    categories: openCategories,
    awake: false,
  },
  // A draft on a closed case is still a draft.
  drafts: {
    arms: (actor) => [
      {
        where: sql`cases.id in (select d.case_id from draft d where d.member_id = ${actor.memberId})`,
        isHandful: true,
      },
    ],
    categories: allCategories,
    awake: false,
  },
  watched: {
    arms: (actor) => [
      {
        where: sql`cases.id in (select w.case_id from watch w where w.member_id = ${actor.memberId})`,
        isHandful: true,
      },
    ],
    categories: openCategories,
    awake: false,
  },
  all: { arms: everything, categories: openCategories, awake: false },
  // Where the next step is this person's: their own, those of somebody they stand in for, what they are asked, may approve
  // or promised to keep.
  needs_me: {
    arms: (actor) => {
      const mine = sql`owner_id = ${actor.memberId}`
      return [
        { where: sql`${mine} and (${isMyMove})` },
        // As an array: a handful of ids is looked up one by one, where a join would read all open cases in order.
        {
          where: sql`((${mine}) and (${isMyMove})) is not true and cases.id = any(array(${asksOf(actor)}))`,
          isHandful: true,
        },
      ]
    },
    categories: openCategories,
    awake: true,
  },
  unclear: { arms: () => [{ where: sql`has_unclear` }], categories: allCategories, awake: false },
}
