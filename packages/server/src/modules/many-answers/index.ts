import { manyAnswerRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { createMany } from './create.ts'
import { previewMany } from './preview.ts'
import { listMany, readMany } from './results.ts'
import { retryMany } from './retry.ts'
import { stopMany } from './stop.ts'

export { manyApprovals } from './approval-handler.ts'
export { startSendingMany } from './work.ts'

export function manyAnswerBindings(deps: Deps): Binding[] {
  return [
    bind(manyAnswerRoutes.preview, ({ actor, body }) => previewMany(deps, actor, body)),
    bind(manyAnswerRoutes.create, ({ actor, body }) => createMany(deps, actor, body)),
    bind(manyAnswerRoutes.list, ({ actor, query }) => listMany(deps, actor, query)),
    bind(manyAnswerRoutes.read, ({ actor, params }) => readMany(deps, actor, params.id)),
    bind(manyAnswerRoutes.retry, ({ actor, params, body }) => retryMany(deps, actor, params.id, body)),
    bind(manyAnswerRoutes.stop, ({ actor, params }) => stopMany(deps, actor, params.id)),
  ]
}
