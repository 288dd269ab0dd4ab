import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { append } from '#platform/journal'
import { accessPresence, archiveRow } from './store.ts'

/** Nothing more comes in or goes out; everything that came stays. Its secrets are deleted. */
export async function archivePresence(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const presence = await accessPresence(tx, actor, id, { lock: true })
    if (presence.archived_at) return
    await archiveRow(tx, id)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'presence', id },
        actor: journalActor(actor),
        kind: 'presence.archived',
        data: {},
      },
    ])
  })
  return { ok: true }
}
