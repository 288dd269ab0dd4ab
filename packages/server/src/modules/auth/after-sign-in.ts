import type { Deps } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { append } from '#platform/journal'
import { sessionHash } from './cookies.ts'
import type { Endpoint } from './endpoints.ts'
import { deleteSession, deleteSessionsOf, enterFirstWorkspace, membershipsOf, type SessionRow } from './store.ts'

type Outcome = 'unchanged' | 'entered' | 'nowhere'

/**
 * What a successful call means for our side: a new session starts in a workspace, the session it replaces ends, other
 * sessions end when a key was changed, and the journal tells. 'nowhere': the person is no active member anywhere, so
 * the session is gone again.
 */
export async function afterSignIn(
  deps: Deps,
  call: { endpoint: Endpoint; presented: string | null; made: string | null; before: SessionRow | null },
): Promise<Outcome> {
  const { endpoint, presented, made, before } = call
  return inTransaction(deps.db.system, async (tx) => {
    const outcome = await enter()
    if (outcome === 'nowhere') return outcome
    if (!before) return outcome
    const keyChanged = endpoint.ends === 'others' && (made !== null || endpoint.tells === true)
    if (keyChanged) await deleteSessionsOf(tx, before.user_id, made ?? presented)
    if (keyChanged || endpoint.tells) {
      const memberships = await membershipsOf(tx, before.user_id)
      await append(
        tx,
        memberships.map((member) => ({
          workspaceId: member.workspace_id,
          subject: { kind: 'member', id: member.member_id },
          actor: { kind: 'person', id: member.member_id },
          kind: 'member.sessions-ended',
          data: {},
        })),
      )
    }
    return outcome

    async function enter(): Promise<Outcome> {
      if (!made || made === presented) return 'unchanged'
      const entered = await enterFirstWorkspace(tx, {
        token: made,
        hash: sessionHash(deps, made),
        preferred: before?.workspace_id ?? null,
      })
      if (!entered) {
        await deleteSession(tx, made)
        return 'nowhere'
      }
      // The session id before sign-in is worth nothing afterwards, whoever knew it.
      if (presented) await deleteSession(tx, presented)
      const sameGoesOn = before?.user_id === entered.user_id && !endpoint.signsIn
      const confirmedWhileSignedIn = before?.user_id === entered.user_id && endpoint.ends !== undefined
      if (!sameGoesOn && !confirmedWhileSignedIn) {
        const member = { kind: 'member', id: entered.member_id } as const
        await append(tx, [
          {
            workspaceId: entered.workspace_id,
            subject: member,
            actor: { kind: 'person', id: entered.member_id },
            kind: 'member.signed-in',
            data: {},
          },
        ])
      }
      return 'entered'
    }
  })
}
