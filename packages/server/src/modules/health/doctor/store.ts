import pg from 'pg'
import { failuresUntilFailing } from '#presences'

export type DatabaseFacts = {
  /** Milliseconds that the database's clock is ahead of ours. */
  skewMs: number
  serverVersion: number
  mayCreateRoles: boolean
  rolesExist: boolean
  /** Null before the first migration. */
  schema: { version: number; minCodeVersion: number } | null
}

export type InstallationFacts = {
  workspaces: number
  backupDays: number | null
  backupVerified: boolean | null
  oldestWaitingSeconds: number | null
  quarantined: number
  unclear: number
  failed: number
  channels: { name: string; state: 'failing' | 'needs-sign-in'; code: string }[]
}

/** A connection as the owner of the database, to look only. Throws what PostgreSQL says. */
export async function connectToLook(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 8_000,
    query_timeout: 15_000,
    options: '-c default_transaction_read_only=on',
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

export async function readDatabase(client: pg.Client): Promise<DatabaseFacts> {
  const before = Date.now()
  const { rows } = await client.query<{
    now: string
    version: string
    creates: boolean
    roles: string
    has_schema: boolean
  }>(
    `select extract(epoch from clock_timestamp()) * 1000 as now, current_setting('server_version_num') as version,
      (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as creates,
      (select count(*) from pg_roles where rolname in ('resonanz_app', 'resonanz_system')) as roles,
      to_regclass('schema_version') is not null as has_schema`,
  )
  const row = rows[0]!
  const skewMs = Math.round(Number(row.now) - (before + Date.now()) / 2)
  return {
    skewMs,
    serverVersion: Math.floor(Number(row.version) / 10_000),
    mayCreateRoles: row.creates,
    rolesExist: Number(row.roles) === 2,
    schema: row.has_schema ? await readSchema(client) : null,
  }
}

async function readSchema(client: pg.Client): Promise<DatabaseFacts['schema']> {
  const { rows } = await client.query<{ version: number | null; needed: number | null }>(
    'select max(version) as version, max(min_code_version) as needed from schema_version',
  )
  return rows[0]?.version ? { version: rows[0].version, minCodeVersion: rows[0].needed ?? 0 } : null
}

/** Needs the schema of this program. Across all workspaces: the doctor is for whoever runs the server. */
export async function readInstallation(client: pg.Client): Promise<InstallationFacts> {
  await client.query('set role resonanz_system')
  const { rows } = await client.query<Omit<InstallationFacts, 'channels'>>(
    `select (select count(*)::int from workspace) as workspaces,
      (select extract(epoch from now() - last_backup_at)::float8 / 86400 from installation) as "backupDays", (select last_backup_verified from installation) as "backupVerified",
      (select extract(epoch from now() - min(i.received_at))::float8 from inlet_open q join inlet_item i on i.id = q.item_id where not q.quarantined and q.lease_by is distinct from 'parked') as "oldestWaitingSeconds",
      (select count(*)::int from inlet_open where quarantined) as quarantined,
      (select count(*)::int from outbox where state = 'unclear') as unclear, (select count(*)::int from outbox where state = 'failed' and settled_at > now() - interval '7 days') as failed`,
  )
  const channels = await client.query<InstallationFacts['channels'][number]>(
    `select name, case when error_kind = 'sign_in' then 'needs-sign-in' else 'failing' end as state, coalesce(error_code, '') as code
      from presence where error_kind is not null and (error_kind <> 'transient' or failures >= $1) and archived_at is null and not paused order by name limit 50`,
    [failuresUntilFailing],
  )
  return { ...rows[0]!, channels: channels.rows }
}
