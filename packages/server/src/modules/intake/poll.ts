import { closeSplitPool } from '#presences'
import { startLoop } from '#platform/loop'
import { type Claim, claimPresences, renewLease, releaseAll, releaseLease } from './store-poll.ts'
import { type PollDeps, type Store, tendPresence, type Tending } from './tend-presence.ts'

const claimAtOnce = 50
const presencesMost = 1_000
const readAtOnce = 6
const renewMs = 15_000
const idleMs = 1_000

export type Polling = {
  /** Something is due; with an id: that presence changed or shall be read now. */
  wake(presenceId?: string): void
  stop(): Promise<void>
}

/**
 * Reads all presences that have to be asked. Each belongs to one process at a time by a lease of 60 seconds that is
 * renewed while it is read or waited on; a process that dies is followed by another within that time.
 */
export async function startPolling(
  deps: PollDeps,
  options: { connectorOf: Tending['connectorOf']; store: Store },
): Promise<Polling> {
  const by = deps.processName
  const log = deps.log.child({ part: 'poll' })
  const owned = new Map<string, { stop: AbortController; nudge: AbortController; done: Promise<void> }>()
  const tending: Tending = {
    ...options,
    inTurn: turnstile(readAtOnce),
    nudged(id) {
      const entry = owned.get(id)
      if (!entry) return new AbortController().signal
      entry.nudge = new AbortController()
      return entry.nudge.signal
    },
  }
  let stopped = false

  const loop = startLoop({
    name: 'poll',
    log,
    idleMs,
    async turn() {
      if (owned.size >= presencesMost) return false
      const claimed = await claimPresences(deps.db.system, by, Math.min(claimAtOnce, presencesMost - owned.size))
      for (const one of claimed) own(one)
      return claimed.length === claimAtOnce
    },
  })

  function own(claim: Claim): void {
    const { id } = claim
    const before = owned.get(id)
    // Claimed while we still read it: it was changed meanwhile, so the old reading ends first.
    before?.stop.abort()
    const stop = new AbortController()
    if (stopped) stop.abort()
    const done = (before?.done ?? Promise.resolve())
      .then(() => tend(claim, stop))
      .finally(() => {
        if (owned.get(id)?.stop === stop) owned.delete(id)
      })
    owned.set(id, { stop, nudge: new AbortController(), done })
  }

  async function tend(claim: Claim, stop: AbortController): Promise<void> {
    const { id } = claim
    const renewing = setInterval(() => {
      renewLease(deps.db.system, by, id).then(
        (kept) => kept || stop.abort(),
        // The database is away: the lease may run out, storing fails as well, nothing is lost.
        () => {},
      )
    }, renewMs)
    try {
      const nextInMs = await tendPresence(deps, tending, id, stop.signal)
      // Claimed anew meanwhile: the lease belongs to the reading that follows.
      const entry = owned.get(id)
      if (entry?.stop !== stop) return
      // Somebody wanted it read while it was being read, or while its failure was written down: at once, not after the pause.
      await releaseLease(deps.db.system, by, claim, entry.nudge.signal.aborted ? 0 : nextInMs)
    } catch (error) {
      log.warn({ err: error, presenceId: id }, 'presence left to its lease')
    } finally {
      clearInterval(renewing)
    }
  }

  return {
    wake(id) {
      const entry = id === undefined ? undefined : owned.get(id)
      if (id !== undefined && entry) {
        // Paused or archived: at once. Else it is read now.
        renewLease(deps.db.system, by, id).then(
          (kept) => (kept ? entry.nudge.abort() : entry.stop.abort()),
          () => {},
        )
      }
      loop.wake()
    },
    async stop() {
      stopped = true
      await loop.stop()
      for (const { stop } of owned.values()) stop.abort()
      await Promise.all([...owned.values()].map(({ done }) => done))
      await releaseAll(deps.db.system, by).catch(() => {})
      await closeSplitPool(deps)
    },
  }
}

/** Lets so many work at once, in the order they came. */
function turnstile(places: number): Tending['inTurn'] {
  const waiting: (() => void)[] = []
  let free = places
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
