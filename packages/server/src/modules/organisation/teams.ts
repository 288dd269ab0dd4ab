import type { BodyOf, organisationRoutes, Team } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { countMembers, insertTeams, lockTeam, moveTeam, readTeams, renameTeam, setMembersOf } from './store-teams.ts'
import { readUnits } from './store-units.ts'

export async function listTeams(deps: Deps, actor: Actor): Promise<{ items: Team[] }> {
  return { items: await readTeams(deps.db.of(actor.workspaceId), actor.workspaceId) }
}

export async function createTeam(
  deps: Deps,
  actor: Actor,
  team: BodyOf<typeof organisationRoutes.createTeam>,
): Promise<Team> {
  const id = deps.newId()
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await insertTeams(tx, actor.workspaceId, [{ id, name: team.name }])
    return settle(tx, actor, id, team)
  })
}

export async function changeTeam(
  deps: Deps,
  actor: Actor,
  id: string,
  change: BodyOf<typeof organisationRoutes.changeTeam>,
): Promise<Team> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await lockTeam(tx, actor.workspaceId, id))) throw notFound()
    if (change.name !== undefined) await renameTeam(tx, actor.workspaceId, id, change.name)
    return settle(tx, actor, id, change)
  })
}

/** Puts in who belongs to it, writes the entry and answers the team as it is now. */
async function settle(
  tx: Db,
  actor: Actor,
  id: string,
  { memberIds, unitId }: { memberIds?: readonly string[] | undefined; unitId?: string | null | undefined },
): Promise<Team> {
  if (unitId !== undefined) {
    if (unitId && (await readUnits(tx, actor.workspaceId, unitId)).length === 0)
      throw new Refusal('invalid-input', 'This unit does not exist.')
    await moveTeam(tx, actor.workspaceId, id, unitId)
  }
  if (memberIds) {
    const unique = [...new Set(memberIds)]
    if ((await countMembers(tx, actor.workspaceId, unique)) !== unique.length)
      throw new Refusal('invalid-input', 'One of the members does not exist.')
    await setMembersOf(tx, actor.workspaceId, id, unique)
  }
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'team', id },
      actor: journalActor(actor),
      kind: 'team.changed',
      data: {},
    },
  ])
  const [team] = await readTeams(tx, actor.workspaceId, id)
  return team!
}
