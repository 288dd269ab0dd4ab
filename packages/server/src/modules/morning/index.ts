import { morningRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { readMorning, tickMorning, watchMorning } from './morning-list.ts'

export function morningBindings(deps: Deps): Binding[] {
  return [
    bind(morningRoutes.read, ({ actor }) => readMorning(deps, actor)),
    bind(morningRoutes.tick, ({ actor, params, body }) => tickMorning(deps, actor, params.id, body.isDone)),
    bind(morningRoutes.watch, ({ actor, params, body }) => watchMorning(deps, actor, params.id, body.isWatched)),
  ]
}
