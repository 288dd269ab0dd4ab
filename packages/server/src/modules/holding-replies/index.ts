import { holdingReplyRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { dismissHolding, sendHolding } from './decide.ts'
import { holdingOfCase } from './read.ts'
import { readPolicy, savePolicy } from './save-policy.ts'

export { startHoldingReplies } from './start.ts'

export function holdingReplyBindings(deps: Deps): Binding[] {
  return [
    bind(holdingReplyRoutes.ofCase, ({ actor, params }) => holdingOfCase(deps, actor, params.id)),
    bind(holdingReplyRoutes.send, ({ actor, params, body }) => sendHolding(deps, actor, params.id, body)),
    bind(holdingReplyRoutes.dismiss, ({ actor, params, body }) => dismissHolding(deps, actor, params.id, body)),
    bind(holdingReplyRoutes.policy, ({ actor }) => readPolicy(deps, actor)),
    bind(holdingReplyRoutes.savePolicy, ({ actor, body }) => savePolicy(deps, actor, body)),
  ]
}
