import { morningRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { readMorning, tickMorning } from './morning-list.ts'
import { readMail, saveMail, saveMine } from './subscribe.ts'
import { readWatch, watchMorning } from './watch-morning.ts'

export { startMorningMail } from './send-morning.ts'

export function morningBindings(deps: Deps): Binding[] {
  return [
    bind(morningRoutes.read, ({ actor }) => readMorning(deps, actor)),
    bind(morningRoutes.tick, ({ actor, params, body }) => tickMorning(deps, actor, params.id, body.isDone)),
    bind(morningRoutes.watch, ({ actor, params, body }) => watchMorning(deps, actor, params.id, body)),
    bind(morningRoutes.ofCase, ({ actor, params }) => readWatch(deps, actor, params.id)),
    bind(morningRoutes.mail, ({ actor }) => readMail(deps, actor)),
    bind(morningRoutes.saveMine, ({ actor, body }) => saveMine(deps, actor, body)),
    bind(morningRoutes.saveMail, ({ actor, body }) => saveMail(deps, actor, body)),
  ]
}
