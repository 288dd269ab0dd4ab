import type { Deps } from '#platform/deps'
import { type Loop, startLoop } from '#platform/loop'
import { keepClocks } from './keep-clocks.ts'
import { recomputeSome } from './recompute.ts'
import { markBreached, sweepBatch, tellDueSoon } from './sweep.ts'

const tickMs = 1_000

/** Keeps clocks by the journal, works due times out anew after a change, warns and marks what is late. */
export function startClocks(deps: Deps): Loop {
  return startLoop({
    name: 'clocks',
    log: deps.log.child({ part: 'clocks' }),
    idleMs: tickMs,
    async turn() {
      const read = await keepClocks(deps)
      const soon = await tellDueSoon(deps)
      const late = await markBreached(deps)
      const worked = await recomputeSome(deps)
      return read || worked || soon >= sweepBatch || late >= sweepBatch
    },
  })
}
