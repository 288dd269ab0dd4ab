import type { FastifyRequest } from 'fastify'
import type { Actor, Deps } from '#platform/deps'
import { sessionHash, sessionToken } from './cookies.ts'
import { sessionHours } from './sign-in.ts'
import { memberOfHash, memberOfToken, type SessionRow } from './store.ts'

/** Who sends a request: the cookie's signature, then one statement on what holds in the database now. */
export function makeAuthenticate(deps: Deps): (request: FastifyRequest) => Promise<Actor | null> {
  return async (request) => {
    const token = sessionToken(deps, request.headers.cookie)
    if (!token) return null
    const row = await memberOfToken(deps.db.system, token, sessionHours)
    return row ? actorOf(row, sessionHash(deps, token)) : null
  }
}

/** The member behind an open stream's session as of now; null once it ended. Workspace and role may have changed. */
export async function actorOfSession(deps: Deps, hash: string): Promise<Actor | null> {
  const bytes = Buffer.from(hash, 'base64url')
  const row = await memberOfHash(deps.db.system, bytes)
  return row ? actorOf(row, bytes) : null
}

/** For streams that stay open: `hash` is the actor's sessionHash. False once the session ended or the member left. */
export async function sessionStillValid(deps: Deps, hash: string): Promise<boolean> {
  return (await actorOfSession(deps, hash)) !== null
}

function actorOf(row: SessionRow, hash: Buffer): Actor {
  return {
    memberId: row.member_id,
    userId: row.user_id,
    name: row.name,
    role: row.role,
    workspaceId: row.workspace_id,
    teamIds: row.team_ids,
    sessionHash: hash.toString('base64url'),
  }
}
