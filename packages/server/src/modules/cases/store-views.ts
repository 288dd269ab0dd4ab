import type { CaseView, StatusCategory } from '@resonanz/contracts'
import { openCategories } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { Actor } from '#platform/deps'
import { allCategories, type Condition } from './store-filter.ts'

type ViewRule = {
  /** Alternatives of which one holds; each can be read in order from an index of its own. */
  arms(actor: Actor): Condition[]
  /** Categories shown when the filter says nothing about the status. */
  categories: readonly StatusCategory[]
  /** Leaves out what rests until its follow-up. */
  awake: boolean
}

const everything = () => [sql`true`]
const maxTeamArms = 8

/** What each standard view shows, within the workspace. Merged cases appear in none. */
export const viewRules: Record<CaseView, ViewRule> = {
  mine: { arms: (actor) => [sql`owner_id = ${actor.memberId}`], categories: openCategories, awake: true },
  team: {
    arms: ({ teamIds }) => {
      if (teamIds.length === 0) return [sql`false`]
      if (teamIds.length > maxTeamArms) return [sql`team_id = any(${teamIds}::uuid[])`]
      return teamIds.map((id) => sql`team_id = ${id}`)
    },
    categories: openCategories,
    awake: true,
  },
  unassigned: { arms: () => [sql`owner_id is null`], categories: openCategories, awake: true },
  // Mine, and those nobody has: a follow-up without an owner must come back to somebody.
  follow_ups: {
    arms: (actor) => [
      sql`follow_up_at is not null and owner_id = ${actor.memberId}`,
      sql`follow_up_at is not null and owner_id is null`,
    ],
    categories: openCategories,
    awake: false,
  },
  // A draft on a closed case is still a draft.
  drafts: {
    arms: (actor) => [sql`cases.id in (select d.case_id from draft d where d.member_id = ${actor.memberId})`],
    categories: allCategories,
    awake: false,
  },
  watched: {
    arms: (actor) => [sql`cases.id in (select w.case_id from watch w where w.member_id = ${actor.memberId})`],
    categories: openCategories,
    awake: false,
  },
  all: { arms: everything, categories: openCategories, awake: false },
  unclear: { arms: () => [sql`has_unclear`], categories: allCategories, awake: false },
}
