import { manyAnswerRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { Refusal } from '#platform/errors'

export function manyAnswerBindings(_deps: Deps): Binding[] {
  return Object.values(manyAnswerRoutes).map((route) =>
    bind(route as never, async () => {
      throw new Refusal('unavailable')
    }),
  )
}
