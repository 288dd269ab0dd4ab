import type { CaseDetail, Correction } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import {
  correctionsOf,
  customersWords,
  kindSaid,
  type NewCorrection,
  recomputeReadings,
  recordCorrections,
} from '#understanding'
import { accessCase, type CaseRecord } from './case.ts'
import { type CaseEvent, entriesOf } from './case-events.ts'
import { planChange } from './plan-change.ts'
import { refuseMerged } from './policy.ts'
import { caseDetail } from './read-case.ts'
import { unknownReferences, writeChanges } from './store-change.ts'
import { setSaid } from './store-correct.ts'

const textFields = ['sentiment', 'kind', 'language'] as const

/**
 * A person says what a text is. Their word is what lists and filters show from then on, the model's stays beside it; the
 * answer carries what takes it back. Refuses a message that is not the customer's or not of this case like an unknown one.
 */
export async function correctCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
  wish: Correction,
): Promise<{ case: CaseDetail; undo: Correction | null }> {
  const db = deps.db.of(actor.workspaceId)
  const undo = await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, caseId, { lock: true })
    refuseMerged(record)
    const unknown = await unknownReferences(tx, actor.workspaceId, wish)
    if (unknown.length > 0) throw new Refusal('invalid-input', 'This workspace has no such topic.', { unknown })
    const newest = await customersWords(tx, caseId, null)
    const messageId = wish.messageId ? await customersWords(tx, caseId, wish.messageId) : newest
    if (wish.messageId && !messageId) throw notFound()
    const isNewest = messageId !== null && messageId === newest
    const said = messageId ? await correctionsOf(tx, messageId) : new Map<string, string | null>()
    const back: Correction = {}
    const corrections: NewCorrection[] = []
    const events: CaseEvent[] = []
    if (wish.topicId !== undefined) {
      const planned = planChange(record, { topicId: wish.topicId })
      if (planned.events.length > 0) {
        await writeChanges(tx, actor, [{ record, set: planned.set }])
        events.push(...planned.events)
        back.topicId = planned.undo.topicId ?? null
      }
    }
    for (const field of textFields) {
      const value = wish[field]
      const before = said.get(field) ?? null
      if (value === undefined || (value === before && !(isNewest && lags(record, field, value)))) continue
      if (!messageId) throw new Refusal('conflict', 'The customer has said nothing in this case yet.')
      corrections.push({ id: deps.newId(), caseId, messageId, field, value })
      Object.assign(back, { messageId, [field]: before })
      events.push({
        kind: 'case.corrected',
        data: { field, messageId, from: before, to: value, isTakenBack: value === null },
      })
    }
    await recordCorrections(tx, actor.workspaceId, actor.memberId, corrections)
    // Kind and language are the case's: said of its newest words they hold for all of it.
    for (const { field, value } of isNewest ? corrections : []) {
      if (field === 'kind') await setSaid(tx, caseId, field, value === null ? null : { value: kindSaid(value) })
      if (field === 'language') await setSaid(tx, caseId, field, value === null ? null : { value })
    }
    if (corrections.length > 0) await recomputeReadings(tx, [caseId])
    await append(tx, entriesOf(actor.workspaceId, journalActor(actor), caseId, events))
    return Object.keys(back).length > 0 ? back : null
  })
  return { case: await caseDetail(db, actor, caseId), undo }
}

/** Said before of words that were not the newest then: the case does not show it yet. */
function lags(record: CaseRecord, field: (typeof textFields)[number], value: string | null): boolean {
  if (field === 'sentiment' || value === null) return false
  const shown = field === 'kind' ? kindSaid(value) : value
  return record[field] !== shown || !record.corrected.includes(field)
}
