import { randomInt } from 'node:crypto'
import type { Role } from '@resonanz/contracts'
import { setPassword } from '#auth'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { createMember } from './create-member.ts'
import { createWorkspace } from './create-workspace.ts'
import { markSetUp, readWorkspaces } from './store-workspaces.ts'

export type NewUser = {
  email: string
  name: string
  role: Role
  /** Id or name; may be left out while there is one workspace besides sample data. */
  workspace?: string | undefined
  /** For an account that exists: give it another password too, and end its sessions. */
  newPassword?: boolean
}

/**
 * Makes a person who can sign in, from the command line of who runs the server. Answers a password to hand over;
 * null when the address had an account, whose password stays. With an owner the installation counts as set up.
 */
export async function createUser(
  deps: Deps,
  user: NewUser,
): Promise<{ memberId: string; workspaceId: string; password: string | null }> {
  const workspaceId = await chooseWorkspace(deps, user)
  const password = readablePassword()
  const member = await createMember(deps, { ...user, workspaceId, password, by: { kind: 'job', id: 'user create' } })
  const renew = !member.newAccount && user.newPassword === true
  if (renew) await setPassword(deps, member.userId, password)
  if (user.role === 'owner') await markSetUp(deps.db.system)
  return { memberId: member.memberId, workspaceId, password: member.newAccount || renew ? password : null }
}

async function chooseWorkspace(deps: Deps, user: NewUser): Promise<string> {
  const all = await readWorkspaces(deps.db.system)
  const named = all.filter(({ id, name }) => user.workspace === id || user.workspace === name)
  const real = all.filter((workspace) => !workspace.sample_data)
  const [first, second] = user.workspace ? named : real.length > 0 ? real : all
  if (second)
    throw new Refusal(
      'invalid-input',
      `Name the workspace by its id: ${all.map(({ id, name }) => `${id} ${name}`).join(', ')}`,
    )
  if (first) return first.id
  if (user.workspace || user.role !== 'owner') throw new Refusal('not-found', 'There is no such workspace.')
  return (await createWorkspace(deps, { name: 'Resonanz', language: 'de' })).workspaceId
}

/** Four groups of five letters and digits that nobody mistakes for another, 95 bits. */
function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
