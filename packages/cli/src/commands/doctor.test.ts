import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../tests/deps.ts'
import { freePort } from '../../../../tests/free-port.ts'
import { type Product, startProduct } from '../../../../tests/product.ts'
import { runCli } from '../run-cli.ts'

// Each test starts the program several times, beside whatever else the machine is doing.
vi.setConfig({ testTimeout: 300_000 })

type Report = {
  ok: boolean
  errors: number
  findings: { code: string; severity: string; facts: Record<string, unknown>; what: string; todo: string | null }[]
}

let port: number
const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})
beforeAll(async () => {
  port = await freePort()
})

async function doctor(env: Record<string, string>): Promise<{ code: number | null; report: Report }> {
  const { code, out, err } = await runCli(['doctor', '--json'], { RESONANZ_PORT: String(port), ...env })
  expect(err).toBe('')
  return { code, report: JSON.parse(out) as Report }
}
const codesOf = (report: Report) => report.findings.map((one) => one.code)
const makeFolder = () => mkdtemp(join(tmpdir(), 'resonanz-doctor-'))

test('a machine on which nothing has started yet is no error, and nothing is made on it', async () => {
  const data = join(await makeFolder(), 'not-yet')
  const { code, report } = await doctor({ RESONANZ_DATA: data })
  expect(code).toBe(0)
  expect(codesOf(report)).toEqual(
    expect.arrayContaining(['node-ok', 'data-folder-missing', 'key-new', 'port-free', 'database-new']),
  )
  expect(codesOf((await doctor({ RESONANZ_DATA: data })).report)).toContain('data-folder-missing')
})

test('an external database: what waits for a person is told with what to do', async () => {
  const { url } = await testDatabase()
  const deps = testDeps(url)
  ends.push(() => deps.db.close())
  const cast: Cast = await makeCast(deps)
  await trouble(deps.db.system, cast)
  const data = await makeFolder()
  await writeFile(join(data, 'resonanz.key'), 'x'.repeat(43))
  await chmod(join(data, 'resonanz.key'), 0o644)
  const { code, report } = await doctor({
    RESONANZ_DATA: data,
    RESONANZ_DATABASE_URL: url,
    RESONANZ_PUBLIC_URL: 'http://service.example',
  })
  expect(code).toBe(1)
  const bad = report.findings.filter((one) => one.severity === 'warning' || one.severity === 'error')
  expect(bad.map((one) => one.code).toSorted()).toEqual([
    'backup-missing',
    'channel-needs-sign-in',
    'key-file-open',
    'public-url-insecure',
    'quarantine',
  ])
  for (const one of bad) expect(one.todo, one.code).toBeTruthy()
})

test('a schema that a newer program changed is an error, one that is behind is not', async () => {
  const { url } = await testDatabase()
  const deps = testDeps(url)
  ends.push(() => deps.db.close())
  // As owner: nobody else may write there.
  await admin(url, `insert into schema_version (version, name, min_code_version) values (900, '900_later.sql', 90)`)
  const newer = await doctor({ RESONANZ_DATABASE_URL: url })
  expect(newer.code).toBe(1)
  expect(codesOf(newer.report)).toContain('schema-too-new')
  await admin(url, `delete from schema_version where version > 1`)
  const older = await doctor({ RESONANZ_DATABASE_URL: url })
  expect(older.code).toBe(0)
  expect(codesOf(older.report)).toContain('schema-behind')
})

test('a database that does not answer, and a port that somebody else has', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  ends.push(() => new Promise((resolve) => server.close(resolve)))
  const taken = (server.address() as { port: number }).port
  server.on('connection', (socket) => socket.destroy())
  const { code, report } = await doctor({
    RESONANZ_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    RESONANZ_PORT: String(taken),
  })
  expect(code).toBe(1)
  expect(codesOf(report)).toEqual(expect.arrayContaining(['database-unreachable', 'port-taken']))
})

test('beside the running product, after it was killed, and while it is stopped', async () => {
  const dataDir = await makeFolder()
  await chmod(dataDir, 0o711)
  const env = { RESONANZ_DATA: dataDir }
  const first: Product = await startProduct({ dataDir, port })
  ends.push(() => first.stop())
  const running = await doctor(env)
  expect(running.report.findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'product-running', facts: { pid: first.pid } }),
      expect.objectContaining({ code: 'port-ours' }),
      expect.objectContaining({ code: 'schema-ok' }),
    ]),
  )
  expect(running.code).toBe(0)
  await first.kill9()
  const { report } = await doctor(env)
  expect(codesOf(report)).toEqual(expect.arrayContaining(['schema-ok', 'port-free']))
  expect(codesOf(report)).not.toContain('product-running')
  // A key that is lost beside a database that needs it.
  await mkdir(join(dataDir, 'kept'))
  const { rename } = await import('node:fs/promises')
  await rename(join(dataDir, 'resonanz.key'), join(dataDir, 'kept', 'resonanz.key'))
  expect(codesOf((await doctor(env)).report)).toContain('key-file-missing')
})

async function trouble(db: ReturnType<typeof testDeps>['db']['system'], { nordlicht }: Cast) {
  const item = '01900000-0000-7000-8000-000000000001'
  await sql`insert into inlet_item (workspace_id, id, presence_id, source_key, content_type, raw, state, code)
    values (${nordlicht.workspaceId}, ${item}, ${nordlicht.presenceId}, 'k', 'message/rfc822', '', 'quarantined', 'unreadable')`.execute(
    db,
  )
  await sql`insert into inlet_open (workspace_id, item_id, presence_id, quarantined)
    values (${nordlicht.workspaceId}, ${item}, ${nordlicht.presenceId}, true)`.execute(db)
  await sql`update presence set error_kind = 'sign_in', error_code = 'sign-in-refused' where id = ${nordlicht.presenceId}`.execute(
    db,
  )
}

async function admin(url: string, statement: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
