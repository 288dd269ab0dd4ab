import { entriesOf } from '#cases'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import * as store from './store-watch.ts'

export const holdingRule = { kind: 'rule', id: 'holding-reply' } as const
export const reader = 'holding-replies'
const batch = 500
/** After these another word may run out next, or what was proposed is moot. */
const moving: ReadonlySet<string> = new Set([
  'message.received',
  'reply.queued',
  'reply.logged',
  'reply.undone',
  'reply.automatic',
  'promise.made',
  'promise.kept',
  'promise.replaced',
  'promise.waived',
  'case.status',
  'case.follow-up',
  'case.follow-up-due',
  'case.reopened',
  'case.merged',
  'case.joined',
  'case.split',
  'case.undone',
  'case.corrected',
])
const termsChanged: ReadonlySet<string> = new Set(['calendar.changed', 'holding.policy-changed'])

/**
 * Reads the journal behind a kept cursor: notes which word of which case runs out next, and ends proposals that are moot
 * because the customer wrote, somebody answered, the promise moved, or the case rests or is finished. Says whether there
 * is more.
 */
export async function keepWatchOnce(deps: Deps): Promise<boolean> {
  return readEntries(deps, { name: reader, limit: batch }, async (tx, entries) => {
    const changed = entries.filter(({ kind, subject_kind }) => subject_kind === 'case' && moving.has(kind))
    const caseIds = [...new Set(changed.map(({ subject_id }) => subject_id))]
    if (caseIds.length > 0) await store.keepWatches(tx, caseIds)
    await store.lookAgain(tx, [
      ...new Set(entries.filter(({ kind }) => termsChanged.has(kind)).map(({ workspace_id }) => workspace_id)),
    ])
    await store.standAgain(
      tx,
      changed.flatMap(({ kind, data }) => (kind === 'reply.undone' ? [String(data.outboxId)] : [])),
    )
    const voided = await store.voidMoot(tx, caseIds)
    await append(
      tx,
      voided.flatMap(({ id, workspace_id, case_id, why }) =>
        entriesOf(workspace_id, holdingRule, case_id, [{ kind: 'holding.voided', data: { holdingId: id, why } }]),
      ),
    )
  })
}
