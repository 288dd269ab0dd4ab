import { checklistRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { applyChecklist, checklistsOfCase, putChecklistAway, tickStep } from './work.ts'

export { applyChecklistIn } from './work.ts'

/** Checklists at work in a case; the templates are `#checklists`. */
export function caseChecklistBindings(deps: Deps): Binding[] {
  return [
    bind(checklistRoutes.ofCase, ({ actor, params }) => checklistsOfCase(deps, actor, params.id)),
    bind(checklistRoutes.apply, ({ actor, params, body }) => applyChecklist(deps, actor, params.id, body.checklistId)),
    bind(checklistRoutes.tick, ({ actor, params, body }) => tickStep(deps, actor, params.id, body)),
    bind(checklistRoutes.putAway, ({ actor, params, body }) => putChecklistAway(deps, actor, params.id, body)),
  ]
}
