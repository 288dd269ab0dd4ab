import { type Me, permissionsOf, type Preferences } from '@resonanz/contracts'
import { moveSession } from '#auth'
import { inTransaction } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, currentPosition, formatPosition } from '#platform/journal'
import { activeMemberIn, mergePreferences, readMe } from './store-workspaces.ts'

const maxPreferencesBytes = 20_000

export async function whoAmI(deps: Deps, actor: Actor): Promise<Me> {
  // Before anything is read: what is told from here on may be newer than what the screen then shows.
  const liveFrom = formatPosition(await currentPosition(deps.db.system))
  const row = await readMe(deps.db.system, actor.memberId)
  if (!row) throw notFound()
  return {
    member: { id: actor.memberId, name: row.name, email: row.email, role: row.role, teamIds: actor.teamIds },
    workspace: row.workspace,
    workspaces: row.workspaces,
    permissions: [...permissionsOf[row.role]],
    preferences: row.preferences,
    twoFactorOn: row.two_factor_on,
    liveFrom,
  }
}

/** Only the fields named change. A setting of one's own device, so it is not in the journal. */
export async function changePreferences(deps: Deps, actor: Actor, change: Preferences): Promise<Preferences> {
  if (JSON.stringify(change).length > maxPreferencesBytes) throw new Refusal('too-large')
  const kept = await mergePreferences(deps.db.of(actor.workspaceId), actor.memberId, change)
  if (!kept) throw notFound()
  return kept
}

/** Goes on with the same session in another workspace of the person. */
export async function enterWorkspace(deps: Deps, actor: Actor, workspaceId: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.system, async (tx) => {
    const memberId = await activeMemberIn(tx, actor.userId, workspaceId)
    if (!memberId) throw notFound()
    await moveSession(tx, Buffer.from(actor.sessionHash, 'base64url'), workspaceId)
    if (workspaceId === actor.workspaceId) return
    await append(tx, [
      {
        workspaceId,
        subject: { kind: 'member', id: memberId },
        actor: { kind: 'person', id: memberId },
        kind: 'member.signed-in',
        data: {},
      },
    ])
  })
  return { ok: true }
}
