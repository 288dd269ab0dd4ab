import { targetRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { saveTargets, shownTargets } from '#targets'
import { readClocks, readRuns } from './read-clocks.ts'
import { previewTargets, tryTargets } from './try-targets.ts'

export { startClocks } from './start-clocks.ts'

export function clockBindings(deps: Deps): Binding[] {
  return [
    bind(targetRoutes.read, ({ actor }) => shownTargets(deps.db.of(actor.workspaceId), actor.workspaceId)),
    bind(targetRoutes.save, ({ actor, body }) => saveTargets(deps, actor, body)),
    bind(targetRoutes.preview, ({ actor, body }) => previewTargets(deps, actor, body)),
    bind(targetRoutes.trial, ({ actor, body }) => tryTargets(deps, actor, body)),
    bind(targetRoutes.clocks, ({ actor, params }) => readClocks(deps, actor, params.id)),
    bind(targetRoutes.recomputations, ({ actor }) => readRuns(deps, actor)),
  ]
}
