import type { CaseDetail } from '@resonanz/contracts'
import { openCategories } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { recomputeReadings } from '#understanding'
import { accessCase, type CaseRecord, instant } from './case.ts'
import { entriesOf } from './case-events.ts'
import { keepOpenWhilePromised, keepPromised } from './next-update.ts'
import { refuseMerged } from './policy.ts'
import { caseDetail } from './read-case.ts'
import * as move from './store-move.ts'
import { recomputeNextUpdate } from './store-promises.ts'
import { type WaitingTexts, writeUndo } from './store-undo.ts'

/**
 * Joins a case into another: its messages, threads, promises and notes belong to the other from now on, new words of
 * its threads too. Nothing is deleted, and everything moved is remembered, so that it can be undone for 30 days.
 */
export async function mergeCase(deps: Deps, actor: Actor, fromId: string, intoId: string): Promise<CaseDetail> {
  if (fromId === intoId) throw new Refusal('invalid-input', 'A case cannot be joined into itself.')
  const db = deps.db.of(actor.workspaceId)
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  await inTransaction(db, async (tx) => {
    await move.lockIntakeOf(tx, [fromId])
    const [from, into] = await accessBoth(tx, actor, fromId, intoId)
    refuseMerged(from)
    refuseMerged(into)
    const undoId = deps.newId()
    const messages = await move.addMessages(tx, from.id, into.id, await move.messageIdsOf(tx, from.id))
    await move.pointMessagesAt(tx, into.id, messages)
    const belongings = await move.moveBelongings(tx, from.id, into.id)
    await move.copyWatchers(tx, from.id, into.id)
    await move.setMergedInto(tx, from.id, into.id)
    const after = waitingOfBoth(from, into)
    await move.recountMessages(tx, [into.id])
    await move.setWaiting(tx, into.id, after)
    await recomputeNextUpdate(tx, [from.id, into.id])
    await recomputeReadings(tx, [into.id])
    await writeUndo(tx, actor, {
      id: undoId,
      kind: 'merge',
      from_id: from.id,
      to_id: into.id,
      moved: { ...belongings, messages, before: waitingTexts(waitingOf(into)), after: waitingTexts(after) },
    })
    const by = journalActor(actor)
    await append(tx, [
      ...entriesOf(actor.workspaceId, by, from.id, [
        { kind: 'case.merged', data: { into: into.id, intoNumber: into.number, undoId } },
      ]),
      ...entriesOf(actor.workspaceId, by, into.id, [
        { kind: 'case.joined', data: { from: from.id, fromNumber: from.number, undoId } },
        ...(after.category === into.category
          ? []
          : [{ kind: 'case.status', data: { from: into.category, to: after.category } } as const]),
      ]),
    ])
    await keepOpenWhilePromised(tx, { workspaceId: actor.workspaceId, actor: by }, [into.id])
    await keepPromised(tx, deps, actor.workspaceId, [into.id], nextUpdateHours)
  })
  return caseDetail(db, actor, intoId)
}

/** Locks two cases in the order of their ids, so that two people who join them crosswise do not wait for each other. */
export async function accessBoth(tx: Db, actor: Actor, a: string, b: string): Promise<[CaseRecord, CaseRecord]> {
  const records = new Map<string, CaseRecord>()
  for (const id of [a, b].toSorted()) records.set(id, await accessCase(tx, actor, id, { lock: true }))
  return [records.get(a)!, records.get(b)!]
}

export type Waiting = Pick<CaseRecord, 'category'> & { answerDueAt: Date | null; waitingSince: Date | null }
export function waitingOf(record: CaseRecord): Waiting {
  return { category: record.category, answerDueAt: record.answer_due_at, waitingSince: record.waiting_since }
}

/** The longer wait and the earlier due time count; something open makes a finished case open again. */
export function waitingOfBoth(from: CaseRecord, into: CaseRecord): Waiting {
  const isFromOpen = openCategories.includes(from.category)
  if (!isFromOpen) return waitingOf(into)
  return {
    category:
      openCategories.includes(into.category) && !(into.category === 'waiting_customer' && from.answer_due_at)
        ? into.category
        : 'open',
    answerDueAt: earlier(from.answer_due_at, into.answer_due_at),
    waitingSince: earlier(from.waiting_since, into.waiting_since),
  }
}
export function waitingTexts({ category, answerDueAt, waitingSince }: Waiting): WaitingTexts {
  return { category, answerDueAt: instant(answerDueAt), waitingSince: instant(waitingSince) }
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a < b ? a : b
}
