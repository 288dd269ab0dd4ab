import { setTimeout as sleep } from 'node:timers/promises'
import { isDatabaseAway, willPass } from './db/away.ts'
import type { Logger } from './log.ts'

const firstPauseMs = 100
const pauseMostMs = 1_000
const triedForMs = 15 * 60_000
const triedWhileEndingMs = 10_000

/**
 * Writes down what only this process knows: what a network answered. While the database is away it is tried again, for a
 * quarter of an hour; while the process ends, for some seconds. `record` must be whole in one transaction and do nothing
 * when it is done already. Throws the last error.
 */
export async function untilRecorded<T>(
  record: () => Promise<T>,
  { log, ending }: { log: Logger; ending?: AbortSignal | undefined },
): Promise<T> {
  const start = performance.now()
  for (let tries = 1; ; tries += 1) {
    try {
      return await record()
    } catch (error) {
      const most = ending?.aborted ? triedWhileEndingMs : triedForMs
      if (!(isDatabaseAway(error) || willPass(error)) || performance.now() - start > most) throw error
      if (tries === 1) log.warn({ err: error }, 'an outcome waits for the database')
      await sleep(Math.min(pauseMostMs, firstPauseMs * 2 ** (tries - 1)))
    }
  }
}
