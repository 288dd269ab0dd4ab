import type { Logger } from './log.ts'

export type Loop = { wake(): void; stop(): Promise<void> }

type LoopOptions = {
  name: string
  log: Logger
  idleMs: number
  /** For work that gives way: after each turn this many times as long as it took belongs to others, up to three seconds. */
  restFactor?: number
  turn(): Promise<boolean>
}
const restMostMs = 3_000

/**
 * Runs `turn` again and again: at once while it says there is more, else when woken or after `idleMs`.
 * A turn that throws is logged and tried again after a growing pause. `stop` waits for the turn under way.
 */
export function startLoop(options: LoopOptions): Loop {
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
        const start = performance.now()
        const more = await options.turn()
        failures = 0
        if (options.restFactor && !stopped) {
          // A wake during the rest is not lost: it is seen behind it.
          const until = performance.now() + Math.min(restMostMs, options.restFactor * (performance.now() - start))
          while (!stopped && performance.now() < until) await rest(Math.max(1, until - performance.now()))
        }
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
