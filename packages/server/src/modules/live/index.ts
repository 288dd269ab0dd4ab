import { liveRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import type { Hub } from './hub.ts'
import { streamLive } from './stream.ts'

export { type Hub, makeHub } from './hub.ts'

export function liveBindings(deps: Deps, hub: Hub): Binding[] {
  return [
    bind(liveRoutes.stream, ({ actor, query, request, reply }) =>
      streamLive(deps, hub, actor, request, reply, query.after),
    ),
  ]
}
