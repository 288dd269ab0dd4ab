import type { Draft, SharedDraft } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { accessCase } from '../case.ts'
import { entriesOf } from '../case-events.ts'
import { refuseMerged } from '../policy.ts'
import { findDraft, lockOwnDraft } from '../store-drafts.ts'
import * as store from './store.ts'

export async function readSharedDrafts(deps: Deps, actor: Actor, caseId: string): Promise<{ items: SharedDraft[] }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  return { items: await store.sharedDraftsOf(db, actor, caseId) }
}

/** Shows my draft of an answer to colleagues, or keeps it to myself again. Said twice it happens once. */
export async function shareDraft(deps: Deps, actor: Actor, caseId: string, isShared: boolean): Promise<Draft | null> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    refuseMerged(await accessCase(tx, actor, caseId))
    const draft = await lockOwnDraft(tx, actor, caseId, 'reply')
    if (!draft && !isShared) return
    if (!draft) throw new Refusal('conflict', 'There is no draft to show. Write something first.')
    if ((draft.shared_at !== null) === isShared) return
    await store.setShared(tx, draft.id, isShared)
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), caseId, [
        { kind: 'draft.shared', data: { draftId: draft.id, isShared } },
      ]),
    )
  })
  return findDraft(db, actor, caseId, 'reply')
}
