import { caseFileRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { Refusal } from '#platform/errors'

export function caseFileBindings(_deps: Deps): Binding[] {
  return Object.values(caseFileRoutes).map((route) =>
    bind(route as never, async () => {
      throw new Refusal('unavailable')
    }),
  )
}
