import { progressRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { readProgress } from './read-progress.ts'

export { startWatchingStalled } from './keep-stalled.ts'
export { readProgress } from './read-progress.ts'

export function progressBindings(deps: Deps): Binding[] {
  return [bind(progressRoutes.ofCase, ({ actor, params }) => readProgress(deps, actor, params.id))]
}
