import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect, type RawBuilder, type Transaction } from 'kysely'
import pg from 'pg'

/** A connection that sees one workspace, or a transaction on it. All SQL is `sql` templates with bound values. */
export type Db = Kysely<unknown> | Transaction<unknown>

export type Database = {
  /** Sees one workspace only: row security takes the id from the connection. */
  of(workspaceId: string): Kysely<unknown>
  /** Works across workspaces: intake, outbox, clocks, journal readers, sign-in. */
  system: Kysely<unknown>
  systemPool: pg.Pool
  url: string
  close(): Promise<void>
}

const maxWorkspacePools = 50

// int8 as number where it is safe (counts, sequence numbers below 2^53), timestamps as Date.
pg.types.setTypeParser(20, Number)

export function openDatabase(
  url: string,
  options: { queryTimeoutMs?: number; maxConnections?: number } = {},
): Database {
  const queryTimeoutMs = options.queryTimeoutMs ?? 30_000
  const max = options.maxConnections ?? 12
  const makePool = (role: string, workspaceId: string, size: number) => {
    const pool = new pg.Pool({
      connectionString: url,
      max: size,
      idleTimeoutMillis: 60_000,
      connectionTimeoutMillis: 10_000,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
      options: `-c role=${role} -c resonanz.workspace=${workspaceId} -c jit=off -c timezone=UTC`,
    })
    // A connection that breaks while idle is dropped and made again at the next query.
    pool.on('error', () => {})
    // One that breaks while somebody holds it fails their next query; the event itself must not end the process.
    pool.on('connect', (client) => client.on('error', () => {}))
    return pool
  }
  const systemPool = makePool('resonanz_system', '', max)
  const system = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: systemPool }) })
  const workspaces = new Map<string, Kysely<unknown>>()
  return {
    url,
    system,
    systemPool,
    of(workspaceId) {
      const known = workspaces.get(workspaceId)
      if (known) {
        workspaces.delete(workspaceId)
        workspaces.set(workspaceId, known)
        return known
      }
      if (!/^[0-9a-f-]{36}$/.test(workspaceId)) throw new Error('not a workspace id')
      const made = new Kysely<unknown>({
        dialect: new PostgresDialect({ pool: makePool('resonanz_app', workspaceId, max) }),
      })
      workspaces.set(workspaceId, made)
      if (workspaces.size > maxWorkspacePools) {
        const [oldest, db] = workspaces.entries().next().value!
        workspaces.delete(oldest)
        // Queries under way on it may end first.
        setTimeout(() => db.destroy().catch(() => {}), queryTimeoutMs).unref()
      }
      return made
    },
    async close() {
      await Promise.all([system.destroy(), ...[...workspaces.values()].map((db) => db.destroy())])
    },
  }
}

export async function rows<T>(db: Db, query: RawBuilder<T>): Promise<T[]> {
  return (await query.execute(db)).rows
}

export async function one<T>(db: Db, query: RawBuilder<T>): Promise<T | undefined> {
  return (await query.execute(db)).rows[0]
}

/** Runs the query and says how many rows it touched. */
export async function run(db: Db, query: RawBuilder<unknown>): Promise<number> {
  return Number((await query.execute(db)).numAffectedRows ?? 0)
}

const retryable = new Set(['40001', '40P01'])

/** What every transaction under it does last, in itself: it stands or falls with the change. */
export const beforeCommit = new AsyncLocalStorage<(tx: Transaction<unknown>) => Promise<unknown>>()

/** One transaction; serialisation failures and deadlocks are tried again up to three times. */
export async function inTransaction<T>(
  db: Kysely<unknown>,
  work: (tx: Transaction<unknown>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (tx) => {
        const result = await work(tx)
        await beforeCommit.getStore()?.(tx)
        return result
      })
    } catch (error) {
      if (attempt >= 3 || !retryable.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}
