import { handoverRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { bringBack } from './bring-back.ts'
import { escalateCase, settleEscalation } from './escalate.ts'
import { handOver } from './hand-over.ts'
import { readCourse } from './read-course.ts'

export { raise } from './escalate.ts'
export { startKeepingCourse } from './keep-course.ts'

export function handoverBindings(deps: Deps): Binding[] {
  return [
    bind(handoverRoutes.ofCase, ({ actor, params }) => readCourse(deps.db.of(actor.workspaceId), actor, params.id)),
    bind(handoverRoutes.handOver, ({ actor, params, body }) => handOver(deps, actor, params.id, body)),
    bind(handoverRoutes.finish, ({ actor, params, body }) =>
      bringBack(deps, actor, params.id, { state: 'done', result: body.result }),
    ),
    bind(handoverRoutes.takeBack, ({ actor, params, body }) =>
      bringBack(deps, actor, params.id, { state: 'taken_back', result: body.reason }),
    ),
    bind(handoverRoutes.escalate, ({ actor, params, body }) => escalateCase(deps, actor, params.id, body)),
    bind(handoverRoutes.settleEscalation, ({ actor, params }) => settleEscalation(deps, actor, params.id)),
  ]
}
