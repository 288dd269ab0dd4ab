import type { Consultation } from '@resonanz/contracts'
import { may } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { lockStandingCase } from '#cases'
import { requestOfLink } from './link.ts'
import { readConsultation } from './read.ts'
import * as store from './store.ts'
import { factsOf } from './store-people.ts'
import { bringCaseBack, takeAnswer } from './take-answer.ts'

/** Who was asked answers here; whoever works on cases may write down what an expert said on the phone. */
export async function answerConsultation(
  deps: Deps,
  actor: Actor,
  id: string,
  { text, clientKey }: { text: string; clientKey: string },
): Promise<Consultation> {
  const db = deps.db.of(actor.workspaceId)
  if (!(await store.caseOf(db, actor.workspaceId, id))) throw notFound()
  const requestId = await store.wasAsked(db, id, actor.memberId)
  if (!requestId && !may(actor.role, 'case.write')) throw new Refusal('not-allowed', 'This question was put to others.')
  await inTransaction(db, (tx) =>
    takeAnswer(tx, deps, {
      workspaceId: actor.workspaceId,
      consultationId: id,
      requestId,
      way: 'app',
      nature: 'answer',
      text,
      author: actor.name,
      memberId: actor.memberId,
      sourceKey: `app:${clientKey}`,
      actor: journalActor(actor),
    }),
  )
  return readConsultation(db, actor, id)
}

const byLinkMost = 20

/** By the link of the mail. Forged, expired and unknown links are refused alike. */
export async function answerByLink(
  deps: Deps,
  token: string,
  { text, clientKey }: { text: string; clientKey: string },
): Promise<{ ok: true }> {
  const requestId = requestOfLink(deps, token)
  const facts = requestId ? await factsOf(deps.db.system, requestId) : undefined
  if (!requestId || !facts || facts.is_expired) throw new Refusal('token-invalid')
  await inTransaction(deps.db.system, async (tx) => {
    const isNew = await takeAnswer(tx, deps, {
      workspaceId: facts.workspace_id,
      consultationId: facts.consultation_id,
      requestId,
      way: 'link',
      nature: 'answer',
      text,
      author: facts.name,
      memberId: null,
      sourceKey: `link:${clientKey}`,
      actor: { kind: 'connector', id: null },
    })
    // Whoever got hold of the mail fills no case without end. The question is locked: nobody counts beside us.
    if (isNew && (await store.countByLink(tx, requestId)) > byLinkMost)
      throw new Refusal('too-many-requests', 'This link has said enough.')
  })
  return { ok: true }
}

export async function withdrawConsultation(
  deps: Deps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Consultation> {
  const db = deps.db.of(actor.workspaceId)
  const caseId = await store.caseOf(db, actor.workspaceId, id)
  if (!caseId) throw notFound()
  await inTransaction(db, async (tx) => {
    const record = await lockStandingCase(tx, actor.workspaceId, caseId)
    const consultation = await store.lockConsultation(tx, actor.workspaceId, id)
    if (!consultation) throw notFound()
    if (consultation.state === 'withdrawn') return
    if (consultation.state === 'answered') throw new Refusal('conflict', 'This question is answered already.')
    await store.settle(tx, actor.workspaceId, id, { state: 'withdrawn', by: actor.memberId, reason: reason || null })
    const by = { workspaceId: actor.workspaceId, actor: journalActor(actor), cause: { kind: 'consultation', id } }
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: record.id },
        actor: by.actor,
        kind: 'consultation.withdrawn',
        data: { consultationId: id, ...(reason ? { reason } : {}) },
      },
    ])
    await bringCaseBack(tx, by, record, consultation)
  })
  return readConsultation(db, actor, id)
}
