import type { Deps } from '#platform/deps'
import { type Loop, startLoop } from '#platform/loop'
import { forgetIdle } from './availability.ts'
import { giveBack } from './give-back.ts'
import { keepQueue } from './keep-queue.ts'
import { passOn } from './overflow.ts'
import { pushAll } from './push.ts'
import { emptyCandidates } from './store-decisions.ts'

const tickMs = 1_000
/** Taking messages in comes first. */
const restFactor = 6
const giveBackEveryMs = 10_000
const tidyEveryMs = 60_000

/** Keeps the line by the journal, gives cases out, passes them on, takes them back from those who are away. */
export function startRouting(deps: Deps): Loop {
  let giveBackAt = 0
  let tidyAt = 0
  return startLoop({
    name: 'routing',
    log: deps.log.child({ part: 'routing' }),
    idleMs: tickMs,
    restFactor,
    async turn() {
      const read = await keepQueue(deps)
      const passed = await passOn(deps)
      const pushed = await pushAll(deps)
      const now = performance.now()
      const back = now >= giveBackAt && (await giveBack(deps))
      if (now >= giveBackAt && !back) giveBackAt = now + giveBackEveryMs
      if (now >= tidyAt) {
        tidyAt = now + tidyEveryMs
        await forgetIdle(deps)
        await emptyCandidates(deps.db.system)
      }
      return read || passed || pushed || back
    },
  })
}
