import type { Logger } from './log.ts'

export type Loop = { wake(): void; stop(): Promise<void> }

/**
 * Runs `turn` again and again: at once while it says there is more, else when woken or after `idleMs`.
 * A turn that throws is logged and tried again after a growing pause. `stop` waits for the turn under way.
 */
export function startLoop(options: { name: string; log: Logger; idleMs: number; turn(): Promise<boolean> }): Loop {
  let stopped = false
  let woken = false
  let failures = 0
  let resume: (() => void) | null = null

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms)
      function done() {
        clearTimeout(timer)
        resume = null
        resolve()
      }
      resume = done
    })
  const running = (async () => {
    while (!stopped) {
      woken = false
      try {
        const more = await options.turn()
        failures = 0
        if (!more && !woken && !stopped) await rest(options.idleMs)
      } catch (error) {
        failures += 1
        options.log.warn({ err: error, loop: options.name, failures }, 'loop turn failed')
        if (!stopped) await rest(Math.min(5_000, 50 * 2 ** failures))
      }
    }
  })()
  return {
    wake() {
      woken = true
      resume?.()
    },
    async stop() {
      stopped = true
      resume?.()
      await running
    },
  }
}
