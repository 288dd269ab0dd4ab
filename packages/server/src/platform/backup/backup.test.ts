import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '../../../../../tests/database.ts'
import { makeCast, testDeps } from '../../../../../tests/deps.ts'
import { loadDemo } from '#demo'
import type { Deps } from '../deps.ts'
import { backup, BadArchive, NotEmpty, restore } from './index.ts'
import { copyTable } from './copy-table.ts'
import { tablesInOrder } from './tables.ts'

let url: string
let deps: Deps
let folder: string
let archive: string

beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  await makeCast(deps)
  await loadDemo(deps)
  folder = mkdtempSync(join(tmpdir(), 'resonanz-backup-'))
  archive = join(folder, 'whole.rzb')
})
afterAll(async () => {
  await deps.db.close()
  rmSync(folder, { recursive: true })
})

/** Row count and hash per table, as PostgreSQL's COPY writes them. */
async function fingerprint(at: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: at })
  await client.connect()
  try {
    const found = new Map<string, string>()
    for (const table of await tablesInOrder(client)) {
      const { rows, sha256 } = await copyTable(client, table, async () => {})
      found.set(table.name, `${rows} ${sha256}`)
    }
    return found
  } finally {
    await client.end()
  }
}

// What restoring changes on purpose: nothing is sent, nobody stays signed in, leases are free.
const settled = new Set([
  'presence',
  'outbox',
  'cases',
  'inlet_open',
  'auth_session',
  'installation',
  'session_workspace',
])

test('a backup made under load comes back elsewhere, row for row', { timeout: 300_000 }, async () => {
  let writing = true
  const load = (async () => {
    for (let n = 0; writing; n += 1) {
      const name = `Person ${n}`
      await sql`insert into customer (workspace_id, id, name) select id, ${deps.newId()}, ${name} from workspace limit 1`.execute(
        deps.db.system,
      )
      await sql`with c as (delete from customer where name = ${`Person ${n - 3}`} returning 1) select 1`.execute(
        deps.db.system,
      )
      await sleep(1)
    }
  })()
  const made = await backup(url, archive, 'test')
  writing = false
  await load
  expect(made.rows).toBeGreaterThan(5_000)
  const elsewhere = await emptyDatabase()
  const back = await restore(elsewhere.url, archive)
  expect(back.rows).toBe(made.rows)
  const [before, after] = [await fingerprint(url), await fingerprint(elsewhere.url)]
  const differ = [...before].filter(([name, print]) => after.get(name) !== print).map(([name]) => name)
  // Customers and the note of the backup itself went on while it was made.
  expect(new Set(differ.filter((name) => !settled.has(name)))).toEqual(new Set(['customer', 'journal']))
})

test('a restored copy does not send and takes nothing in until a person says so', async () => {
  const copy = testDeps((await restored()).url)
  const [state] = (
    await sql<{ sending: number; running: number; sessions: number; journal: number }>`select
      (select count(*)::int from outbox where state in ('queued', 'handing_over')) as sending,
      (select count(*)::int from presence where kind in ('email', 'feed') and not paused and not (settings ? 'sample')) as running,
      (select count(*)::int from auth_session) as sessions, (select count(*)::int from journal) as journal`.execute(
      copy.db.system,
    )
  ).rows
  expect(state).toMatchObject({ sending: 0, running: 0, sessions: 0 })
  // New journal entries come after all of the old ones for readers, though this cluster counts transactions anew.
  await sql`insert into journal (workspace_id, subject_kind, subject_id, actor_kind, kind)
    select id, 'workspace', id, 'job', 'backup.made' from workspace limit 1`.execute(copy.db.system)
  const [last] = (
    await sql<{ kind: string }>`select kind from journal order by xid desc, seq desc limit 1`.execute(copy.db.system)
  ).rows
  expect(last!.kind).toBe('backup.made')
  await copy.db.close()
})

test.each([
  ['cut off in the middle', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.6))],
  ['cut off at its last byte', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['without its end frame', (bytes: Buffer) => gzipSync(gunzipSync(bytes).subarray(0, -40))],
  ['with a flipped bit on disk', (bytes: Buffer) => flip(bytes, Math.floor(bytes.length / 2))],
  ['with a flipped bit before it was packed', (bytes: Buffer) => gzipSync(flipText(gunzipSync(bytes)))],
  ['foreign bytes', () => Buffer.from('PGDMP something else')],
  ['foreign, but packed', () => gzipSync(Buffer.from('PGDMP something else'))],
  ['empty', () => Buffer.alloc(0)],
])('refused, and the target stays empty: %s', async (name, damage) => {
  const path = join(folder, `${name.replaceAll(' ', '-')}.rzb`)
  writeFileSync(path, damage(readFileSync(archive)))
  const target = await emptyDatabase()
  await expect(restore(target.url, path)).rejects.toThrow(BadArchive)
  const client = new pg.Client({ connectionString: target.url })
  await client.connect()
  const there = await client.query(`select to_regclass('workspace') as there`)
  if (there.rows[0].there) expect((await client.query('select 1 from workspace')).rowCount).toBe(0)
  await client.end()
})

test('refused: a newer schema, a target that holds something, a name that is taken', async () => {
  const plain = gunzipSync(readFileSync(archive)).toString('latin1')
  const newer = join(folder, 'newer.rzb')
  // The same length, so that the frame stays whole.
  writeFileSync(newer, gzipSync(Buffer.from(plain.replace(/"schemaVersion":\d/, '"schemaVersion":9'), 'latin1')))
  await expect(restore((await emptyDatabase()).url, newer)).rejects.toThrow(/newer version \(schema 9/)
  await expect(restore(url, archive)).rejects.toThrow(NotEmpty)
  await expect(backup(url, archive, 'test')).rejects.toThrow('There is a file')
})

test('an owner who is no superuser saves and restores everything too', { timeout: 300_000 }, async () => {
  const target = await emptyDatabase()
  const owner = await ordinaryOwner(target.url)
  const back = await restore(owner, archive)
  expect(back.rows).toBeGreaterThan(5_000)
  const again = join(folder, 'ordinary.rzb')
  const made = await backup(owner, again, 'test', { verify: true })
  // Sessions are not taken over.
  expect(made.rows).toBeGreaterThan(5_000)
  expect(made.verified).toBe(true)
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  const open = await client.query(`select relname from pg_class where relrowsecurity and not relforcerowsecurity`)
  expect(open.rows).toEqual([])
  await client.end()
})

async function restored() {
  const target = await emptyDatabase()
  await restore(target.url, archive)
  return target
}

async function ordinaryOwner(superUrl: string): Promise<string> {
  const name = new URL(superUrl).pathname.slice(1)
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  await client.query(`drop role if exists ordinary_${name}`)
  await client.query(`create role ordinary_${name} login createrole password 'ordinary'`)
  await client.query(`grant resonanz_app, resonanz_system to ordinary_${name} with admin option`)
  await client.query(`alter database ${name} owner to ordinary_${name}`)
  await client.end()
  return superUrl.replace(/\/\/[^@]*@/, `//ordinary_${name}:ordinary@`)
}

function flip(bytes: Buffer, at: number): Buffer {
  const damaged = Buffer.from(bytes)
  damaged[at] = damaged[at]! ^ 4
  return damaged
}

/** A letter of somebody's words: every frame and every value stays readable, only the hash knows. */
function flipText(bytes: Buffer): Buffer {
  return flip(bytes, bytes.indexOf('Uferlinie') + 3)
}
