import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append, type Entry } from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'
import { settingsOf } from '#settings'
import { keepPromised } from './next-update.ts'
import { claimFollowUps, claimOverdue, claimSilent } from './store-clocks.ts'

const batch = 200
const tickMs = 1_000
const wholeLookEveryMs = 60_000
const jumpMs = 60_000
const clock = { kind: 'job', id: 'case-clocks' } as const

/**
 * Writes `case.overdue` for every case whose answer or next word is late, once per due moment; any number of processes
 * may do it at once. Returns how many were marked. Without `recently` it looks at all overdue cases, not only new ones.
 */
export async function tellOverdue(deps: Deps, recently = false): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const claimed = await claimOverdue(tx, batch, recently)
    await append(
      tx,
      claimed
        .filter((row) => !row.is_told)
        .map(
          (row): Entry => ({
            workspaceId: row.workspace_id,
            subject: { kind: 'case', id: row.id },
            actor: clock,
            kind: 'case.overdue',
            data: { dueKind: row.due_kind, dueAt: row.due_at.toISOString() },
          }),
        ),
    )
    return claimed.length
  })
}

/** Brings resting cases back: `case.follow-up-due` once per follow-up. The case keeps its status and its follow-up. */
export async function tellFollowUps(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const claimed = await claimFollowUps(tx, batch)
    await append(
      tx,
      claimed.map(
        (row): Entry => ({
          workspaceId: row.workspace_id,
          subject: { kind: 'case', id: row.id },
          actor: clock,
          kind: 'case.follow-up-due',
          data: row.back_because ? { because: row.back_because } : {},
        }),
      ),
    )
    return claimed.length
  })
}

/** The net below everything that opens and changes cases: one that fell silent all the same gets its next word promised. */
export async function wakeSilent(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const silent = await claimSilent(tx, batch)
    for (const [workspaceId, cases] of Map.groupBy(silent, (row) => row.workspace_id)) {
      const { nextUpdateHours } = await settingsOf(deps, workspaceId)
      await keepPromised(
        tx,
        deps,
        workspaceId,
        cases.map(({ id }) => id),
        nextUpdateHours,
      )
    }
    return silent.length
  })
}

/**
 * All clocks, ticking every second until stopped; every minute, and at once after the clock of this
 * machine jumped or slept, a whole look finds what was due in the past from the start.
 */
export function startCaseClocks(deps: Deps): Loop {
  let wholeLookAt = 0
  let skewMs = clockSkewMs()
  return startLoop({
    name: 'case-clocks',
    log: deps.log.child({ part: 'case-clocks' }),
    idleMs: tickMs,
    async turn() {
      if (Math.abs(clockSkewMs() - skewMs) > jumpMs) wholeLookAt = 0
      skewMs = clockSkewMs()
      const whole = performance.now() >= wholeLookAt
      const overdue = await tellOverdue(deps, !whole)
      const silent = whole ? await wakeSilent(deps) : 0
      if (whole && overdue < batch && silent < batch) wholeLookAt = performance.now() + wholeLookEveryMs
      const back = await tellFollowUps(deps)
      return overdue >= batch || back >= batch || silent >= batch
    },
  })
}

/** The wall clock beside one that only ever ticks. */
function clockSkewMs(): number {
  return Date.now() - performance.now()
}
