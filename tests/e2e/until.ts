import { setTimeout as sleep } from 'node:timers/promises'

/** Looks again and again until there is something; the last error or the name of what was waited for, else. */
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
  throw new Error(`Waited in vain: ${what}`, { cause: failure })
}
