import type { BodyOf, Draft, sharedDraftRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { accessCase } from '../case.ts'
import { entriesOf } from '../case-events.ts'
import { refuseMerged } from '../policy.ts'
import { findDraft, lockDraft, lockOwnDraft, removeDraft } from '../store-drafts.ts'
import { keepVersion } from './keep-version.ts'
import { passOn } from './store.ts'

/**
 * Writes on at a colleague's shared draft. Of two who take it at once from the same person the second is refused and
 * learns who has it. What stood there stays a version; a draft of my own in this case stays as one that only I see.
 */
export async function takeOverDraft(
  deps: Deps,
  actor: Actor,
  caseId: string,
  draftId: string,
  { from }: BodyOf<typeof sharedDraftRoutes.takeOver>,
): Promise<Draft> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    refuseMerged(await accessCase(tx, actor, caseId))
    const draft = await lockDraft(tx, actor, caseId, draftId)
    if (!draft) throw new Refusal('draft-gone', 'This draft was sent or put away.')
    if (draft.member_id === actor.memberId) return
    if (draft.member_id !== from)
      throw new Refusal('draft-taken', 'Somebody else took it over a moment ago.', {
        by: { id: draft.member_id, name: draft.member_name },
      })
    const own = await lockOwnDraft(tx, actor, caseId, draft.kind)
    if (own?.shared_at)
      throw new Refusal('conflict', 'You share a draft in this case already. Send it or keep it to yourself first.')
    if (own) {
      await keepVersion(tx, deps, actor, draft, { why: 'conflict', text: own.text })
      await removeDraft(tx, actor, caseId, draft.kind)
    }
    await keepVersion(tx, deps, actor, draft, { why: 'taken', text: draft.text })
    await passOn(tx, draft.id, actor.memberId)
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), caseId, [
        { kind: 'draft.taken-over', data: { draftId: draft.id, from: draft.member_id } },
      ]),
    )
  })
  return (await findDraft(db, actor, caseId, 'reply'))!
}
