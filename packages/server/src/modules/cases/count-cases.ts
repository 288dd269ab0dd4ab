import { CaseView } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { parseFilter } from './filter/parse-filter.ts'
import { compileFilter } from './store-filter.ts'
import { type CountsOf, countSelections } from './store-counts.ts'
import { resolveNames } from './store-names.ts'
import { savedViewsFor } from './store-saved-views.ts'
import { viewRules } from './store-views.ts'

/** Counts of the standard and saved views, each up to the cap, in one statement. A word that is no filter counts nothing. */
export async function countCases(deps: Deps, actor: Actor): Promise<CountsOf> {
  const db = deps.db.of(actor.workspaceId)
  const saved = (await savedViewsFor(db, actor)).map((view) => ({
    id: view.id,
    filter: parseFilter(view.filter).filter,
  }))
  const names = await resolveNames(
    db,
    actor.workspaceId,
    saved.map((view) => view.filter),
  )
  const standard = CaseView.options.map((view) => {
    const { arms, awake, categories } = viewRules[view]
    return {
      key: view,
      selection: { actor, viewArms: arms(actor), awake, compiled: compileFilter([], names, actor, categories) },
    }
  })
  const all = viewRules.all
  const own = saved.map(({ id, filter }) => ({
    key: id,
    selection: {
      actor,
      viewArms: all.arms(actor),
      awake: all.awake,
      compiled: compileFilter(filter, names, actor, all.categories),
    },
  }))
  return countSelections(db, actor, standard, own)
}
