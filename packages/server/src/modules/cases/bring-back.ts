import type { BackReason, FollowUpEvent, JournalKind } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { append, type Entry, type JournalRow } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { type Loop, startLoop } from '#platform/loop'
import { bringBack, type Happening } from './store-waits.ts'

const batch = 500
const rule = { kind: 'job', id: 'case-back' } as const

const meanings: Partial<Record<JournalKind, { event: FollowUpEvent; because: BackReason }>> = {
  'consultation.answered': { event: 'consultation', because: 'consultation_answered' },
  // Nobody answers any more, or nobody was reached: who waits for it has to know.
  'consultation.withdrawn': { event: 'consultation', because: 'consultation_ended' },
  'consultation.undelivered': { event: 'consultation', because: 'consultation_ended' },
  'task.done': { event: 'task', because: 'task_done' },
  'promise.kept': { event: 'promise', because: 'promise_kept' },
  'promise.waived': { event: 'promise', because: 'promise_kept' },
  'approval.approved': { event: 'approval', because: 'approval_decided' },
  'approval.rejected': { event: 'approval', because: 'approval_decided' },
  'approval.withdrawn': { event: 'approval', because: 'approval_decided' },
  'approval.voided': { event: 'approval', because: 'approval_decided' },
  'case.handed-back': { event: 'handover', because: 'handover_returned' },
}

/** Brings cases back that rest until something happens; woken by new entries of the journal. */
export function startBringingBack(deps: Deps): Loop {
  return startLoop({
    name: 'case-back',
    log: deps.log.child({ part: 'case-back' }),
    idleMs: 5_000,
    turn: () => bringBackOnce(deps),
  })
}

/**
 * Reads the journal behind a kept place and brings back what waits for what it tells. Place, cases and entries are one
 * transaction: each case comes back once, or not yet. Says whether there is more.
 */
export async function bringBackOnce(deps: Deps): Promise<boolean> {
  const more = await readEntries(deps, { name: 'case-back', limit: batch }, async (tx, entries) => {
    const back = await bringBack(tx, entries.flatMap(happeningOf))
    await append(
      tx,
      back.map(
        (row): Entry => ({
          workspaceId: row.workspace_id,
          subject: { kind: 'case', id: row.id },
          actor: rule,
          kind: 'case.follow-up-due',
          data: { because: row.back_because },
        }),
      ),
    )
    failPoint(deps.config, 'case-back.brought')
  })
  failPoint(deps.config, 'case-back.read')
  return more
}

function happeningOf({ kind, seq, subject_kind, subject_id, data }: JournalRow): Happening[] {
  if (kind === 'incident.changed')
    return data.state === 'solved'
      ? [{ seq, event: 'incident', because: 'incident_solved', incidentId: String(data.incidentId) }]
      : []
  if (subject_kind !== 'case') return []
  if (kind === 'case.overdue')
    return data.dueKind === 'next_update' ? [{ seq, event: 'promise', because: 'promise_due', caseId: subject_id }] : []
  const meaning = meanings[kind as JournalKind]
  return meaning ? [{ seq, ...meaning, caseId: subject_id }] : []
}
