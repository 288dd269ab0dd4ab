import type { Deps } from '#platform/deps'
import { type Loop, startLoop } from '#platform/loop'
import { keepWatchOnce } from './keep-watch.ts'
import { proposeOnce } from './propose.ts'
import { sendByRuleOnce } from './send-by-rule.ts'

/** Reads what happened, proposes what is due, and sends where a rule may; until stopped. */
export function startHoldingReplies(deps: Deps): Loop {
  return startLoop({
    name: 'holding-replies',
    log: deps.log.child({ part: 'holding-replies' }),
    idleMs: 2_000,
    async turn() {
      const more = await keepWatchOnce(deps)
      const proposed = await proposeOnce(deps)
      const sent = await sendByRuleOnce(deps)
      return more || proposed || sent
    },
  })
}
