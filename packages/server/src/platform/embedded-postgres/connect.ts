import pg from 'pg'

type Target = { socketDir: string; port: number; password: string; database: string }

/** The socket folder stands percent-encoded where a host would: understood by pg, libpq and `new URL` alike. */
export function databaseUrl({ socketDir, port, password, database }: Target): string {
  return `postgresql://postgres:${password}@${encodeURIComponent(socketDir)}:${port}/${database}`
}

/** Creates the URL's database where missing; at the same time the proof that the server answers queries. */
export async function ensureDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const client = new pg.Client({
    connectionString: url.replace(/[^/]+$/, 'postgres'),
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end().catch(() => {})
  }
}
