import type { Clock, ResponseOf, targetRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { accessCase } from '#cases'
import { rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { type ClockRow, clockRows } from './store.ts'

const shownMost = 100

/** The clocks of a case: what is due first, then what ended, newest first. */
export async function readClocks(deps: Deps, actor: Actor, caseId: string): Promise<{ items: Clock[] }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  const found = await clockRows(db, [caseId])
  const items = found.toReversed().map(shown)
  const open = items.filter((clock) => clock.closedAt === null).toSorted((a, b) => momentOf(a) - momentOf(b))
  return { items: [...open, ...items.filter((clock) => clock.closedAt !== null)].slice(0, shownMost) }
}

function momentOf({ dueAt }: Clock): number {
  return dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt)
}

function shown(row: ClockRow): Clock {
  return {
    id: row.id,
    kind: row.kind,
    state: row.outcome ?? (row.paused ? 'paused' : 'running'),
    startedAt: row.started_at.toISOString(),
    dueAt: row.paused || !(row.due_at instanceof Date) ? null : row.due_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    pauseReason: row.paused ? (row.segments.at(-1)?.pausedFor ?? null) : null,
    averageMinutes: row.average_minutes,
    atMostMinutes: row.at_most_minutes,
    inServiceHours: row.in_service_hours,
    segments: row.segments,
  }
}

export async function readRuns(deps: Deps, actor: Actor): Promise<ResponseOf<typeof targetRoutes.recomputations>> {
  const found = await rows(
    deps.db.of(actor.workspaceId),
    sql<{ id: string; cause: string; started_at: Date; done_at: Date | null; looked: number; changed: number }>`
      select id, cause, started_at, done_at, looked, changed from clock_run where workspace_id = ${actor.workspaceId} order by id desc limit 20`,
  )
  return {
    items: found.map((row) => ({
      id: row.id,
      cause: row.cause,
      startedAt: row.started_at.toISOString(),
      doneAt: row.done_at?.toISOString() ?? null,
      looked: row.looked,
      changed: row.changed,
    })),
  }
}
