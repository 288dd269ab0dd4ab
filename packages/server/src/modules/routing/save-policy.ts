import { isDeepStrictEqual } from 'node:util'
import type { BodyOf, RoutingPolicy, routingRoutes, SavedRoutingPolicy } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { insertPolicy, lockPolicy, newestPolicy, unknownIds } from './store-policy.ts'

/** Makes the next version; cases given out before name the version they were given by. Nothing new without a difference. */
export async function savePolicy(
  deps: Deps,
  actor: Actor,
  { basedOn, policy, note }: BodyOf<typeof routingRoutes.save>,
): Promise<SavedRoutingPolicy> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await lockPolicy(tx, actor.workspaceId)
    await checkPolicy(tx, actor.workspaceId, policy)
    const now = await newestPolicy(tx, actor.workspaceId)
    if (now.version !== basedOn)
      throw new Refusal('conflict', 'Somebody changed the distribution meanwhile. Look at it first.', {
        version: now.version,
      })
    if (isDeepStrictEqual(now.policy, policy)) return now
    const version = now.version + 1
    await insertPolicy(tx, actor, { version, policy, note })
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'workspace', id: actor.workspaceId },
        actor: journalActor(actor),
        kind: 'routing.changed',
        data: { what: 'policy', version },
      },
    ])
    return newestPolicy(tx, actor.workspaceId)
  })
}

/** A team stands once, passes nothing on to itself, and everything named exists. */
export async function checkPolicy(db: Db, workspaceId: string, policy: RoutingPolicy): Promise<void> {
  const teams = policy.queues.map(({ teamId }) => teamId)
  if (new Set(teams).size < teams.length) throw new Refusal('invalid-input', 'A team stands in the list once.')
  if (policy.queues.some(({ teamId, overflow }) => overflow?.toTeamId === teamId))
    throw new Refusal('invalid-input', 'A team cannot pass cases on to itself.')
  const some = (id: string | null | undefined) => (id ? [id] : [])
  const unknown = await unknownIds(db, workspaceId, {
    teams: [
      ...policy.queues.flatMap(({ teamId, overflow }) => [teamId, ...some(overflow?.toTeamId)]),
      ...policy.table.map(({ teamId }) => teamId),
    ],
    topics: policy.table.flatMap(({ topicId }) => some(topicId)),
    presences: policy.table.flatMap(({ presenceId }) => some(presenceId)),
  })
  if (unknown.length > 0)
    throw new Refusal('invalid-input', 'This workspace has no such team, topic or presence.', { unknown })
}
