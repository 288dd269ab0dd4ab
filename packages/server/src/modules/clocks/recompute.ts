import type { TargetPlan } from '#targets'
import { sql } from 'kysely'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append, type JournalRow } from '#platform/journal'
import { readTargets } from '#targets'
import { type Clock, retarget } from './clock.ts'
import {
  clockFrom,
  factsFor,
  keepResolutionDue,
  lockClocks,
  type MovableClock,
  type MovedAnswer,
  movableClocks,
  moveAnswers,
  writeClocks,
} from './store.ts'

const batchClocks = 500
const job = { kind: 'job', id: 'clock-recomputation' } as const

/** Changes after which due times may be others. */
const causes: Readonly<Record<string, string>> = {
  'targets.changed': 'targets',
  'calendar.changed': 'calendar',
  'unit.changed': 'units',
  'team.changed': 'units',
}
const hoursInSettings = new Set(['answerTargetHours', 'nextUpdateHours'])

/** Notes a run for every workspace whose rules or hours changed; called with the entries that say so. */
export async function planRuns(tx: Db, deps: Deps, entries: readonly JournalRow[]): Promise<void> {
  const wanted = entries.flatMap((entry) => {
    const fields = Array.isArray(entry.data.fields) ? (entry.data.fields as string[]) : []
    const cause =
      causes[entry.kind] ??
      (entry.kind === 'settings.changed' && fields.some((field) => hoursInSettings.has(field)) ? 'settings' : null)
    if (cause === null) return []
    const by = entry.actor_kind === 'person' ? entry.actor_id : null
    return [{ id: deps.newId(), w: entry.workspace_id, c: cause, b: by }]
  })
  if (wanted.length === 0) return
  await run(
    tx,
    sql`insert into clock_run (workspace_id, id, cause, by_member)
      select e.w, e.id, e.c, e.b from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as e(id uuid, w uuid, c text, b uuid)
      where exists (select from workspace where id = e.w)`,
  )
}

type Run = { id: string; workspace_id: string; cause: string; after_id: string | null; looked: number; changed: number }

/**
 * Works out one batch of due times anew and moves the run on in the same transaction: killed at any statement it goes
 * on where it stood, nothing twice. The end is an entry of the journal with its counts. Says whether there is more.
 */
export async function recomputeSome(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const current = await one(
      tx,
      sql<Run>`select id, workspace_id, cause, after_id, looked, changed from clock_run where done_at is null order by id limit 1 for update skip locked`,
    )
    if (!current) return false
    const { workspace_id: workspaceId } = current
    await lockClocks(tx, [workspaceId])
    const targets = await readTargets(tx, workspaceId)
    const rows = await movableClocks(tx, workspaceId, { after: current.after_id, limit: batchClocks, lock: true })
    const moves = rows.flatMap((row) => moveOf(row, targets))
    const changedClocks = moves.map(({ clock }) => clock)
    await writeClocks(tx, workspaceId, changedClocks)
    await keepResolutionDue(tx, workspaceId, changedClocks)
    await moveAnswers(tx, workspaceId, moves.flatMap(answerMoved))
    const isDone = rows.length < batchClocks
    const looked = current.looked + rows.length
    const changed = current.changed + moves.filter(({ before, clock }) => before !== clock.dueAt).length
    await run(
      tx,
      sql`update clock_run set after_id = ${rows.at(-1)?.id ?? current.after_id}::uuid, looked = ${looked}, changed = ${changed}, done_at = case when ${isDone} then now() end
        where id = ${current.id}`,
    )
    if (isDone && (changed > 0 || current.cause !== 'units'))
      await append(tx, [
        {
          workspaceId,
          subject: { kind: 'workspace', id: workspaceId },
          actor: job,
          kind: 'clocks.recomputed',
          data: { runId: current.id, cause: current.cause, looked, changed },
        },
      ])
    return true
  })
}

export type Move = { row: MovableClock; clock: Clock; before: number }

/** The clock under the rules of now, where it differs from what is stored; also when only rule or warning do. */
export function moveOf(row: MovableClock, targets: TargetPlan): Move[] {
  const facts = factsFor({ ...row, kind: row.case_kind })
  const stored = clockFrom(row, targets, facts)
  const clock = retarget(stored, targets.aimOf(row.kind, facts))
  const same =
    clock.dueAt === stored.dueAt &&
    clock.warnAt === stored.warnAt &&
    (clock.aim?.ruleId ?? null) === row.rule_id &&
    (clock.aim?.averageMinutes ?? null) === row.average_minutes &&
    (clock.aim?.atMostMinutes ?? null) === row.at_most_minutes &&
    (clock.aim?.inServiceHours ?? false) === row.in_service_hours
  return same ? [] : [{ row, clock, before: stored.dueAt }]
}

function answerMoved({ row, clock, before }: Move): MovedAnswer[] {
  if (!row.kind.endsWith('answer') || before === clock.dueAt || !Number.isFinite(clock.dueAt)) return []
  return [{ caseId: row.case_id, before, after: clock.dueAt }]
}
