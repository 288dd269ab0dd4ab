import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../packages/server/src/platform/db/migrate.ts'
import { startEmbeddedPostgres } from '../packages/server/src/platform/embedded-postgres/index.ts'

type Cluster = { adminUrl: string; stop(): Promise<void> }

const prefix = `resonanz_test_${process.pid}`
const template = `${prefix}_template`

/** Answers on a unix socket: POST / gives the URL of a fresh database, POST /empty of one without a schema, DELETE /NAME deletes it. */
export async function serveDatabases() {
  const dir = await mkdtemp(join(tmpdir(), 'resonanz-test-'))
  // Under root the database runs as another user, who must get through.
  await chmod(dir, 0o711)
  let running: Promise<Cluster> | undefined
  let count = 0

  async function answer(method: string | undefined, path: string): Promise<string> {
    running ??= startWithTemplate(dir)
    const { adminUrl } = await running
    if (method === 'DELETE') return drop(adminUrl, path.slice(1))
    const name = `${prefix}_${++count}`
    const from = path === '/empty' ? 'template1' : template
    await administrate(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${from}`)
    return withDatabase(adminUrl, name)
  }

  const server = createServer((request, response) => {
    answer(request.method, request.url ?? '/').then(
      (text) => response.end(text),
      (error: Error) => response.writeHead(500).end(`No test database: ${error.stack}`),
    )
  })
  const socketPath = join(dir, 'service.sock')
  await new Promise<void>((resolve) => server.listen(socketPath, resolve))

  return {
    socketPath,
    async stop() {
      server.close()
      const cluster = await running?.catch(() => undefined)
      await cluster?.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }

  async function drop(adminUrl: string, name: string): Promise<string> {
    if (!name.startsWith(prefix)) throw new Error(`${name} is none of ours.`)
    return administrate(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }

  async function startWithTemplate(dir: string): Promise<Cluster> {
    const cluster = await startCluster(dir)
    await administrate(cluster.adminUrl, `CREATE DATABASE ${template}`)
    await migrate(withDatabase(cluster.adminUrl, template))
    return cluster
  }

  async function startCluster(dir: string): Promise<Cluster> {
    const external = process.env.RESONANZ_TEST_DATABASE_URL
    if (external) return { adminUrl: external, stop: () => dropAll(external) }
    const log = { info: () => {}, warn: (fields: object, message: string) => console.warn(message, fields) }
    const postgres = await startEmbeddedPostgres({
      dataDir: join(dir, 'postgres'),
      log,
      durable: false,
      restart: false,
    })
    return { adminUrl: postgres.url, stop: () => postgres.stop() }
  }

  async function dropAll(adminUrl: string): Promise<void> {
    await drop(adminUrl, template)
    for (let number = 1; number <= count; number++) await drop(adminUrl, `${prefix}_${number}`)
  }
}

async function administrate(adminUrl: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(sql)
    return 'done'
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
