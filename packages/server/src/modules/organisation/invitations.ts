import { randomBytes } from 'node:crypto'
import type { BodyOf, Invitation, organisationRoutes } from '@resonanz/contracts'
import { normalEmail } from '#auth'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { settingsOf } from '#settings'
import { invitationHash } from './accept-invitation.ts'
import { mayGive } from './policy.ts'
import { insertInvitation, readInvitations, revokeInvitations } from './store-invitations.ts'
import { countTeams, hasActiveMember } from './store-members.ts'

const holdsHours = 72

export async function listInvitations(deps: Deps, actor: Actor): Promise<{ items: Invitation[] }> {
  return { items: await readInvitations(deps.db.of(actor.workspaceId), actor.workspaceId) }
}

/** An invitation for one address. The link is given out this once; an earlier open one for the address is void. */
export async function invite(
  deps: Deps,
  actor: Actor,
  input: BodyOf<typeof organisationRoutes.invite>,
): Promise<{ invitation: Invitation; link: string }> {
  const { workspaceId } = actor
  if (!mayGive(actor, input.role)) throw new Refusal('not-allowed', 'Only an owner can invite an owner.')
  const email = normalEmail(input.email)
  if (await hasActiveMember(deps.db.system, workspaceId, email))
    throw new Refusal('conflict', 'This person is a member already.')
  const teamIds = [...new Set(input.teamIds)]
  const id = deps.newId()
  const token = randomBytes(32).toString('base64url')
  const invitation = await inTransaction(deps.db.of(workspaceId), async (tx) => {
    if ((await countTeams(tx, workspaceId, teamIds)) !== teamIds.length)
      throw new Refusal('invalid-input', 'One of the teams does not exist.')
    const replaced = await revokeInvitations(tx, workspaceId, { email })
    await insertInvitation(tx, {
      workspaceId,
      id,
      email,
      role: input.role,
      teamIds,
      tokenHash: invitationHash(deps, token),
      holdsHours,
      invitedBy: actor.memberId,
    })
    await append(tx, [
      ...replaced.map((old) => revoked(actor, old)),
      {
        workspaceId,
        subject: { kind: 'invitation', id },
        actor: journalActor(actor),
        kind: 'invitation.created',
        data: { role: input.role },
      },
    ])
    const [made] = await readInvitations(tx, workspaceId, id)
    return made!
  })
  return { invitation, link: `${await origin(deps, workspaceId)}/invitation/${token}` }
}

export async function revokeInvitation(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const taken = await revokeInvitations(tx, actor.workspaceId, { id })
    if (taken.length === 0) throw notFound()
    await append(
      tx,
      taken.map((one) => revoked(actor, one)),
    )
  })
  return { ok: true }
}

/** From the configuration, never from the Host header of a request: a link must not lead elsewhere. */
async function origin(deps: Deps, workspaceId: string): Promise<string> {
  const publicUrl = deps.config.publicUrl ?? (await settingsOf(deps, workspaceId)).publicUrl
  return publicUrl ? new URL(publicUrl).origin : `http://localhost:${deps.config.port}`
}

function revoked(actor: Actor, id: string): Entry {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'invitation', id },
    actor: journalActor(actor),
    kind: 'invitation.revoked',
    data: {},
  }
}
