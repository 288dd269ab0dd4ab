import type { ClockKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, inTransaction, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append, type Entry } from '#platform/journal'

export const sweepBatch = 500
const job = { kind: 'job', id: 'case-clocks' } as const

type Told = { id: string; workspace_id: string; case_id: string; kind: ClockKind; due_at: Date; is_told: boolean }

/** Told only while the case still asks for it: the reader of the journal may be a moment behind. */
const stillAsks = sql`exists (select from cases c where c.id = k.case_id and c.merged_into is null and c.category not in ('done','closed')
  and (k.kind not in ('first_answer','next_answer') or c.answer_due_at is not null))`

/** A due time that was told, moved away and came back is not told again. */
const isNews = (
  kind: 'case.due-soon' | 'case.overdue',
) => sql`not exists (select from journal j where j.subject_id = k.case_id
  and j.kind = ${kind} and j.data->>'dueKind' = k.kind and (j.data->>'dueAt')::timestamptz = date_trunc('milliseconds', k.due_at))`

/** Marks clocks that are soon due and says so once; one that is late already is not "soon". Returns how many were marked. */
export async function tellDueSoon(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const claimed = await claimSoon(tx)
    await append(
      tx,
      claimed
        .filter((row) => row.is_told)
        .map(
          (row): Entry => ({
            workspaceId: row.workspace_id,
            subject: { kind: 'case', id: row.case_id },
            actor: job,
            kind: 'case.due-soon',
            data: { clockId: row.id, dueKind: row.kind, dueAt: row.due_at.toISOString() },
          }),
        ),
    )
    return claimed.length
  })
}

/**
 * Marks clocks whose time has passed. Late answers and promises are told from the cases themselves; here a late
 * resolution is. Returns how many were marked.
 */
export async function markBreached(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const claimed = await claimBreached(tx)
    await append(
      tx,
      claimed
        .filter((row) => row.is_told)
        .map(
          (row): Entry => ({
            workspaceId: row.workspace_id,
            subject: { kind: 'case', id: row.case_id },
            actor: job,
            kind: 'case.overdue',
            data: { dueKind: row.kind, dueAt: row.due_at.toISOString() },
          }),
        ),
    )
    return claimed.length
  })
}

function claimSoon(tx: Db): Promise<Told[]> {
  return rows(
    tx,
    sql<Told>`
      update clock k set warned_at = now()
      from (select id from clock where warn_at <= now() and closed_at is null and not paused and warned_at is null and warn_at < 'infinity'
        order by warn_at limit ${sweepBatch} for update skip locked) found
      where k.id = found.id
      returning k.id, k.workspace_id, k.case_id, k.kind, k.due_at, k.due_at > now() and ${stillAsks} and ${isNews('case.due-soon')} as is_told`,
  )
}

function claimBreached(tx: Db): Promise<Told[]> {
  return rows(
    tx,
    sql<Told>`
      update clock k set breached_at = k.due_at
      from (select id from clock where due_at <= now() and closed_at is null and not paused and breached_at is null and due_at < 'infinity'
        order by due_at limit ${sweepBatch} for update skip locked) found
      where k.id = found.id
      returning k.id, k.workspace_id, k.case_id, k.kind, k.due_at, k.kind = 'resolution' and ${stillAsks} and ${isNews('case.overdue')} as is_told`,
  )
}
