import { absenceRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { changeAbsence, createAbsence, endAbsence, listAbsences } from './absences.ts'

export function absenceBindings(deps: Deps): Binding[] {
  return [
    bind(absenceRoutes.list, ({ actor }) => listAbsences(deps, actor)),
    bind(absenceRoutes.create, ({ actor, body }) => createAbsence(deps, actor, body)),
    bind(absenceRoutes.change, ({ actor, params, body }) => changeAbsence(deps, actor, params.id, body)),
    bind(absenceRoutes.end, ({ actor, params }) => endAbsence(deps, actor, params.id)),
  ]
}
