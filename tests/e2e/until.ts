import { setTimeout as sleep } from 'node:timers/promises'

/** Looks again and again until there is something; else throws what was waited for, and what the last look threw. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  let failure: unknown
  do {
    try {
      const found = await look()
      if (found !== undefined && found !== null && found !== false) return found
      failure = undefined
    } catch (error) {
      failure = error
    }
    await sleep(150)
  } while (performance.now() < deadline)
  const why = failure instanceof Error ? ` (the last look: ${failure.message})` : ''
  throw new Error(`Waited in vain: ${what}${why}`, { cause: failure })
}
