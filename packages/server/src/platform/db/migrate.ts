import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

/** Raised when this program has to change what it needs from the schema. */
export const codeVersion = 1

const folder = new URL('./migrations/', import.meta.url)

export type Migration = { version: number; name: string; sql: string; minCodeVersion: number }

export function readMigrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}_.*\.sql$/.test(name))
    .toSorted()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8')
      const min = /^-- min_code_version: (\d+)$/m.exec(sql)
      if (!min) throw new Error(`${name} does not say its min_code_version`)
      return { version: Number(name.slice(0, 3)), name, sql, minCodeVersion: Number(min[1]) }
    })
}

export class SchemaTooNew extends Error {
  constructor(needed: number) {
    super(
      `The database needs program version ${needed} or newer; this one is ${codeVersion}. Start the newer program, or restore a backup from before the upgrade.`,
    )
    this.name = 'SchemaTooNew'
  }
}

/**
 * Brings the schema up to date: each migration in a transaction of its own, one process at a time (advisory lock).
 * Refuses a schema whose min_code_version is above ours. `adminUrl` must own the database and may create roles.
 */
export async function migrate(
  adminUrl: string,
  options: { upTo?: number } = {},
): Promise<{ applied: string[]; version: number }> {
  const client = new pg.Client({
    connectionString: adminUrl,
    statement_timeout: 600_000,
    options: '-c lock_timeout=20s',
  })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('resonanz.migrate'))`)
    await client.query(
      `create table if not exists schema_version (version int primary key, name text not null, min_code_version int not null, applied_at timestamptz not null default now())`,
    )
    const known = (
      await client.query<{ version: number; min_code_version: number }>(
        `select version, min_code_version from schema_version order by version`,
      )
    ).rows
    const needed = Math.max(0, ...known.map((row) => row.min_code_version))
    if (needed > codeVersion) throw new SchemaTooNew(needed)
    const have = new Set(known.map((row) => row.version))
    const applied: string[] = []
    const migrations = readMigrations().filter(
      (migration) => migration.version <= (options.upTo ?? Number.POSITIVE_INFINITY),
    )
    for (const migration of migrations) {
      if (have.has(migration.version)) continue
      await client.query('begin')
      try {
        await client.query(migration.sql)
        await client.query(`insert into schema_version (version, name, min_code_version) values ($1, $2, $3)`, [
          migration.version,
          migration.name,
          migration.minCodeVersion,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
      }
      applied.push(migration.name)
    }
    return { applied, version: migrations.at(-1)?.version ?? 0 }
  } finally {
    await client.end()
  }
}
