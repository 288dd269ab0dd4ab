import { type RawBuilder, sql } from 'kysely'
import type { Logger } from './log.ts'
import { type Loop, startLoop } from './loop.ts'

/** A piece of work with a network: whose it is, and where it goes. */
export type Errand = { workspace_id: string; presence_id: string }
export type Bounds = {
  /** So many at once, without those that hang. */
  most: number
  /** A piece that takes longer gives its lane to others and goes on beside them. */
  hangsAfterMs: number
  /** With those that hang: each holds what it sends in memory. */
  mostWithHanging: number
  /** Of one company, of either kind. */
  perWorkspace: number
  perPresence: number
}
/** What may begin now. */
export type Room = { free: number; perPresence: number; perWorkspace: number; running: readonly Errand[] }

/** One place, for whoever takes piece after piece. */
export const oneAtATime: Room = { free: 1, perPresence: 1, perWorkspace: 1, running: [] }

/**
 * Work with networks, side by side: one that takes minutes holds up nobody else. `claim` takes what is due and fits;
 * each piece is carried out by itself. What is under way at a stop ends first, as in a loop.
 */
export function startLanes<Work extends Errand>(options: {
  name: string
  log: Logger
  idleMs: number
  bounds: Bounds
  claim(room: Room): Promise<Work[]>
  /** `ending` fires when the process ends: nothing more is waited for than must be. */
  carry(work: Work, ending: AbortSignal): Promise<void>
}): Loop {
  const { bounds } = options
  const running = new Map<Work, { since: number; done: Promise<void> }>()
  const ending = new AbortController()

  const loop = startLoop({
    name: options.name,
    log: options.log,
    idleMs: options.idleMs,
    async turn() {
      const free = freeNow()
      if (free === 0) return false
      const { perPresence, perWorkspace } = bounds
      const claimed = await options.claim({ free, perPresence, perWorkspace, running: [...running.keys()] })
      for (const work of claimed) begin(work)
      return claimed.length > 0
    },
  })

  function freeNow(): number {
    const now = performance.now()
    const brisk = [...running.values()].filter(({ since }) => now - since < bounds.hangsAfterMs).length
    return Math.max(0, Math.min(bounds.most - brisk, bounds.mostWithHanging - running.size))
  }

  function begin(work: Work): void {
    const done = options
      .carry(work, ending.signal)
      .catch((error: unknown) => options.log.warn({ err: error, lanes: options.name }, 'left to its lease'))
      .finally(() => {
        running.delete(work)
        loop.wake()
      })
    running.set(work, { since: performance.now(), done })
  }

  return {
    wake: loop.wake,
    async stop() {
      ending.abort()
      await loop.stop()
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}

/**
 * Of what is due, what begins now: each presence and each company in turn, those with nothing under way first, what is in
 * trouble last. `candidates` has presence_id, workspace_id, due_at, id, is_ailing and what else is to be had of them.
 */
export function inFairOrder(candidates: RawBuilder<unknown>, room: Room): RawBuilder<unknown> {
  const ofPresence = JSON.stringify(countBy(room.running, ({ presence_id }) => presence_id))
  const ofWorkspace = JSON.stringify(countBy(room.running, ({ workspace_id }) => workspace_id))
  return sql`select * from (
      select c.*, row_number() over (partition by c.workspace_id order by c.nth, c.is_ailing, c.due_at, c.id) + coalesce((${ofWorkspace}::jsonb ->> c.workspace_id::text)::int, 0) as place
      from (
        select d.*, row_number() over (partition by d.presence_id order by d.is_ailing, d.due_at, d.id) + coalesce((${ofPresence}::jsonb ->> d.presence_id::text)::int, 0) as nth from (${candidates}) d
      ) c where c.nth <= ${room.perPresence}::int
    ) f where f.place <= ${room.perWorkspace}::int order by f.place, f.is_ailing, f.due_at, f.id limit ${room.free}::int`
}

function countBy<T>(all: readonly T[], keyOf: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of all) counts[keyOf(one)] = (counts[keyOf(one)] ?? 0) + 1
  return counts
}
