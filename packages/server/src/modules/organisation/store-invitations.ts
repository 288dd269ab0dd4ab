import type { Invitation, Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

/** Not accepted, not taken back, not over: by the database's clock. */
const open = sql`accepted_at is null and revoked_at is null and expires_at > now()`

type InvitationRow = {
  id: string
  email: string
  role: Role
  team_ids: string[]
  expires_at: Date
  created_at: Date
  invited_by: string | null
}

export async function readInvitations(db: Db, workspaceId: string, id?: string): Promise<Invitation[]> {
  const found = await rows(
    db,
    sql<InvitationRow>`
      select i.id, i.email, i.role, i.team_ids, i.expires_at, i.created_at, m.name as invited_by
      from invitation i left join member m on m.id = i.invited_by
      where i.workspace_id = ${workspaceId} and ${open} ${id ? sql`and i.id = ${id}` : sql``}
      order by i.created_at desc, i.id`,
  )
  return found.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    teamIds: row.team_ids,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    invitedBy: row.invited_by,
  }))
}

export async function insertInvitation(
  db: Db,
  invitation: {
    workspaceId: string
    id: string
    email: string
    role: Role
    teamIds: readonly string[]
    tokenHash: Buffer
    holdsHours: number
    invitedBy: string
  },
): Promise<void> {
  await run(
    db,
    sql`insert into invitation (workspace_id, id, email, role, team_ids, token_hash, expires_at, invited_by)
      values (${invitation.workspaceId}, ${invitation.id}, ${invitation.email}, ${invitation.role},
        ${[...invitation.teamIds]}::uuid[], ${invitation.tokenHash},
        now() + make_interval(hours => ${invitation.holdsHours}), ${invitation.invitedBy})`,
  )
}

/** Takes back the open invitations that match, and says which those were. */
export async function revokeInvitations(
  db: Db,
  workspaceId: string,
  which: { id: string } | { email: string } | { invitedBy: string },
): Promise<string[]> {
  const condition =
    'id' in which
      ? sql`id = ${which.id}`
      : 'email' in which
        ? sql`email = ${which.email}`
        : sql`invited_by = ${which.invitedBy}`
  const revoked = await rows(
    db,
    sql<{ id: string }>`update invitation set revoked_at = now()
      where workspace_id = ${workspaceId} and ${open} and ${condition} returning id`,
  )
  return revoked.map((row) => row.id)
}

export type OpenInvitation = {
  id: string
  workspace_id: string
  email: string
  role: Role
  team_ids: string[]
  workspace_name: string
  language: 'de' | 'en'
}

export function openInvitation(system: Db, tokenHash: Buffer): Promise<OpenInvitation | undefined> {
  return one(
    system,
    sql<OpenInvitation>`
      select i.id, i.workspace_id, i.email, i.role, i.team_ids, w.name as workspace_name, w.language
      from invitation i join workspace w on w.id = i.workspace_id
      where i.token_hash = ${tokenHash} and ${open}`,
  )
}

/** True for exactly one caller. */
export async function useInvitation(system: Db, id: string): Promise<boolean> {
  return (await run(system, sql`update invitation set accepted_at = now() where id = ${id} and ${open}`)) === 1
}
