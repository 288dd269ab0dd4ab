import { promiseRoutes } from '@resonanz/contracts'
import { settlePromise } from '#cases'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { addPromise } from './add.ts'
import { movePromise } from './move.ts'
import { promisesOfCase, readPromise } from './read.ts'

export { dayWords } from './moved-words.ts'

export function promiseBindings(deps: Deps): Binding[] {
  return [
    bind(promiseRoutes.ofCase, ({ actor, params }) => promisesOfCase(deps, actor, params.id)),
    bind(promiseRoutes.add, ({ actor, params, body }) => addPromise(deps, actor, params.id, body)),
    bind(promiseRoutes.move, ({ actor, params, body }) => movePromise(deps, actor, params.id, body)),
    bind(promiseRoutes.settle, async ({ actor, params, body }) => {
      await settlePromise(deps, actor, params.id, body)
      return readPromise(deps, actor, params.id)
    }),
  ]
}
