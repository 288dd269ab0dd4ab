import type { ClosingField } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { append } from '#platform/journal'
import { readRequired, writeRequired } from './store.ts'

export async function readClosingPolicy(deps: Deps, actor: Actor): Promise<{ required: ClosingField[] }> {
  return { required: await readRequired(deps.db.of(actor.workspaceId), actor.workspaceId) }
}

export async function saveClosingPolicy(deps: Deps, actor: Actor, required: ClosingField[]): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await writeRequired(tx, actor.workspaceId, [...new Set(required)], actor.memberId)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'workspace', id: actor.workspaceId },
        actor: journalActor(actor),
        kind: 'settings.changed',
        data: { fields: ['closing-policy'] },
      },
    ])
  })
  return { ok: true }
}
