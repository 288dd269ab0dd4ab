import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './index.ts'
import { backendsIn, isAlive } from './processes.ts'
import { canReach } from './run-as.ts'

const isRoot = process.getuid?.() === 0
const quiet = { info: () => {}, warn: () => {} }
const running = new Set<EmbeddedPostgres>()
const children = new Set<ChildProcess>()
let home: string
let dataDir: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'resonanz-embedded-'))
  chmodSync(home, 0o711)
  dataDir = join(home, 'data')
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const postgres of running) await postgres.stop()
  children.clear()
  running.clear()
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet, ...options })
  running.add(postgres)
  return postgres
}

/** A second process that runs the database, as a product would. */
async function startChild(folder: string, uid?: number): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start-in-child.ts'), folder], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
    ...(uid ? { uid, gid: uid } : {}),
  })
  children.add(child)
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve({ child, ...JSON.parse(chunk.toString()) }))
    // Not at its exit: what it said of itself may still be on its way.
    child.once('close', () => reject(new Error(errors)))
  })
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await sleep(20)
}

test('starts on a socket only, with what the product needs, and keeps its data over a stop', async () => {
  const first = await start()
  const [settings] = await query(
    first.url,
    `SELECT current_setting('listen_addresses') AS addresses, current_setting('jit') AS jit,
            current_setting('TimeZone') AS zone, current_setting('synchronous_commit') AS synchronous,
            'Ähre' COLLATE "de-x-icu" < 'Zaun' AS german, upper('straße ä') AS upper`,
  )
  expect(settings).toEqual({
    addresses: '',
    jit: 'off',
    zone: 'UTC',
    synchronous: 'on',
    german: true,
    upper: 'STRAßE Ä',
  })
  await query(first.url, 'CREATE EXTENSION pg_trgm')
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  expect(statSync(first.socketDir).mode & 0o077).toBe(0)
  await first.stop()
  await first.stop()

  const second = await start()
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

test('refuses without the password', async () => {
  const { url } = await start()
  const wrong = new URL(url)
  wrong.password = 'guess'
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
})

test('comes back by itself after the whole process tree was killed, with every committed row', async () => {
  const exits: unknown[] = []
  const back = Promise.withResolvers<void>()
  const postgres = await start({ onExit: (exit) => exits.push(exit), onRestart: () => back.resolve() })
  await query(postgres.url, 'CREATE TABLE committed AS SELECT generate_series(1, 1000) AS n')
  const before = postgres.pid
  postgres.kill()
  await back.promise
  expect(exits).toEqual([{ code: null, signal: 'SIGKILL', restartInMs: 50 }])
  expect(postgres.pid).not.toBe(before)
  expect(await query(postgres.url, 'SELECT count(*)::int AS n FROM committed')).toEqual([{ n: 1000 }])
})

test('comes back when only the postmaster died and a busy session stayed', async () => {
  const back = Promise.withResolvers<void>()
  const postgres = await start({ onRestart: () => back.resolve() })
  const busy = query(postgres.url, 'SELECT count(*) FROM generate_series(1, 1000000000)').catch(() => 'ended')
  await sleep(200)
  process.kill(postgres.pid, 'SIGKILL')
  await back.promise
  expect(await busy).toBe('ended')
  expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('refuses a folder that another living product uses, and names it', async () => {
  const { child, url } = await startChild(dataDir)
  await expect(start()).rejects.toThrow(`already in use by process ${child.pid}`)
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('of two products started at once one runs and the other says why not', async () => {
  const results = await Promise.allSettled([startChild(dataDir), startChild(dataDir)])
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(String(refused[0]?.reason)).toContain('already in use by process')
})

test('does not outlive a killed product', async () => {
  const { child, pid } = await startChild(dataDir)
  child.kill('SIGKILL')
  await until(() => !isAlive(pid))
  expect(isAlive(pid)).toBe(false)
})

test('starts again right after the product was killed', async () => {
  const { child } = await startChild(dataDir)
  child.kill('SIGKILL')
  const postgres = await start()
  expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('stops an orphan whose guard was killed too', async () => {
  const { child, pid } = await startChild(dataDir)
  const stat = (of: number) => readFileSync(`/proc/${of}/task/${of}/children`, 'utf8').trim().split(' ').map(Number)
  const guard = stat(child.pid ?? 0).find((candidate) => candidate !== pid) ?? 0
  process.kill(guard, 'SIGKILL')
  child.kill('SIGKILL')
  await until(() => !isAlive(child.pid ?? 0))
  await sleep(100)
  expect(isAlive(pid)).toBe(true)
  const postgres = await start()
  expect(isAlive(pid)).toBe(false)
  expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a pid file of old whose number now belongs to somebody else does not block', async () => {
  const cluster = join(dataDir, 'cluster')
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1700000000\n5432\n${cluster}\n\n`)
  const postgres = await start()
  expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a path too long for a socket gets a short private folder that goes with the stop', async () => {
  const postgres = await start({ dataDir: join(home, 'long'.repeat(30)), durable: false })
  expect(postgres.socketDir.length).toBeLessThan(80)
  expect(statSync(postgres.socketDir).mode & 0o777).toBe(0o700)
  expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await postgres.stop()
  expect(() => statSync(postgres.socketDir)).toThrow('ENOENT')
})

test('refuses a database of another major version and says what to do', async () => {
  const version = join(dataDir, 'cluster', 'PG_VERSION')
  const now = readFileSync(version, 'utf8')
  writeFileSync(version, '17\n')
  await expect(start()).rejects.toThrow(/PostgreSQL 17.*resonanz backup.*resonanz restore/)
  writeFileSync(version, now)
})

test('refuses a folder that holds something else', async () => {
  const folder = join(home, 'else')
  mkdirSync(join(folder, 'cluster'), { recursive: true })
  writeFileSync(join(folder, 'cluster', 'letter.txt'), 'Guten Tag')
  await expect(start({ dataDir: folder })).rejects.toThrow('not a PostgreSQL database')
})

test('leaves no process behind', async () => {
  const postgres = await start()
  const cluster = postgres.socketDir
  // Its helpers come and go a moment after it says so.
  await expect.poll(() => backendsIn(cluster), { timeout: 60_000 }).not.toHaveLength(0)
  await postgres.stop()
  await expect.poll(() => backendsIn(cluster), { timeout: 60_000 }).toHaveLength(0)
})

test.runIf(isRoot)('root runs it as somebody else', async () => {
  const postgres = await start()
  expect(statSync(`/proc/${postgres.pid}`).uid).not.toBe(0)
})

const nobody = { uid: 65534, gid: 65534, drop: true }

test.runIf(isRoot && canReach(import.meta.dirname, nobody))('an ordinary user runs it as herself', async () => {
  const folder = join(home, 'of-nobody')
  mkdirSync(folder)
  chownSync(folder, 65534, 65534)
  const other = await startChild(folder, 65534)
  expect(statSync(`/proc/${other.pid}`).uid).toBe(65534)
  expect(await query(other.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test.runIf(isRoot)('root with a folder nobody else may enter: the data moves and a link leads to it', async () => {
  const closed = join(home, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const folder = join(closed, 'data')
  const postgres = await start({ dataDir: folder, durable: false })
  expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(postgres.socketDir).toMatch(/^\/var\/lib\/resonanz\/cluster-/)
  expect(statSync(join(folder, 'cluster')).isDirectory()).toBe(true)
  await postgres.stop()
  rmSync(postgres.socketDir, { recursive: true })
})
