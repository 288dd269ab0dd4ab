import { expertRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { changeExpert, createExpert, listExperts, removeExpert } from './change-experts.ts'

export { candidatesFor, readStanding, type Standing } from './directory.ts'
export { standInOf } from './expert.ts'

export function expertBindings(deps: Deps): Binding[] {
  return [
    bind(expertRoutes.list, ({ actor }) => listExperts(deps, actor)),
    bind(expertRoutes.create, ({ actor, body }) => createExpert(deps, actor, body)),
    bind(expertRoutes.change, ({ actor, params, body }) => changeExpert(deps, actor, params.id, body)),
    bind(expertRoutes.remove, ({ actor, params }) => removeExpert(deps, actor, params.id)),
  ]
}
