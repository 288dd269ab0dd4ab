import type { BodyOf, PromiseRow, promiseRoutes } from '@resonanz/contracts'
import {
  accessCase,
  changeNextUpdate,
  entriesOf,
  findPromise,
  insertDrafts,
  insertPromises,
  recomputeNextUpdate,
  settlePromises,
} from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { movedWords } from './moved-words.ts'
import { refuseJoined, refusePast } from './policy.ts'
import { newestOpen, readPromise } from './read.ts'
import { addressOf, timeZoneOf } from './store.ts'

/**
 * Promises the same anew for another time, with the reason. The customer is to be told: a draft is laid ready for
 * whoever moved it, unless they were writing already; `draft` answers its words.
 */
export async function movePromise(
  deps: Deps,
  actor: Actor,
  id: string,
  { dueAt, reason, draft }: BodyOf<typeof promiseRoutes.move>,
): Promise<{ promise: PromiseRow; draft: string | null }> {
  const db = deps.db.of(actor.workspaceId)
  const seen = await findPromise(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  const { language } = await settingsOf(deps, actor.workspaceId)
  const moved = await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, seen.case_id, { lock: true })
    refuseJoined(record)
    const promise = await findPromise(tx, actor.workspaceId, id)
    if (promise?.state !== 'open' || promise.case_id !== record.id)
      throw new Refusal('conflict', 'This promise was settled meanwhile.', { state: promise?.state })
    refusePast(dueAt)
    if (promise.due_at.getTime() === Date.parse(dueAt))
      throw new Refusal('conflict', 'That is the time it has already.')
    const by = { workspaceId: actor.workspaceId, actor: journalActor(actor) }
    let newId = deps.newId()
    if (promise.kind === 'next_update') {
      const changed = await changeNextUpdate(tx, deps, actor, record.id, { at: dueAt, text: promise.text, reason })
      await append(tx, entriesOf(by.workspaceId, by.actor, record.id, changed?.events ?? []))
      newId = await newestOpen(tx, record.id, promise.kind)
    } else {
      await settlePromises(tx, [id], { state: 'replaced', by: actor.memberId, reason, replacedBy: newId })
      await insertPromises(tx, actor.workspaceId, [
        {
          id: newId,
          caseId: record.id,
          kind: promise.kind,
          text: promise.text,
          what: promise.what,
          dueAt: new Date(dueAt),
          madeBy: actor.memberId,
          ownerId: promise.owner_id,
        },
      ])
      await recomputeNextUpdate(tx, [record.id])
      await append(
        tx,
        entriesOf(by.workspaceId, by.actor, record.id, [
          { kind: 'promise.replaced', data: { promiseId: id, by: newId, dueAt, reason } },
          { kind: 'promise.made', data: { promiseId: newId, dueAt, kind: promise.kind } },
        ]),
      )
    }
    if (!draft) return { newId, words: null }
    const words = movedWords({
      language: record.language === null ? language : record.language === 'de' ? 'de' : 'en',
      address: await addressOf(tx, record),
      kind: promise.kind,
      before: promise.due_at,
      after: new Date(dueAt),
      timeZone: await timeZoneOf(tx, record),
      name: record.contact_name,
      by: actor.name,
    })
    const laid = await insertDrafts(tx, actor.workspaceId, [
      { caseId: record.id, memberId: actor.memberId, threadId: null, text: words },
    ])
    return { newId, words: laid.has(record.id) ? words : null }
  })
  return { promise: await readPromise(deps, actor, moved.newId), draft: moved.words }
}
