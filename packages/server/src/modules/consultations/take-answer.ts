import type { Actor as JournalActor } from '@resonanz/contracts'
import { applyChange, type CaseRecord, leaveNote, lockStandingCase } from '#cases'
import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import * as store from './store.ts'

export type TakenAnswer = {
  workspaceId: string
  consultationId: string
  requestId: string | null
  way: 'link' | 'mail' | 'app' | 'chat'
  nature: 'answer' | 'autoreply' | 'bounce'
  text: string
  /** Who answered, as people read it. */
  author: string
  memberId: string | null
  isOtherSender?: boolean
  attachments?: readonly unknown[]
  inletItemId?: string | null
  /** The same word by two ways, or sent twice, has the same. */
  sourceKey: string
  actor: JournalActor
}

/**
 * Takes a word on a question, in the caller's transaction: the case is locked first, then the question. The first answer
 * counts, closes the question and brings a waiting case back; every later one is kept and shown as late. Machines answer
 * nothing. False when the word is known already or the question is of nobody here.
 */
export async function takeAnswer(tx: Db, deps: Pick<Deps, 'newId'>, given: TakenAnswer): Promise<boolean> {
  const { workspaceId, consultationId, nature } = given
  const caseId = await store.caseOf(tx, workspaceId, consultationId)
  if (!caseId) return false
  const record = await lockStandingCase(tx, workspaceId, caseId)
  const consultation = await store.lockConsultation(tx, workspaceId, consultationId)
  if (!consultation) return false
  const isLate = consultation.state === 'answered' || consultation.state === 'withdrawn'
  const ids = { answer: deps.newId(), note: nature === 'answer' ? deps.newId() : null }
  const isNew = await store.insertAnswer(tx, workspaceId, {
    id: ids.answer,
    consultationId,
    requestId: given.requestId,
    way: given.way,
    nature,
    isLate: nature === 'answer' && isLate,
    text: given.text,
    author: given.author,
    memberId: given.memberId,
    isOtherSender: given.isOtherSender ?? false,
    attachments: given.attachments ?? [],
    inletItemId: given.inletItemId ?? null,
    sourceKey: given.sourceKey,
    noteId: ids.note,
  })
  if (!isNew) return false
  const subject = { kind: 'case', id: record.id } as const
  const to = consultation.asked_by
  if (nature !== 'answer') {
    await append(tx, [
      {
        workspaceId,
        subject,
        actor: given.actor,
        kind: 'consultation.undelivered',
        data: { consultationId, because: nature, to },
      },
    ])
    return true
  }
  const by = { workspaceId, actor: given.actor, cause: { kind: 'consultation', id: consultationId } }
  await leaveNote(tx, by, {
    id: ids.note!,
    caseId: record.id,
    authorId: given.memberId,
    text: `${heading(given.author, isLate, consultation.language)}\n\n${given.text}`,
  })
  if (!isLate) {
    await store.settle(tx, workspaceId, consultationId, { state: 'answered', by: given.memberId, reason: null })
    await bringCaseBack(tx, by, record, consultation)
  }
  await append(tx, [
    {
      workspaceId,
      subject,
      actor: given.actor,
      kind: 'consultation.answered',
      data: { consultationId, answerId: ids.answer, noteId: ids.note!, way: given.way, isLate, to },
    },
  ])
  return true
}

/** A case that waited for this question alone goes on. Whatever a person said of it meanwhile stands. */
export async function bringCaseBack(
  tx: Db,
  by: { workspaceId: string; actor: JournalActor; cause?: { kind: string; id: string } },
  record: CaseRecord,
  consultation: Pick<store.Locked, 'id' | 'category_before'>,
): Promise<void> {
  if (consultation.category_before === null || record.category !== 'waiting_internal') return
  if (await store.waitsForOthers(tx, record.id, consultation.id)) return
  await applyChange(tx, by, record, { category: consultation.category_before === 'new' ? 'new' : 'open' })
}

/** What somebody calls themselves stays one line. */
function heading(name: string, isLate: boolean, language: 'de' | 'en'): string {
  const author = name
    .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
    .match(/^.{0,200}/u)![0]
  if (language === 'en') return `${isLate ? 'Late answer' : 'Answer'} to the question, from ${author}:`
  return `${isLate ? 'Späte Antwort' : 'Antwort'} auf die Rückfrage, von ${author}:`
}
