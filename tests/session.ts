import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { sessionCookieName, sessionHash, signedToken } from '../packages/server/src/modules/auth/cookies.ts'
import type { Actor, Deps } from '../packages/server/src/platform/deps.ts'

/** Opens a session for a member of the cast and gives the Cookie header a browser would send with it. */
export async function signedIn(deps: Deps, actor: Actor): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const id = deps.newId()
  await sql`insert into auth_session (id, token, "userId", "expiresAt") values (${id}, ${token}, ${actor.userId}, now() + interval '12 hours')`.execute(
    deps.db.system,
  )
  await sql`insert into session_workspace (session_token_hash, session_id, workspace_id) values (${sessionHash(deps, token)}, ${id}, ${actor.workspaceId})`.execute(
    deps.db.system,
  )
  return `${sessionCookieName(deps.config)}=${signedToken(deps, token)}`
}
