import type { ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/deps'
import type { PresenceRow, PresenceView } from './presence.ts'

const columns = sql`p.id, p.workspace_id, p.kind, p.name, p.address, p.purpose, p.team_id, p.owner_member_id, p.settings, p.secrets, p.public_key, p.paused, p.archived_at,
  p.cursor, p.next_poll_at, p.failures, p.last_received_at, p.last_sent_at, p.last_success_at, p.last_reconciled_at, p.error_kind, p.error_code, p.error_detail, p.error_since, p.token_expires_at, p.limits`

/** The front door for people: a foreign id and an unknown id answer alike. */
export async function accessPresence(
  db: Db,
  actor: Pick<Actor, 'workspaceId'>,
  id: string,
  options: { lock?: boolean } = {},
): Promise<PresenceRow> {
  const row = await one(
    db,
    sql<PresenceRow>`select ${columns} from presence p where p.id = ${id} and p.workspace_id = ${actor.workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
  if (!row) throw notFound()
  return row
}

/** For intake and sending, across workspaces. */
export function loadPresence(db: Db, id: string): Promise<PresenceRow | undefined> {
  return one(db, sql<PresenceRow>`select ${columns} from presence p where p.id = ${id}`)
}

export function presenceByKey(db: Db, key: string): Promise<PresenceRow | undefined> {
  return one(db, sql<PresenceRow>`select ${columns} from presence p where p.public_key = ${key}`)
}

/** For whoever runs the server: by id or exact name, in every workspace, archived ones left out. */
export function presencesNamed(db: Db, idOrName: string): Promise<PresenceRow[]> {
  return rows(
    db,
    sql<PresenceRow>`select ${columns} from presence p where (p.id::text = ${idOrName} or p.name = ${idOrName}) and p.archived_at is null limit 20`,
  )
}

/** How a channel names its accounts: in a setting, by the name in lower case (or that of what holds several), and in the cursor, by an id. */
export type AccountQuery = {
  setting: string
  group: string | null
  names: readonly string[]
  cursor: string | null
  ids: readonly string[]
}

/**
 * Presences of this installation on the same channel that say they are one of these accounts, in use: those of the same
 * workspace first, then who has shown that their token opens the account, then who was there first.
 */
export function presencesOfAccounts(
  db: Db,
  { id, workspace_id, kind }: Pick<PresenceRow, 'id' | 'workspace_id' | 'kind'>,
  { setting, group, names, cursor, ids }: AccountQuery,
): Promise<PresenceRow[]> {
  return rows(
    db,
    sql<PresenceRow>`select ${columns} from presence p where p.kind = ${kind} and p.id <> ${id} and p.archived_at is null and not p.paused
      and (lower(p.settings->>${setting}::text) = any(${names}::text[]) or lower(p.settings->>${group}::text) = any(${names}::text[]) or p.cursor->>${cursor}::text = any(${ids}::text[]))
      order by p.workspace_id <> ${workspace_id}, p.last_success_at is null, p.created_at, p.id limit 500`,
  )
}

/** All presences of a workspace, or one, with names and counts. Archived ones come last. */
export function viewPresences(db: Db, workspaceId: string, id: string | null = null): Promise<PresenceView[]> {
  return rows(
    db,
    sql<PresenceView>`
      select ${columns}, t.name as team_name, m.name as owner_name, coalesce(c.waiting, 0)::int as waiting, coalesce(c.quarantined, 0)::int as quarantined,
        round(extract(epoch from now() - p.last_success_at))::float8 as age_seconds
      from presence p left join team t on t.id = p.team_id left join member m on m.id = p.owner_member_id
      left join (select presence_id, count(*) filter (where not quarantined) as waiting, count(*) filter (where quarantined) as quarantined
                 from inlet_open where workspace_id = ${workspaceId} group by presence_id) c on c.presence_id = p.id
      where p.workspace_id = ${workspaceId} ${id ? sql`and p.id = ${id}` : sql``}
      order by p.archived_at is not null, p.kind, p.name, p.id`,
  )
}

export type NewPresence = {
  workspaceId: string
  id: string
  kind: ChannelKind
  name: string
  address: string | null
  purpose: string
  teamId: string | null
  ownerMemberId: string | null
  settings: unknown
  secrets: Buffer | null
  publicKey: string | null
  /** When a person must sign in again; left out where nothing ends. */
  tokenExpiresAt?: string | null
}

export async function insertPresences(tx: Db, list: readonly NewPresence[]): Promise<void> {
  const values = list.map(
    (p) =>
      sql`(${p.workspaceId}::uuid, ${p.id}::uuid, ${p.kind}, ${p.name}, ${p.address}, ${p.purpose}, ${p.teamId}::uuid, ${p.ownerMemberId}::uuid, ${JSON.stringify(p.settings)}::jsonb, ${p.secrets}::bytea, ${p.publicKey}, ${p.tokenExpiresAt ?? null}::timestamptz)`,
  )
  await sql`insert into presence (workspace_id, id, kind, name, address, purpose, team_id, owner_member_id, settings, secrets, public_key, token_expires_at)
    values ${sql.join(values)}`.execute(tx)
}

export type PresenceChange = {
  name: string
  purpose: string
  teamId: string | null
  address: string | null
  settings: unknown
  secrets: Buffer | null
  paused: boolean
  /** Another mailbox or feed than before: reading starts anew. */
  restart: boolean
}

/** A presence of the sample data reaches nobody, also when somebody asks it to. */
const whenAsked = sql`case when settings->>'sample' = 'true' then 'infinity'::timestamptz else now() end`

/** Writes the change; whatever it was, the presence is tried again at once and old faults are forgotten. */
export async function updatePresence(tx: Db, id: string, change: PresenceChange): Promise<void> {
  await sql`update presence set name = ${change.name}, purpose = ${change.purpose}, team_id = ${change.teamId}, address = ${change.address},
      settings = ${JSON.stringify(change.settings)}::jsonb, secrets = ${change.secrets}, paused = ${change.paused}, next_poll_at = ${whenAsked}, failures = 0,
      lease_until = null, lease_by = null,
      cursor = case when ${change.restart} then '{}'::jsonb else cursor end,
      token_expires_at = case when ${change.restart} then null else token_expires_at end
    where id = ${id}`.execute(tx)
}

/** Its secrets go with it. */
export async function archiveRow(tx: Db, id: string): Promise<void> {
  await run(
    tx,
    sql`update presence set archived_at = now(), secrets = null, lease_until = null, lease_by = null where id = ${id}`,
  )
}

/** `tokenExpiresAt`: when a person must sign in again; null where it is renewed by itself or never ends. */
export async function saveSecrets(tx: Db, id: string, secrets: Buffer, tokenExpiresAt: string | null): Promise<void> {
  await run(
    tx,
    sql`update presence set secrets = ${secrets}, token_expires_at = ${tokenExpiresAt}::timestamptz where id = ${id}`,
  )
}

/** Wakes the readers. */
export async function pollNow(tx: Db, id: string): Promise<void> {
  await run(tx, sql`update presence set next_poll_at = ${whenAsked} where id = ${id}`)
  await sql`select pg_notify('resonanz_presence', ${id})`.execute(tx)
}

export async function teamExists(db: Db, workspaceId: string, teamId: string): Promise<boolean> {
  return Boolean(await one(db, sql`select 1 from team where id = ${teamId} and workspace_id = ${workspaceId}`))
}

/** An active presence that has the address already. */
export async function presenceWithAddress(
  db: Db,
  workspaceId: string,
  kind: ChannelKind,
  address: string,
  except: string | null,
): Promise<boolean> {
  return Boolean(
    await one(
      db,
      sql`select 1 from presence where workspace_id = ${workspaceId} and kind = ${kind} and lower(address) = ${address.toLowerCase()} and archived_at is null
          and id is distinct from ${except}::uuid`,
    ),
  )
}
