import type { CaseDetail } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { recomputeReadings } from '#understanding'
import type { CaseRecord } from './case.ts'
import { entriesOf } from './case-events.ts'
import { accessBoth, waitingOf, waitingOfBoth, waitingTexts, type Waiting } from './merge.ts'
import { keepOpenWhilePromised, keepPromised } from './next-update.ts'
import { caseDetail } from './read-case.ts'
import * as move from './store-move.ts'
import { recomputeNextUpdate } from './store-promises.ts'
import { findUndo, markUndone, type Moved } from './store-undo.ts'

/**
 * Undoes a joining or a splitting. Refuses with `undo-over` after 30 days or a second time, and with `not-undoable`
 * while one of both cases is joined into a third: that one is undone first.
 */
export async function undoMergeOrSplit(deps: Deps, actor: Actor, id: string, undoId: string): Promise<CaseDetail> {
  const db = deps.db.of(actor.workspaceId)
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  if (!/^[0-9a-f-]{36}$/.test(undoId)) throw notFound()
  await inTransaction(db, async (tx) => {
    const undo = await findUndo(tx, actor, undoId)
    if (!undo || (undo.from_id !== id && undo.to_id !== id)) throw notFound()
    if (undo.over) throw new Refusal('undo-over', 'This was undone before, or is more than 30 days ago.')
    await move.lockIntakeOf(tx, [undo.from_id, undo.to_id])
    const [from, to] = await accessBoth(tx, actor, undo.from_id, undo.to_id)
    const stands = undo.kind === 'merge' ? from.merged_into === to.id : from.merged_into === null
    if (!stands || to.merged_into)
      throw new Refusal('not-undoable', 'One of the cases was joined into another since. Undo that first.')
    if (!(await markUndone(tx, undoId))) throw new Refusal('undo-over', 'Somebody undid this a moment ago.')
    if (undo.kind === 'merge') await unmerge(tx, from, to, undo.moved)
    else await rejoin(tx, from, to)
    await recomputeNextUpdate(tx, [from.id, to.id])
    await recomputeReadings(tx, [from.id, to.id])
    const by = journalActor(actor)
    await append(
      tx,
      [from.id, to.id].flatMap((caseId) =>
        entriesOf(actor.workspaceId, by, caseId, [{ kind: 'case.undone', data: { undoId, what: undo.kind } }]),
      ),
    )
    await keepOpenWhilePromised(tx, { workspaceId: actor.workspaceId, actor: by }, [from.id, to.id])
    await keepPromised(tx, deps, actor.workspaceId, [from.id, to.id], nextUpdateHours)
  })
  return caseDetail(db, actor, id)
}

/** What came from the joined case goes back to it, as far as it is still here; what arrived meanwhile stays. */
async function unmerge(tx: Db, from: CaseRecord, to: CaseRecord, moved: Moved): Promise<void> {
  const here = new Set(await move.messageIdsOf(tx, to.id))
  const back = moved.messages.filter((message) => here.has(message))
  const elsewhere = moved.messages.filter((message) => !here.has(message))
  await move.addMessages(tx, to.id, from.id, back)
  await move.dropMessages(tx, to.id, back)
  // Messages that were split off since live in a case of their own now.
  await move.dropMessages(tx, from.id, elsewhere)
  await move.pointMessagesAt(tx, from.id, back)
  await move.moveBelongings(tx, to.id, from.id, moved)
  await move.setMergedInto(tx, from.id, null)
  await move.recountMessages(tx, [from.id, to.id])
  const now = waitingOf(to)
  if (moved.before && moved.after) await move.setWaiting(tx, to.id, restored(now, moved.before, moved.after))
}

/** Each value goes back unless somebody changed it since. */
function restored(now: Waiting, before: NonNullable<Moved['before']>, after: NonNullable<Moved['after']>): Waiting {
  const current = waitingTexts(now)
  const at = (text: string | null) => (text ? new Date(text) : null)
  return {
    category: current.category === after.category ? (before.category as Waiting['category']) : now.category,
    answerDueAt: current.answerDueAt === after.answerDueAt ? at(before.answerDueAt) : now.answerDueAt,
    waitingSince: current.waitingSince === after.waitingSince ? at(before.waitingSince) : now.waitingSince,
  }
}

/** The split-off case goes back whole, with what arrived in it since, and stays as a joined one. */
async function rejoin(tx: Db, from: CaseRecord, to: CaseRecord): Promise<void> {
  const messages = await move.messageIdsOf(tx, to.id)
  await move.addMessages(tx, to.id, from.id, messages)
  await move.pointMessagesAt(tx, from.id, messages)
  await move.moveBelongings(tx, to.id, from.id)
  await move.copyWatchers(tx, to.id, from.id)
  await move.setMergedInto(tx, to.id, from.id)
  await move.recountMessages(tx, [from.id])
  await move.setWaiting(tx, from.id, waitingOfBoth(to, from))
}
