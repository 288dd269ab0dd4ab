import type { BodyOf, Member, organisationRoutes } from '@resonanz/contracts'
import { endSessionsIn } from '#auth'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { mayChange, mayGive } from './policy.ts'
import { revokeInvitations } from './store-invitations.ts'
import { countTeams, lockWithOwners, readMembers, readNames, setTeamsOf, updateMember } from './store-members.ts'

export type MemberChange = BodyOf<typeof organisationRoutes.changeMember>

export async function listMembers(deps: Deps, actor: Actor): Promise<{ items: Member[] }> {
  return { items: await readMembers(deps.db.system, actor.workspaceId) }
}

/** Names by id, for whoever shows a person beside a thing. Ids that the connection does not see are left out. */
export async function membersByIds(db: Db, ids: readonly string[]): Promise<Map<string, { id: string; name: string }>> {
  const unique = [...new Set(ids)]
  return new Map((await readNames(db, unique)).map((member) => [member.id, member]))
}

/**
 * Changes role, teams, name or access. Role and access count from the member's next request on; who is deactivated is
 * signed out of this workspace, and invitations they had made are void. The last active owner stays.
 */
export async function changeMember(deps: Deps, actor: Actor, id: string, change: MemberChange): Promise<Member> {
  const { workspaceId } = actor
  await inTransaction(deps.db.system, async (tx) => {
    const locked = await lockWithOwners(tx, workspaceId, id)
    const member = locked.find((row) => row.id === id)
    if (!member) throw notFound()
    const to = {
      role: change.role ?? member.role,
      active: change.active ?? member.active,
      name: change.name === undefined ? member.name : change.name,
    }
    if (!mayChange(actor, member) || !mayGive(actor, to.role))
      throw new Refusal('not-allowed', 'Only an owner can change an owner.')
    if (to.name === '') throw new Refusal('invalid-input', 'A member needs a name.')
    const staysOwner = to.role === 'owner' && to.active
    const otherOwners = locked.filter((row) => row.id !== id && row.role === 'owner' && row.active)
    if (member.role === 'owner' && member.active && !staysOwner && otherOwners.length === 0)
      throw new Refusal('last-owner', 'Make somebody else an owner first.')

    await updateMember(tx, workspaceId, id, to)
    const teams = change.teamIds ? await moveTeams(tx, workspaceId, id, change.teamIds) : false
    const entries: Entry[] = []
    const entry = (kind: 'member.changed' | 'member.sessions-ended', data: object) =>
      ({ workspaceId, subject: { kind: 'member', id }, actor: journalActor(actor), kind, data }) as Entry
    const data = {
      ...(to.role === member.role ? {} : { role: to.role }),
      ...(to.active === member.active ? {} : { active: to.active }),
      ...(teams ? { teams } : {}),
    }
    if (Object.keys(data).length > 0 || to.name !== member.name) entries.push(entry('member.changed', data))
    if (!to.active && member.active) {
      await endSessionsIn(tx, member.user_id, workspaceId)
      entries.push(entry('member.sessions-ended', {}))
    }
    if (member.active && (!to.active || to.role !== member.role))
      for (const invitationId of await revokeInvitations(tx, workspaceId, { invitedBy: id }))
        entries.push({
          workspaceId,
          subject: { kind: 'invitation', id: invitationId },
          actor: journalActor(actor),
          kind: 'invitation.revoked',
          data: {},
        })
    await append(tx, entries)
  })
  const [changed] = await readMembers(deps.db.system, workspaceId, id)
  if (!changed) throw notFound()
  return changed
}

async function moveTeams(tx: Db, workspaceId: string, id: string, teamIds: readonly string[]): Promise<boolean> {
  const unique = [...new Set(teamIds)]
  if ((await countTeams(tx, workspaceId, unique)) !== unique.length)
    throw new Refusal('invalid-input', 'One of the teams does not exist.')
  return setTeamsOf(tx, workspaceId, id, unique)
}
