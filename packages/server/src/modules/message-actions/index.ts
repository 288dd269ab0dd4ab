import { messageActionRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { askAction } from './ask-action.ts'
import { readActions } from './read-actions.ts'

export { type ActingDeps, startMessageActions } from './carry-out.ts'
export { actionsChannel as messageActionsChannel } from './store.ts'

export function messageActionBindings(deps: Deps): Binding[] {
  return [
    bind(messageActionRoutes.ofCase, ({ actor, params }) => readActions(deps, actor, params.id)),
    bind(messageActionRoutes.ask, ({ actor, params, body }) => askAction(deps, actor, params.id, body)),
  ]
}
