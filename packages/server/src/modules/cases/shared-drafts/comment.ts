import type { BodyOf, ResponseOf, sharedDraftRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { accessCase } from '../case.ts'
import { entriesOf } from '../case-events.ts'
import { lockDraft } from '../store-drafts.ts'
import { colleague, insertComment } from './store.ts'

/** Says something about a shared draft; with `to` a colleague is asked to read it, else its writer is told. */
export async function commentDraft(
  deps: Deps,
  actor: Actor,
  caseId: string,
  draftId: string,
  { text, to }: BodyOf<typeof sharedDraftRoutes.comment>,
): Promise<ResponseOf<typeof sharedDraftRoutes.comment>> {
  const { workspaceId, memberId } = actor
  return inTransaction(deps.db.of(workspaceId), async (tx) => {
    await accessCase(tx, actor, caseId)
    const draft = await lockDraft(tx, actor, caseId, draftId)
    if (!draft) throw new Refusal('draft-gone', 'This draft was sent or put away.')
    const asked = to === null ? null : await colleague(tx, actor, to)
    if (asked === undefined)
      throw new Refusal('invalid-input', 'This workspace has no such colleague who answers.', { unknown: ['to'] })
    const id = deps.newId()
    const at = await insertComment(tx, { workspaceId, id, draftId, memberId, to, text })
    await append(
      tx,
      entriesOf(workspaceId, journalActor(actor), caseId, [
        { kind: 'draft.commented', data: { draftId, commentId: id, to, writer: draft.member_id } },
      ]),
    )
    return { id, by: { id: memberId, name: actor.name }, to: asked, text, at: at.toISOString() }
  })
}
