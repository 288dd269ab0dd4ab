import { CaseView } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { parseFilter } from './filter/parse-filter.ts'
import { cap, type CountsOf, countOthers, countSelections } from './store-counts.ts'
import { compileFilter } from './store-filter.ts'
import { resolveNames } from './store-names.ts'
import { savedViewsFor } from './store-saved-views.ts'
import { viewRules } from './store-views.ts'

/** Counts of the standard and saved views, each up to the cap, side by side on a few connections. */
export async function countCases(deps: Deps, actor: Actor): Promise<CountsOf> {
  const db = deps.db.of(actor.workspaceId)
  const [views, saved, others] = await Promise.all([
    countStandard(db, actor),
    countSaved(db, actor),
    countOthers(db, actor),
  ])
  return { views, saved, ...others, cap }
}

function countStandard(db: Db, actor: Actor): Promise<Record<string, number>> {
  const selections = CaseView.options.map((view) => {
    const { arms, awake, categories } = viewRules[view]
    return [
      view,
      { actor, viewArms: arms(actor), awake, compiled: compileFilter([], new Map(), actor, categories) },
    ] as const
  })
  return countSelections(db, new Map(selections))
}

/** A word that is no filter is left out, as in the list; it is named there. */
async function countSaved(db: Db, actor: Actor): Promise<Record<string, number>> {
  const { arms, awake, categories } = viewRules.all
  const views = (await savedViewsFor(db, actor)).map(({ id, filter }) => ({ id, filter: parseFilter(filter).filter }))
  const names = await resolveNames(
    db,
    actor.workspaceId,
    views.map(({ filter }) => filter),
  )
  const selections = views.map(
    ({ id, filter }) =>
      [id, { actor, viewArms: arms(actor), awake, compiled: compileFilter(filter, names, actor, categories) }] as const,
  )
  return countSelections(db, new Map(selections))
}
