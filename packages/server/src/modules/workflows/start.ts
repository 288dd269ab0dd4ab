import type { Deps } from '#platform/deps'
import { startLoop } from '#platform/loop'
import { readOnce } from './read-journal.ts'
import { sweepOnce } from './sweep.ts'

/** Taking messages in comes first: in a storm rules run a moment later, many entries at once. */
const restFactor = 6

/** Two loops: rules that entries of the journal start (`wake` when there are new ones), and rules by the clock. */
export function startWorkflows(deps: Deps): { wake(): void; stop(): Promise<void> } {
  const log = deps.log.child({ part: 'workflows' })
  const reading = startLoop({ name: 'workflows', log, idleMs: 5_000, restFactor, turn: () => readOnce(deps) })
  const sweeping = startLoop({ name: 'workflows-clock', log, idleMs: 20_000, turn: () => sweepOnce(deps) })
  return { wake: reading.wake, stop: async () => void (await Promise.all([reading.stop(), sweeping.stop()])) }
}
