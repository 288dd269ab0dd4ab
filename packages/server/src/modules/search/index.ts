import { searchRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { search } from './search.ts'

export function searchBindings(deps: Deps): Binding[] {
  return [bind(searchRoutes.search, ({ actor, query }) => search(deps, actor, query))]
}
