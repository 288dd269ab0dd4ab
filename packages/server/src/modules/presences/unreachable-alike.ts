import { setTimeout as sleep } from 'node:timers/promises'
import { ConnectorError } from '@resonanz/channels'

/**
 * Whoever may set up channels shall not scan ports with it: a closed port, a silent one and one that speaks something
 * else are told after the same time.
 */
export const unreachableAfterMs = 9_000

/** The first contact with a server that somebody typed. */
export async function unreachableAlike<T>(contact: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await contact()
  } catch (error) {
    if (error instanceof ConnectorError && (error.code === 'unreachable' || error.code === 'too-slow')) {
      await sleep(Math.max(0, unreachableAfterMs - (performance.now() - started)))
    }
    throw error
  }
}
