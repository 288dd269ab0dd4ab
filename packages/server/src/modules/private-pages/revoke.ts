import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound } from '#platform/errors'
import { append } from '#platform/journal'
import { lockPage, revokePage } from './store.ts'

/** Makes a link worthless at once. What came in stays in the case. */
export async function revoke(deps: Deps, actor: Actor, pageId: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const page = await lockPage(tx, pageId, actor.workspaceId)
    if (!page) throw notFound()
    if (page.revoked_at !== null) return
    await revokePage(tx, page.id, actor.memberId)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: page.case_id },
        actor: journalActor(actor),
        kind: 'private-page.revoked',
        data: { pageId: page.id },
      },
    ])
  })
  return { ok: true }
}
