import { selfTestRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { type Loop, startLoop } from '#platform/loop'
import { changeSelfTest, createSelfTest, listSelfTests, noteSent, removeSelfTest, startSelfTest } from './manage.ts'
import { remindDue } from './remind.ts'
import { sendDueTest, type TestingDeps } from './send.ts'
import { closeDone, endUnused, noteMissing, noteSeen, watchOnce } from './watch.ts'

export { writeSampleSelfTest } from './sample.ts'
export { takeTests } from './take.ts'

export function selfTestBindings(deps: Deps): Binding[] {
  return [
    bind(selfTestRoutes.list, ({ actor }) => listSelfTests(deps, actor)),
    bind(selfTestRoutes.create, ({ actor, body }) => createSelfTest(deps, actor, body)),
    bind(selfTestRoutes.change, ({ actor, params, body }) => changeSelfTest(deps, actor, params.id, body)),
    bind(selfTestRoutes.start, ({ actor, params }) => startSelfTest(deps, actor, params.id)),
    bind(selfTestRoutes.sent, ({ actor, params }) => noteSent(deps, actor, params.id)),
    bind(selfTestRoutes.remove, ({ actor, params }) => removeSelfTest(deps, actor, params.id)),
  ]
}

/** Sends what is due, and follows each item until somebody noticed it. */
export function startSelfTests(deps: TestingDeps): Loop {
  return startLoop({
    name: 'self-tests',
    log: deps.log.child({ part: 'self-tests' }),
    idleMs: 5_000,
    async turn() {
      const more = [await watchOnce(deps), await sendDueTest(deps)]
      await remindDue(deps)
      await noteSeen(deps)
      await endUnused(deps)
      await noteMissing(deps)
      await closeDone(deps)
      return more.some(Boolean)
    },
  })
}
