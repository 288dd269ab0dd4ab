import type { Member, Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

type MemberRow = {
  id: string
  name: string
  email: string
  role: Role
  active: boolean
  team_ids: string[]
  last_seen_at: Date | null
  two_factor_on: boolean
}

/** Names the workspace itself: addresses and second factors stand in the sign-in tables, which only system reads. */
export async function readMembers(system: Db, workspaceId: string, id?: string): Promise<Member[]> {
  const found = await rows(
    system,
    sql<MemberRow>`
      select m.id, m.name, u.email, m.role, m.active, m.last_seen_at, coalesce(u."twoFactorEnabled", false) as two_factor_on,
        coalesce((select array_agg(t.team_id order by t.team_id) from team_member t where t.member_id = m.id), '{}') as team_ids
      from member m join auth_user u on u.id = m.user_id
      where m.workspace_id = ${workspaceId} ${id ? sql`and m.id = ${id}` : sql``}
      order by m.active desc, lower(m.name), m.id`,
  )
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    active: row.active,
    teamIds: row.team_ids,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    twoFactorOn: row.two_factor_on,
  }))
}

export async function readNames(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  return rows(db, sql<{ id: string; name: string }>`select id, name from member where id = any(${[...ids]}::uuid[])`)
}

export type LockedMember = { id: string; user_id: string; role: Role; active: boolean; name: string }

/** The member and every active owner, locked in one order, so that two owners cannot demote each other at once. */
export function lockWithOwners(system: Db, workspaceId: string, id: string): Promise<LockedMember[]> {
  return rows(
    system,
    sql<LockedMember>`select id, user_id, role, active, name from member
      where workspace_id = ${workspaceId} and (id = ${id} or (role = 'owner' and active)) order by id for update`,
  )
}

export async function updateMember(
  db: Db,
  workspaceId: string,
  id: string,
  to: { role: Role; active: boolean; name: string },
): Promise<void> {
  await run(
    db,
    sql`update member set role = ${to.role}, active = ${to.active}, name = ${to.name}
      where workspace_id = ${workspaceId} and id = ${id}`,
  )
}

/** How many of these ids are teams of the workspace; fewer than given means one is foreign or unknown. */
export async function countTeams(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  const found = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from team where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
  return found?.n ?? 0
}

/** Puts the member into exactly these teams; says whether that changed anything. */
export async function setTeamsOf(
  db: Db,
  workspaceId: string,
  memberId: string,
  teamIds: readonly string[],
): Promise<boolean> {
  const left = await run(
    db,
    sql`delete from team_member where workspace_id = ${workspaceId} and member_id = ${memberId}
      and team_id <> all (${[...teamIds]}::uuid[])`,
  )
  const joined = await run(
    db,
    sql`insert into team_member (workspace_id, team_id, member_id)
      select workspace_id, id, ${memberId} from team where workspace_id = ${workspaceId} and id = any(${[...teamIds]}::uuid[])
      on conflict do nothing`,
  )
  return left + joined > 0
}

/** Adds the person to the workspace, or brings back one who had left. An active member keeps role and name. */
export async function addMember(
  system: Db,
  member: { workspaceId: string; id: string; userId: string; name: string; role: Role },
): Promise<string> {
  const row = await one(
    system,
    sql<{ id: string }>`
      insert into member (workspace_id, id, user_id, name, role)
      values (${member.workspaceId}, ${member.id}, ${member.userId}, ${member.name}, ${member.role})
      on conflict (workspace_id, user_id) do update set
        role = case when member.active then member.role else excluded.role end,
        name = case when member.active then member.name else excluded.name end,
        active = true
      returning id`,
  )
  return row!.id
}

export async function hasActiveMember(system: Db, workspaceId: string, email: string): Promise<boolean> {
  const found = await one(
    system,
    sql`select 1 from member m join auth_user u on u.id = m.user_id
      where m.workspace_id = ${workspaceId} and m.active and u.email = ${email}`,
  )
  return found !== undefined
}
