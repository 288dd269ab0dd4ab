import type { CaseChange, CaseDetail } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { accessCase } from './case.ts'
import { type CaseEvent, entriesOf } from './case-events.ts'
import { changeNextUpdate, keepPromised, waiveMoot } from './next-update.ts'
import { planChange } from './plan-change.ts'
import { refuseMerged } from './policy.ts'
import { caseDetail } from './read-case.ts'
import { leaveSilently, maySilently, objectionsTo, refuseSilence } from './silence.ts'
import { refuseVainWait } from './waits.ts'
import { setWatching, unknownReferences, writeChanges } from './store-change.ts'

/**
 * Changes a case; one journal entry per field, and the answer carries the change that takes it back.
 * Refuses to leave the customer in silence (`promise-open`, `no-last-word`, `past-promise`), unless somebody with the
 * right says why. `answer_due_at` is never changed here: only an answer stops the customer's clock, not a status.
 */
export async function changeCase(
  deps: Deps,
  actor: Actor,
  id: string,
  change: CaseChange,
): Promise<{ case: CaseDetail; undo: CaseChange | null }> {
  const db = deps.db.of(actor.workspaceId)
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  const undo = await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, id, { lock: true })
    refuseMerged(record)
    const unknown = await unknownReferences(tx, actor.workspaceId, change)
    if (unknown.length > 0)
      throw new Refusal('invalid-input', 'This workspace has no such owner, team or topic.', { unknown })
    if (change.followUp?.until) await refuseVainWait(tx, id, change.followUp.until)
    const planned = planChange(record, change)
    const events: CaseEvent[] = [...planned.events]
    const back: CaseChange = { ...planned.undo }
    if (change.nextUpdate) {
      const changed = await changeNextUpdate(tx, deps, actor, id, change.nextUpdate)
      if (changed) {
        events.push(...changed.events)
        back.nextUpdate = changed.undo
      }
    }
    const after = planned.set.category ?? record.category
    const objections = await objectionsTo(tx, [{ record, set: planned.set }])
    const objection = objections.get(id)
    if (objection) {
      if (change.silently === undefined || !maySilently(actor)) refuseSilence(actor, objection)
      events.push(...((await leaveSilently(tx, actor.memberId, change.silently, objections)).get(id) ?? []))
    }
    if (after === 'done' || after === 'closed') {
      if (change.nextUpdate?.at) throw new Refusal('conflict', 'A finished case promises nothing. Open it first.')
      events.push(...((await waiveMoot(tx, actor, [id])).get(id) ?? []))
    }
    if (Object.keys(planned.set).length > 0) await writeChanges(tx, actor, [{ record, set: planned.set }])
    if (change.watching !== undefined) {
      const changed = await setWatching(tx, actor.workspaceId, id, [actor.memberId], change.watching)
      if (changed > 0) {
        events.push({ kind: 'case.watched', data: { watching: change.watching } })
        back.watching = !change.watching
      }
    }
    await append(tx, entriesOf(actor.workspaceId, journalActor(actor), id, events))
    await keepPromised(tx, deps, actor.workspaceId, [id], nextUpdateHours)
    return Object.keys(back).length > 0 ? back : null
  })
  return { case: await caseDetail(db, actor, id), undo }
}
