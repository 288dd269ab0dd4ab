import { routingRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { readAvailability, setAvailability } from './availability.ts'
import { listMembers, setMember } from './members.ts'
import { pullNext } from './pull.ts'
import { savePolicy } from './save-policy.ts'
import { newestPolicy } from './store-policy.ts'
import { tryPolicy } from './try-policy.ts'
import { whyOfCase } from './why.ts'

export { startRouting } from './start-routing.ts'

export function routingBindings(deps: Deps): Binding[] {
  return [
    bind(routingRoutes.read, ({ actor }) => newestPolicy(deps.db.of(actor.workspaceId), actor.workspaceId)),
    bind(routingRoutes.save, ({ actor, body }) => savePolicy(deps, actor, body)),
    bind(routingRoutes.trial, ({ actor, body }) => tryPolicy(deps, actor, body)),
    bind(routingRoutes.members, ({ actor }) => listMembers(deps, actor)),
    bind(routingRoutes.setMember, ({ actor, params, body }) => setMember(deps, actor, params.id, body)),
    bind(routingRoutes.presence, ({ actor }) => readAvailability(deps, actor)),
    bind(routingRoutes.setPresence, ({ actor, body }) => setAvailability(deps, actor, body.state)),
    bind(routingRoutes.pull, ({ actor }) => pullNext(deps, actor)),
    bind(routingRoutes.ofCase, ({ actor, params }) => whyOfCase(deps, actor, params.id)),
  ]
}
