import type { BodyOf, caseRecordRoutes, ClosingPolicy } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { complete } from './levels.ts'
import * as store from './store.ts'

export async function readClosingPolicy(deps: Deps, actor: Actor): Promise<ClosingPolicy> {
  return store.readPolicy(deps.db.of(actor.workspaceId), actor.workspaceId)
}

export async function saveClosingPolicy(
  deps: Deps,
  actor: Actor,
  { version, ...policy }: BodyOf<typeof caseRecordRoutes.savePolicy>,
): Promise<ClosingPolicy> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await store.ensurePolicy(tx, actor.workspaceId)
    const before = await store.readPolicy(tx, actor.workspaceId, { lock: true })
    if (before.version !== version) throw new Refusal('stale-version', 'Somebody changed it meanwhile.')
    const teamIds = [...new Set(policy.exceptions.flatMap((each) => each.teamIds))]
    if ((await store.knownTeams(tx, actor.workspaceId, teamIds)) !== teamIds.length)
      throw new Refusal('invalid-input', 'This workspace has no such team.', { unknown: ['teamIds'] })
    const exceptions = policy.exceptions.map((each) => ({ ...each, levels: complete(each.levels) }))
    await store.writePolicy(
      tx,
      actor.workspaceId,
      { ...policy, levels: complete(policy.levels), exceptions },
      actor.memberId,
    )
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
  return readClosingPolicy(deps, actor)
}
