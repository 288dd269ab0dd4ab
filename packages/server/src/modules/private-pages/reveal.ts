import type { BodyOf, privatePageRoutes, ResponseOf } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { sealedAnswer } from './store-answers.ts'
import { openAnswer } from './sealed.ts'

/** A look at a masked answer. It is on record before anything is shown. */
export async function reveal(
  deps: Deps,
  actor: Actor,
  id: string,
  { purpose, note }: BodyOf<typeof privatePageRoutes.reveal>,
): Promise<ResponseOf<typeof privatePageRoutes.reveal>> {
  const answer = await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const found = await sealedAnswer(tx, actor.workspaceId, id)
    if (!found) throw notFound()
    if (!found.sealed) throw new Refusal('conflict', 'This answer was deleted on its day.')
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: found.case_id },
        actor: journalActor(actor),
        kind: 'private-page.revealed',
        data: { pageId: found.page_id, answerId: found.id, purpose, ...(note ? { reason: note } : {}) },
      },
    ])
    return openAnswer(deps, found.sealed)
  })
  return 'value' in answer ? { value: answer.value, file: null } : { value: null, file: answer }
}
