import { setTimeout as sleep } from 'node:timers/promises'
import type { EmbeddedPostgresLog, PostgresExit } from './options.ts'
import type { Postmaster } from './postmaster.ts'

type Supervision = {
  launch: () => Promise<Postmaster>
  /** Clears away what a crash left; runs before every launch but the first. */
  prepare: () => Promise<void>
  log: EmbeddedPostgresLog
  restart: boolean
  onExit?: (exit: PostgresExit) => void
  onRestart?: () => void
}

const FIRST_DELAY_MS = 50
const LONGEST_DELAY_MS = 5_000
/** Who lived this long before ending starts again without delay growing. */
const STEADY_MS = 30_000

/** Keeps one postmaster running until told to stop. A failing first launch is the caller's error. */
export async function supervise(supervision: Supervision) {
  let current = await supervision.launch()
  let startedMs = performance.now()
  let failures = 0
  let stopping = false
  const stopped = new AbortController()
  const watching = watch()

  return {
    pid: () => current.pid,
    killAll: () => current.killAll(),
    async stop() {
      stopping = true
      stopped.abort()
      await current.stop()
      await watching
    },
  }

  async function watch(): Promise<void> {
    for (;;) {
      const exit = await current.exited
      if (stopping) return
      if (performance.now() - startedMs > STEADY_MS) failures = 0
      supervision.onExit?.({ ...exit, restartInMs: supervision.restart ? delayMs(failures) : null })
      supervision.log.warn(exit, 'the embedded PostgreSQL ended unexpectedly')
      if (!supervision.restart) return
      if (!(await relaunch())) return
      supervision.onRestart?.()
    }
  }

  async function relaunch(): Promise<boolean> {
    for (;;) {
      await sleep(delayMs(failures++), undefined, { signal: stopped.signal, ref: false }).catch(() => {})
      if (stopping) return false
      try {
        await supervision.prepare()
        current = await supervision.launch()
        startedMs = performance.now()
        // Told to stop while it was coming up.
        if (stopping) await current.stop()
        return !stopping
      } catch (error) {
        supervision.log.warn({ error: (error as Error).message }, 'the embedded PostgreSQL could not be restarted')
      }
    }
  }
}

const delayMs = (failures: number): number => Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS)
