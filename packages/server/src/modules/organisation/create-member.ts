import type { Actor as JournalActor, Role } from '@resonanz/contracts'
import { addAccount, findAccount, hashNewPassword } from '#auth'
import { type Db, inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { addMember, setTeamsOf } from './store-members.ts'

export type NewMember = {
  workspaceId: string
  name: string
  email: string
  role: Role
  teamIds?: readonly string[]
  /** Of the new account; not used when the address has one already. */
  password: string
  by?: JournalActor
}

/** A member with an account to sign in with, made when the address has none yet. */
export async function createMember(
  deps: Deps,
  member: NewMember,
): Promise<{ memberId: string; userId: string; newAccount: boolean }> {
  const account = await findAccount(deps, member.email)
  const passwordHash = account ? null : await hashNewPassword(member.password)
  return inTransaction(deps.db.system, async (tx) => {
    const userId =
      account?.userId ??
      (await addAccount(deps, tx, { name: member.name, email: member.email, passwordHash: passwordHash! }))
    const memberId = await joinWorkspace(deps, tx, { ...member, userId })
    return { memberId, userId, newAccount: account === null }
  })
}

/** Makes an account a member, in a system transaction of the caller. The person themself is the actor unless told. */
export async function joinWorkspace(
  deps: Deps,
  tx: Db,
  join: {
    workspaceId: string
    userId: string
    name: string
    role: Role
    teamIds?: readonly string[]
    by?: JournalActor | undefined
  },
): Promise<string> {
  const memberId = await addMember(tx, { ...join, id: deps.newId() })
  if (join.teamIds && join.teamIds.length > 0) await setTeamsOf(tx, join.workspaceId, memberId, join.teamIds)
  await append(tx, [
    {
      workspaceId: join.workspaceId,
      subject: { kind: 'member', id: memberId },
      actor: join.by ?? { kind: 'person', id: memberId },
      kind: 'member.joined',
      data: { role: join.role },
    },
  ])
  return memberId
}
