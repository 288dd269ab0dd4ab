import type { Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type SessionRow = {
  member_id: string
  user_id: string
  name: string
  role: Role
  workspace_id: string
  team_ids: string[]
}

const sessionColumns = sql`m.id as member_id, m.user_id, m.name, m.role, m.workspace_id,
  coalesce((select array_agg(t.team_id) from team_member t where t.member_id = m.id), '{}') as team_ids`

/**
 * Who a session's token stands for, in one statement. It reads what holds now, so a deleted session, a deactivated
 * member or another role count from the next request on. Rolls the session on (at most every ten minutes) and notes
 * when the member was last seen (at most every five).
 */
export function memberOfToken(db: Db, token: string, sessionHours: number): Promise<SessionRow | undefined> {
  return one(
    db,
    sql<SessionRow>`
      with found as (
        select s.id as session_id, s."expiresAt" as expires_at, m.*
        from auth_session s join session_workspace w on w.session_id = s.id
        join member m on m.user_id = s."userId" and m.workspace_id = w.workspace_id
        where s.token = ${token} and s."expiresAt" > now() and m.active
      ), rolled as (
        update auth_session s set "expiresAt" = now() + make_interval(hours => ${sessionHours}), "updatedAt" = now()
        from found where s.id = found.session_id
          and found.expires_at < now() + make_interval(hours => ${sessionHours}) - interval '10 minutes'
      ), seen as (
        update member set last_seen_at = now() from found where member.id = found.id
          and (found.last_seen_at is null or found.last_seen_at < now() - interval '5 minutes')
      )
      select ${sessionColumns} from found m`,
  )
}

/** The same by the session's hash, for streams that are already open. `stale`: signed in more than a day ago. */
export function memberOfHash(db: Db, hash: Buffer): Promise<(SessionRow & { stale: boolean }) | undefined> {
  return one(
    db,
    sql<SessionRow & { stale: boolean }>`
      select ${sessionColumns}, s."createdAt" < now() - interval '1 day' as stale from session_workspace w join auth_session s on s.id = w.session_id
      join member m on m.user_id = s."userId" and m.workspace_id = w.workspace_id
      where w.session_token_hash = ${hash} and s."expiresAt" > now() and m.active`,
  )
}

/** The workspace a new session starts in: the preferred one, else where the person was last. None: nothing happens. */
export function enterFirstWorkspace(
  db: Db,
  session: { token: string; hash: Buffer; preferred: string | null },
): Promise<{ workspace_id: string; member_id: string; user_id: string } | undefined> {
  return one(
    db,
    sql<{ workspace_id: string; member_id: string; user_id: string }>`
      with chosen as (
        select s.id as session_id, m.workspace_id, m.id as member_id, m.user_id
        from auth_session s join member m on m.user_id = s."userId" and m.active
        where s.token = ${session.token}
        order by (m.workspace_id = ${session.preferred}::uuid) desc nulls last, m.last_seen_at desc nulls last, m.created_at
        limit 1
      ), entered as (
        insert into session_workspace (session_token_hash, session_id, workspace_id)
        select ${session.hash}, session_id, workspace_id from chosen
      )
      select workspace_id, member_id, user_id from chosen`,
  )
}

export function moveSession(db: Db, hash: Buffer, workspaceId: string): Promise<number> {
  return run(
    db,
    sql`update session_workspace set workspace_id = ${workspaceId}, at = now() where session_token_hash = ${hash}`,
  )
}

export function deleteSession(db: Db, token: string): Promise<number> {
  return run(db, sql`delete from auth_session where token = ${token}`)
}

export function deleteSessionsOf(db: Db, userId: string, keepToken: string | null): Promise<number> {
  return run(
    db,
    sql`delete from auth_session where "userId" = ${userId} and (${keepToken}::text is null or token <> ${keepToken})`,
  )
}

/** A person may work in several workspaces; leaving one ends only the sessions that are in it. */
export function deleteSessionsIn(db: Db, userId: string, workspaceId: string): Promise<number> {
  return run(
    db,
    sql`delete from auth_session where "userId" = ${userId} and id in
      (select session_id from session_workspace where workspace_id = ${workspaceId})`,
  )
}

export function membershipsOf(db: Db, userId: string): Promise<{ workspace_id: string; member_id: string }[]> {
  return rows(
    db,
    sql<{ workspace_id: string; member_id: string }>`
      select workspace_id, id as member_id from member where user_id = ${userId} and active`,
  )
}

export type AccountRow = { user_id: string; password: string | null }

export function accountByEmail(db: Db, email: string): Promise<AccountRow | undefined> {
  return one(
    db,
    sql<AccountRow>`select u.id as user_id, a.password from auth_user u
      left join auth_account a on a."userId" = u.id and a."providerId" = 'credential' where u.email = ${email}`,
  )
}

/** False when the address has an account already. */
export async function insertAccount(
  db: Db,
  account: { userId: string; accountId: string; name: string; email: string; passwordHash: string },
): Promise<boolean> {
  const made = await run(
    db,
    sql`with person as (
        insert into auth_user (id, name, email) values (${account.userId}, ${account.name}, ${account.email})
        on conflict (email) do nothing returning id
      )
      insert into auth_account (id, "accountId", "providerId", "userId", password)
      select ${account.accountId}, id, 'credential', id, ${account.passwordHash} from person`,
  )
  return made > 0
}

export function updatePassword(db: Db, userId: string, passwordHash: string): Promise<number> {
  return run(
    db,
    sql`update auth_account set password = ${passwordHash}, "updatedAt" = now()
      where "userId" = ${userId} and "providerId" = 'credential'`,
  )
}

/** The sample owner: in a workspace of sample data, with an address under the reserved .example, which nobody real has. */
export async function sampleOwner(system: Db): Promise<string | null> {
  const row = await one(
    system,
    sql<{ email: string }>`
      select u.email from workspace w join member m on m.workspace_id = w.id and m.role = 'owner' and m.active
      join auth_user u on u.id = m.user_id join auth_account a on a."userId" = u.id and a."providerId" = 'credential'
      where w.sample_data and u.email like '%.example' order by m.created_at, m.id limit 1`,
  )
  return row?.email ?? null
}

export type CountedKey = { key: Buffer; windowSeconds: number }

/** Counts one try for each key and says how many there are in its window, and for how many seconds that lasts. */
export function countAttempts(
  db: Db,
  keys: readonly CountedKey[],
): Promise<{ key: Buffer; count: number; wait: number }[]> {
  const list = JSON.stringify(keys.map(({ key, windowSeconds }) => ({ k: key.toString('hex'), s: windowSeconds })))
  return rows(
    db,
    sql<{ key: Buffer; count: number; wait: number }>`
      with outdated as (
        delete from attempt where key in (select key from attempt where until < now() limit 20 for update skip locked)
          and key <> all (select decode(k, 'hex') from jsonb_to_recordset(${list}::jsonb) as t(k text))
      )
      insert into attempt as a (key, count, until)
      select decode(k, 'hex'), 1, now() + make_interval(secs => s)
      from jsonb_to_recordset(${list}::jsonb) as t(k text, s int) order by 1
      on conflict (key) do update set
        count = case when a.until <= now() then 1 else a.count + 1 end,
        until = case when a.until <= now() then excluded.until else a.until end
      returning key, count, ceil(extract(epoch from until - now()))::int as wait`,
  )
}

export function takeBackAttempts(db: Db, keys: readonly Buffer[]): Promise<number> {
  const list = JSON.stringify(keys.map((key) => key.toString('hex')))
  return run(
    db,
    sql`update attempt set count = greatest(count - 1, 0)
      where key in (select decode(k, 'hex') from jsonb_array_elements_text(${list}::jsonb) as t(k))`,
  )
}
