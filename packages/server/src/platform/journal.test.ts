import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealNext, verifyChain } from '#health'
import { testDatabase } from '../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../tests/deps.ts'
import { one } from './db/database.ts'
import type { Deps } from './deps.ts'
import { append, currentPosition, formatPosition, parsePosition, type Position, readAfter } from './journal.ts'

let deps: Deps
let cast: Cast
let url: string
beforeAll(async () => {
  ;({ url } = await testDatabase())
  deps = testDeps(url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

const entry = (workspaceId: string) =>
  ({
    workspaceId,
    subject: { kind: 'workspace', id: workspaceId },
    actor: { kind: 'job', id: null },
    kind: 'workspace.created',
    data: {},
  }) as const

test('entries are read in the order of their transactions as numbers, over every change of digits', async () => {
  const { workspaceId } = cast.suedwind
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const numbers = [8, 9, 10, 11, 99, 100, 101]
  for (const xid of numbers.toReversed())
    await client.query(
      `insert into journal (workspace_id, subject_kind, subject_id, actor_kind, kind, data, xid) values ($1, 'workspace', $1, 'job', 'workspace.created', '{}', $2::text::xid8)`,
      [workspaceId, xid],
    )
  await client.end()
  const read: string[] = []
  let at: Position = { xid: '0', seq: 0 }
  for (let n = 0; n < numbers.length; n += 1) {
    const [row] = await readAfter(deps.db.system, at, 1, workspaceId)
    read.push(row!.xid)
    at = { xid: row!.xid, seq: row!.seq }
  }
  expect(read).toEqual(numbers.map(String))
})

test('a reader never skips a row, whatever order transactions commit in', async () => {
  const start = await currentPosition(deps.db.system)
  const { workspaceId } = cast.nordlicht
  // Transactions that take their number early and commit late, beside quick ones.
  const clients = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  const seen: number[] = []
  let position: Position = start
  const read = async () => {
    const rows = await readAfter(deps.db.system, position, 50)
    seen.push(...rows.map((row) => row.seq))
    const last = rows.at(-1)
    if (last) position = { xid: last.xid, seq: last.seq }
  }
  let written = 0
  for (let round = 0; round < 15; round += 1) {
    for (const client of clients) await client.query('begin')
    for (const client of clients.toReversed()) await client.query(`select pg_current_xact_id()`)
    for (const client of clients) {
      await client.query(
        `insert into journal (workspace_id, subject_kind, subject_id, actor_kind, kind) values ($1, 'workspace', $1, 'job', 'workspace.created')`,
        [workspaceId],
      )
      written += 1
      await read()
    }
    for (const [index, client] of [...clients.slice(round % 6), ...clients.slice(0, round % 6)].entries()) {
      await client.query('commit')
      if (index % 2 === 0) await read()
    }
  }
  for (const client of clients) await client.end()
  // A neighbouring test's transaction may hold the journal's horizon back for a moment.
  await expect
    .poll(
      async () => {
        await read()
        return seen.length
      },
      { timeout: 60_000 },
    )
    .toBe(written)
  expect(new Set(seen).size).toBe(written)
})

test('the chain holds over sealed rows and names the first row that was tampered with', async () => {
  for (let index = 0; index < 30; index += 1) await append(deps.db.system, [entry(cast.suedwind.workspaceId)])
  await sealAll()
  await append(deps.db.system, [entry(cast.suedwind.workspaceId)])
  await sealAll()
  const whole = await verifyChain(deps.db.system)
  expect(whole).toMatchObject({ ok: true, firstBrokenSeq: null })
  expect(whole.checked).toBeGreaterThan(30)

  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const victim = (
    await client.query<{ seq: number }>(
      `select seq from journal where workspace_id = $1 order by xid, seq offset 11 limit 1`,
      [cast.suedwind.workspaceId],
    )
  ).rows[0]!
  await expect(client.query(`update journal set kind = 'case.status' where seq = $1`, [victim.seq])).rejects.toThrow(
    'append-only',
  )
  await client.query(`alter table journal disable trigger journal_append_only`)
  await client.query(`update journal set data = '{"quiet": true}' where seq = $1`, [victim.seq])
  await client.query(`alter table journal enable trigger journal_append_only`)
  await client.end()
  expect(await verifyChain(deps.db.system)).toMatchObject({ ok: false, firstBrokenSeq: String(victim.seq) })
})

/** Another transaction of this cluster may hold the journal's horizon back for a moment. */
async function sealAll(): Promise<void> {
  const { n } = (await one<{ n: number }>(deps.db.system, sql`select count(*)::int as n from journal`))!
  await expect
    .poll(
      async () => {
        while (await sealNext(deps.db.system));
        return (await verifyChain(deps.db.system)).checked
      },
      { timeout: 60_000 },
    )
    .toBe(n)
}

test('the app may add entries of its own workspace and change none', async () => {
  const db = deps.db.of(cast.nordlicht.workspaceId)
  await append(db, [entry(cast.nordlicht.workspaceId)])
  await expect(append(db, [entry(cast.suedwind.workspaceId)])).rejects.toThrow('row-level security')
  await expect(sql`delete from journal`.execute(db)).rejects.toThrow('permission denied')
})

test('a position survives being written down, anything else is no position', () => {
  expect(parsePosition(formatPosition({ xid: '12345678901', seq: 42 }))).toEqual({ xid: '12345678901', seq: 42 })
  for (const wrong of ['', '1', 'a-b', "1-1' or 1=1", '-5-3']) expect(parsePosition(wrong)).toBeNull()
})
