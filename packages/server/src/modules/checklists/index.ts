import { checklistRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { createChecklist, listChecklists, removeChecklist, saveChecklist } from './manage.ts'

export { type LeadingChecklist, leadingChecklists, openRequiredSteps, type OpenStep } from './in-cases.ts'
export { createChecklistIn } from './manage.ts'
export { checklistsOf, findChecklist } from './store.ts'

/** The templates; what becomes of them in a case is bound by `#case-checklists`. */
export function checklistBindings(deps: Deps): Binding[] {
  return [
    bind(checklistRoutes.list, ({ actor }) => listChecklists(deps, actor)),
    bind(checklistRoutes.create, ({ actor, body }) => createChecklist(deps, actor, body)),
    bind(checklistRoutes.save, ({ actor, params, body }) => saveChecklist(deps, actor, params.id, body)),
    bind(checklistRoutes.remove, ({ actor, params }) => removeChecklist(deps, actor, params.id)),
  ]
}
