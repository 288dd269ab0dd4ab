import type { BodyOf, RoutedMember, routingRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { lockMember, replaceSkills, routedMembers, setCapacity } from './store-members.ts'
import { unknownIds } from './store-policy.ts'

export async function listMembers(deps: Deps, actor: Actor): Promise<{ items: RoutedMember[] }> {
  return { items: await routedMembers(deps.db.of(actor.workspaceId), actor.workspaceId) }
}

/** Sets all skills and the places of somebody at once; a skill named twice counts once, with the higher level. */
export async function setMember(
  deps: Deps,
  actor: Actor,
  id: string,
  { skills, places, pushesPerHour }: BodyOf<typeof routingRoutes.setMember>,
): Promise<RoutedMember> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await lockMember(tx, actor.workspaceId, id))) throw notFound()
    const of = (kind: string) => skills.filter((skill) => skill.kind === kind).map(({ value }) => value)
    const unknown = await unknownIds(tx, actor.workspaceId, {
      teams: [],
      topics: of('topic'),
      presences: of('presence'),
    })
    if (unknown.length > 0)
      throw new Refusal('invalid-input', 'This workspace has no such topic or presence.', { unknown })
    await replaceSkills(tx, actor.workspaceId, id, skills)
    await setCapacity(tx, actor.workspaceId, id, { places, pushesPerHour })
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'member', id },
        actor: journalActor(actor),
        kind: 'routing.changed',
        data: { what: 'member', version: null },
      },
    ])
    const [changed] = await routedMembers(tx, actor.workspaceId, id)
    if (!changed) throw notFound()
    return changed
  })
}
