import type { BodyOf, Language, organisationRoutes } from '@resonanz/contracts'
import {
  addAccount,
  countTries,
  findAccount,
  forgiveTries,
  hashNewPassword,
  network,
  passwordFits,
  passwordTries,
} from '#auth'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { joinWorkspace } from './create-member.ts'
import { type OpenInvitation, openInvitation, useInvitation } from './store-invitations.ts'

/** What a link is for. Unknown, used, taken back and expired links answer alike. */
export async function readInvitation(
  deps: Deps,
  token: string,
  address: string,
): Promise<{ workspaceName: string; email: string; language: Language }> {
  const invitation = await find(deps, token, address)
  return { workspaceName: invitation.workspace_name, email: invitation.email, language: invitation.language }
}

/**
 * Joins the workspace, once. The address is the invitation's. Who has an account with it on this installation proves
 * it with that account's password and joins; a new password is taken for a new account only.
 */
export async function acceptInvitation(
  deps: Deps,
  token: string,
  input: BodyOf<typeof organisationRoutes.acceptInvitation>,
  address: string,
): Promise<{ ok: true }> {
  const invitation = await find(deps, token, address)
  const account = await findAccount(deps, invitation.email)
  if (account) await provePassword(deps, account, invitation.email, input.password, address)
  const passwordHash = account ? null : await hashNewPassword(input.password)
  await inTransaction(deps.db.system, async (tx) => {
    if (!(await useInvitation(tx, invitation.id))) throw invalid()
    const userId =
      account?.userId ??
      (await addAccount(deps, tx, { name: input.name, email: invitation.email, passwordHash: passwordHash! }))
    await joinWorkspace(deps, tx, {
      workspaceId: invitation.workspace_id,
      userId,
      name: input.name,
      role: invitation.role,
      teamIds: invitation.team_ids,
    })
  })
  return { ok: true }
}

export function invitationHash(deps: Deps, token: string): Buffer {
  return deps.seal.mac('invitation', token)
}

async function find(deps: Deps, token: string, address: string): Promise<OpenInvitation> {
  await countTries(deps, [{ limit: 'invitation', of: network(address) }])
  const invitation = await openInvitation(deps.db.system, invitationHash(deps, token))
  if (!invitation) throw invalid()
  return invitation
}

async function provePassword(
  deps: Deps,
  account: { password: string | null },
  email: string,
  password: string,
  address: string,
): Promise<void> {
  const tries = passwordTries(email, address)
  await countTries(deps, tries)
  if (!(await passwordFits(account, password)))
    throw new Refusal('not-allowed', 'This address has an account already. Enter its password to join.', {
      accountExists: true,
    })
  await forgiveTries(deps, tries)
}

function invalid(): Refusal {
  return new Refusal('token-invalid', 'This invitation does not hold. Ask for a new one.')
}
