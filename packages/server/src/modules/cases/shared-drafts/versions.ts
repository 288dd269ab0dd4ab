import type { Draft, DraftVersion } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { accessCase } from '../case.ts'
import { findDraft, lockDraft, writeDraft } from '../store-drafts.ts'
import { keepVersion } from './keep-version.ts'
import * as store from './store.ts'

export async function readVersions(
  deps: Deps,
  actor: Actor,
  caseId: string,
  draftId: string,
): Promise<{ items: DraftVersion[] }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  const drafts = await store.sharedDraftsOf(db, actor, caseId)
  if (!drafts.some(({ id }) => id === draftId)) throw notFound()
  return { items: await store.versionsOf(db, actor, draftId) }
}

/** Brings an earlier text back into the draft that I write; what stands there now becomes a version. */
export async function restoreVersion(
  deps: Deps,
  actor: Actor,
  caseId: string,
  draftId: string,
  versionId: string,
): Promise<Draft> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    await accessCase(tx, actor, caseId)
    const draft = await lockDraft(tx, actor, caseId, draftId)
    if (!draft) throw new Refusal('draft-gone', 'This draft was sent or put away.')
    if (draft.member_id !== actor.memberId)
      throw new Refusal('draft-taken', 'Take the draft over first.', {
        by: { id: draft.member_id, name: draft.member_name },
      })
    const version = await store.findVersion(tx, actor, draft.id, versionId)
    if (!version) throw notFound()
    await keepVersion(tx, deps, actor, draft, { why: 'restored', text: draft.text })
    const { kind, thread_id: threadId, extra } = draft
    await writeDraft(tx, actor, caseId, { kind, threadId, extra, text: version.text })
  })
  return (await findDraft(db, actor, caseId, 'reply'))!
}
