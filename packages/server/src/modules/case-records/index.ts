import { caseRecordRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { Refusal } from '#platform/errors'

export function caseRecordBindings(_deps: Deps): Binding[] {
  return Object.values(caseRecordRoutes).map((route) =>
    bind(route as never, async () => {
      throw new Refusal('unavailable')
    }),
  )
}
