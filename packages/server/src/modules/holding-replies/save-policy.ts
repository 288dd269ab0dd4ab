import type { BodyOf, HoldingPolicy, holdingReplyRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { policyShown } from './policy.ts'
import * as store from './store-policy.ts'

export async function readPolicy(deps: Deps, actor: Actor): Promise<HoldingPolicy> {
  const [row] = await store.newestPolicies(deps.db.of(actor.workspaceId), [actor.workspaceId])
  return policyShown(row, actor)
}

/** Makes the next version; 409 when somebody made one meanwhile. What is proposed already stays proposed. */
export async function savePolicy(
  deps: Deps,
  actor: Actor,
  { basedOn, house, exceptions }: BodyOf<typeof holdingReplyRoutes.savePolicy>,
): Promise<HoldingPolicy> {
  const { workspaceId } = actor
  await inTransaction(deps.db.of(workspaceId), async (tx) => {
    await store.lockPolicy(tx, workspaceId)
    const [row] = await store.newestPolicies(tx, [workspaceId])
    if ((row?.version ?? 0) !== basedOn)
      throw new Refusal('conflict', 'Somebody changed these terms meanwhile. Look at them first.')
    const teams = exceptions.flatMap(({ teamId }) => (teamId ? [teamId] : []))
    if (!(await store.knowsTeams(tx, workspaceId, teams)))
      throw new Refusal('invalid-input', 'This workspace has no such team.')
    const version = basedOn + 1
    await store.insertPolicy(tx, { workspaceId, version, policy: { house, exceptions }, by: actor.memberId })
    await append(tx, [
      {
        workspaceId,
        subject: { kind: 'workspace', id: workspaceId },
        actor: journalActor(actor),
        kind: 'holding.policy-changed',
        data: { version },
      },
    ])
  })
  return readPolicy(deps, actor)
}
