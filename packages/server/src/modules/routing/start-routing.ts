import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '#platform/deps'
import { type Loop, startLoop } from '#platform/loop'
import { forgetIdle } from './availability.ts'
import { giveBack } from './give-back.ts'
import { keepQueue } from './keep-queue.ts'
import { passOn } from './overflow.ts'
import { pushAll } from './push.ts'
import { emptyCandidates } from './store-decisions.ts'

const tickMs = 1_000
/** Taking messages in comes first: after work this many times as long as it took belongs to others, up to a limit. */
const restFactor = 6
const restMostMs = 3_000
const giveBackEveryMs = 10_000
const tidyEveryMs = 60_000

/** Keeps the line by the journal, gives cases out, passes them on, takes them back from those who are away. */
export function startRouting(deps: Deps): Loop {
  const ending = new AbortController()
  let giveBackAt = 0
  let tidyAt = 0
  const loop = startLoop({
    name: 'routing',
    log: deps.log.child({ part: 'routing' }),
    idleMs: tickMs,
    async turn() {
      const start = performance.now()
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
      await rest(Math.min(restMostMs, restFactor * (performance.now() - start)), ending.signal)
      return read || passed || pushed || back
    },
  })
  return {
    wake: loop.wake,
    stop() {
      ending.abort()
      return loop.stop()
    },
  }
}

/** Ends at once when the loop is to stop. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {})
}
