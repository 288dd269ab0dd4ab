import type { CaseDetail } from '@resonanz/contracts'
import { openCategories } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { recomputeReadings } from '#understanding'
import { accessCase, priorityWord } from './case.ts'
import { entriesOf } from './case-events.ts'
import { keepPromised } from './next-update.ts'
import { openCases } from './open-cases.ts'
import { refuseMerged } from './policy.ts'
import { caseDetail } from './read-case.ts'
import * as move from './store-move.ts'
import { messagesById } from './store-timeline.ts'
import { writeUndo } from './store-undo.ts'

/**
 * Moves messages into a new case of the same customer: two concerns, two cases. Threads that have no message left here
 * go along. Answers the new case; can be undone for 30 days.
 */
export async function splitCase(
  deps: Deps,
  actor: Actor,
  id: string,
  { messageIds, title }: { messageIds: string[]; title: string },
): Promise<CaseDetail> {
  const db = deps.db.of(actor.workspaceId)
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  const newId = deps.newId()
  await inTransaction(db, async (tx) => {
    await move.lockIntakeOf(tx, [id])
    const record = await accessCase(tx, actor, id, { lock: true })
    refuseMerged(record)
    const here = await move.messageIdsOf(tx, id)
    const chosen = here.filter((message) => messageIds.includes(message))
    if (chosen.length !== new Set(messageIds).size)
      throw new Refusal('conflict', 'A message is no longer part of this case.')
    if (chosen.length === here.length)
      throw new Refusal('conflict', 'At least one message must stay. To rename the case, change its title.')
    const messages = await messagesById(tx, actor, chosen)
    const [first, last] = [
      messages.find((message) => message.id === chosen[0])!,
      messages.find((message) => message.id === chosen.at(-1))!,
    ]
    const numbers = await openCases(
      tx,
      actor.workspaceId,
      [
        {
          id: newId,
          title: title || record.title,
          channel: first.channel,
          visibility: first.visibility,
          preview: record.preview,
          language: record.language,
          presenceId: record.presence_id,
          identityId: record.identity_id,
          customerId: record.customer_id,
          contactName: record.contact_name,
          openedAt: first.occurred_at,
          lastMessageAt: last.occurred_at,
          lastMessageId: last.id,
          messageCount: chosen.length,
          hasAttachment: false,
          answerDueAt: null,
          ownerId: record.owner_id,
          teamId: record.team_id,
          category: 'open',
          priority: priorityWord(record.priority),
          inbound: true,
        },
      ],
      { actor: journalActor(actor), by: 'split' },
    )
    await move.addMessages(tx, id, newId, chosen)
    await move.dropMessages(tx, id, chosen)
    await move.pointMessagesAt(tx, newId, chosen)
    const threads = await move.moveEmptyThreads(tx, id, newId)
    await move.copyWatchers(tx, id, newId)
    await move.recountMessages(tx, [id, newId])
    await recomputeReadings(tx, [id, newId])
    // Whoever waited for an answer still does, on either side, until the time that was due before.
    const due = openCategories.includes(record.category) ? record.answer_due_at : null
    for (const [caseId, category] of [
      [id, record.category],
      [newId, 'open'],
    ] as const) {
      const waitingSince = due ? await move.unansweredSince(tx, caseId) : null
      await move.setWaiting(tx, caseId, { category, waitingSince, answerDueAt: waitingSince ? due : null })
    }
    const undoId = deps.newId()
    await writeUndo(tx, actor, {
      id: undoId,
      kind: 'split',
      from_id: id,
      to_id: newId,
      moved: { messages: chosen, threads, promises: [], notes: [], drafts: [] },
    })
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), id, [
        { kind: 'case.split', data: { to: newId, toNumber: numbers.get(newId)!, messages: chosen.length, undoId } },
      ]),
    )
    await keepPromised(tx, deps, actor.workspaceId, [id, newId], nextUpdateHours)
  })
  return caseDetail(db, actor, newId)
}
