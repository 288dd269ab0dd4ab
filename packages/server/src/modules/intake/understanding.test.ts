import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { inTransaction, rows } from '#platform/db/database'
import { makeWorkerPool } from '#platform/worker-pool'
import { modelVersion } from '#reading'
import { startReadingAgain } from '#understanding'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { makeDuplicatesPool, makeFindDuplicates } from './find-duplicates.ts'
import type { WorkerResult, WorkerTask } from './parse-worker.ts'
import { type IntakeDeps, processBatch } from './process.ts'
import { makeReadTexts } from './read-texts.ts'
import { storeItems } from './store-items.ts'

let deps: Deps
let cast: Cast
let inlet: string
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  inlet = deps.newId()
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${cast.nordlicht.workspaceId}, ${inlet}, 'inlet', 'Eingang', '{}', 'infinity')`.execute(
    deps.db.system,
  )
})
afterAll(async () => {
  for (const close of closing) await close()
  await deps.db.close()
})

function intakeWith(entry: URL, itemTimeoutMs: number): IntakeDeps {
  const pool = makeWorkerPool<WorkerTask, WorkerResult>({ entry, size: 1, memoryMb: 256, itemTimeoutMs })
  const duplicates = makeDuplicatesPool()
  closing.push(pool.close, duplicates.close)
  return {
    ...deps,
    pool,
    threadOfToken: () => null,
    processName: 'test',
    findDuplicates: makeFindDuplicates(deps, duplicates),
  }
}
const parseWorker = new URL('./parse-worker.ts', import.meta.url)

async function push(intake: IntakeDeps, posts: { id: string; text: string; edits?: string }[]) {
  await inTransaction(deps.db.system, (tx) =>
    storeItems(
      tx,
      { id: inlet, workspaceId: cast.nordlicht.workspaceId },
      posts.map((post) => ({
        sourceKey: post.id,
        contentType: 'application/json',
        source: {},
        raw: Buffer.from(JSON.stringify({ author: { name: 'Jana Berger', email: `${post.id}@kunden.test` }, ...post })),
      })),
    ),
  )
  while (await processBatch(intake));
}
type Row = { x: string; model_version: string | null; failed: string | null; cluster: string | null; first: string }
const casesOf = (prefix: string) =>
  rows<Row>(
    deps.db.system,
    sql`select m.external_id as x, a.model_version, a.failed, c.cluster_id as cluster, m.id as first
      from message m join case_message cm on cm.message_id = m.id join cases c on c.id = cm.case_id left join message_analysis a on a.message_id = m.id
      where m.external_id like ${`${prefix}%`} order by m.external_id`,
  )

const outage = 'Die App stürzt seit dem Update von heute Morgen beim Öffnen immer sofort ab, bitte um Hilfe!'

test('texts are read with their batch, the same again is one group named by its first text', async () => {
  const intake = intakeWith(parseWorker, 5_000)
  await push(intake, [
    { id: 'g1', text: outage },
    { id: 'g2', text: 'Wann kommt meine Bestellung mit dem blauen Rad?' },
  ])
  await push(intake, [{ id: 'g3', text: `${outage} !!` }])
  const [first, other, again] = await casesOf('g')
  expect([first!.model_version, first!.failed]).toEqual([again!.model_version, null])
  expect([first!.cluster, again!.cluster]).toEqual([first!.first, first!.first])
  expect(other!.cluster).toBeNull()
  // A thread that starts anew learns the groups from the database.
  await push(intakeWith(parseWorker, 5_000), [{ id: 'g4', text: outage }])
  expect((await casesOf('g4'))[0]!.cluster).toBe(first!.first)
})

test('a text that costs a thread its time is taken all the same, unread, and the journal says so', async () => {
  const intake = intakeWith(new URL('./testing/slow-reader.ts', import.meta.url), 200)
  await push(intake, [
    { id: 's1', text: 'kurz' },
    { id: 's2', text: 'endlos' },
    { id: 's3', text: 'auch kurz' },
  ])
  const taken = await casesOf('s')
  expect(taken.map(({ x, failed }) => [x, failed])).toEqual([
    ['s1', null],
    ['s2', 'timeout'],
    ['s3', null],
  ])
  const told = await rows<{ data: object }>(
    deps.db.system,
    sql`select data from journal where kind = 'message.not-analysed'`,
  )
  expect(told.map((row) => row.data)).toEqual([{ messageId: taken[1]!.first, code: 'timeout' }])
})

test('an edit that nobody could read takes along what was read of the words before', async () => {
  const intake = intakeWith(new URL('./testing/slow-reader.ts', import.meta.url), 200)
  await push(intake, [{ id: 't1', text: 'kurz' }])
  const [{ first }] = (await casesOf('t1')) as [Row]
  await sql`insert into message_analysis (workspace_id, message_id, model_version, sentiment, marks) values (${cast.nordlicht.workspaceId}, ${first}, ${modelVersion()}, 'negative', '{"sentiment":[{"start":0,"end":4,"weight":1}]}')
    on conflict (message_id) do update set sentiment = 'negative'`.execute(deps.db.system)
  await push(intake, [{ id: 't2', text: 'endlos', edits: 't1' }])
  const [read] = await rows<object>(
    deps.db.system,
    sql`select m.text, a.failed, a.sentiment, a.marks from message m join message_analysis a on a.message_id = m.id where m.id = ${first}`,
  )
  expect(read).toEqual({ text: 'endlos', failed: 'timeout', sentiment: null, marks: {} })
})

test('what nobody read is read in the background, once; what older models read as well', async () => {
  const intake = intakeWith(parseWorker, 5_000)
  await push(intake, [
    { id: 'r1', text: outage.replace('App', 'Karte') },
    { id: 'r2', text: 'Danke, sehr freundlich geholfen!' },
  ])
  await sql`delete from message_analysis a using message m where m.id = a.message_id and m.external_id = 'r1'`.execute(
    deps.db.system,
  )
  await sql`update message_analysis a set model_version = 'old', kind = 'spam' from message m where m.id = a.message_id and m.external_id = 'r2'`.execute(
    deps.db.system,
  )
  const loop = await startReadingAgain({ ...intake, readTexts: makeReadTexts(intake) })
  await expect
    .poll(async () => (await rows(deps.db.system, sql`select 1 from analysis_run where done_at is null`)).length)
    .toBe(0)
  await loop.stop()
  const [first, second] = await casesOf('r')
  expect(first!.model_version).toBe(second!.model_version)
  expect(second!.model_version).not.toBe('old')
})

test('a text that is edited while it is read again keeps what was read of the edit', async () => {
  const intake = intakeWith(parseWorker, 5_000)
  await push(intake, [{ id: 'e1', text: 'Danke, sehr freundlich geholfen!' }])
  const [before] = await casesOf('e1')
  await sql`update message_analysis set model_version = 'old' where message_id = ${before!.first}`.execute(
    deps.db.system,
  )
  await sql`update analysis_run set model_version = 'older'`.execute(deps.db.system)
  const loop = await startReadingAgain({
    ...intake,
    async readTexts(workspaceId, texts) {
      await sql`update message set text = 'Eine Frechheit!', version = version + 1 where id = ${before!.first}`.execute(
        deps.db.system,
      )
      await sql`update message_analysis set model_version = ${modelVersion()}, sentiment = 'negative' where message_id = ${before!.first}`.execute(
        deps.db.system,
      )
      return makeReadTexts(intake)(workspaceId, texts)
    },
  })
  await expect
    .poll(async () => (await rows(deps.db.system, sql`select 1 from analysis_run where done_at is null`)).length)
    .toBe(0)
  await loop.stop()
  const [read] = await rows<{ sentiment: string }>(
    deps.db.system,
    sql`select sentiment from message_analysis where message_id = ${before!.first}`,
  )
  expect(read!.sentiment).toBe('negative')
})

test('beside a process of another release each reads with its own models', async () => {
  const intake = intakeWith(parseWorker, 5_000)
  const loop = await startReadingAgain({ ...intake, readTexts: makeReadTexts(intake) })
  await expect
    .poll(async () => (await rows(deps.db.system, sql`select 1 from analysis_run where done_at is null`)).length)
    .toBe(0)
  await sql`update analysis_run set model_version = 'of the next release', before_id = null, done_at = null`.execute(
    deps.db.system,
  )
  loop.wake()
  await sleep(300)
  await loop.stop()
  const runs = await rows<{ done: boolean }>(deps.db.system, sql`select done_at is not null as done from analysis_run`)
  expect(new Set(runs.map(({ done }) => done))).toEqual(new Set([false]))
})

test('gigabytes of strangers’ text do not make the thread forget the groups', async () => {
  const duplicates = makeDuplicatesPool()
  closing.push(duplicates.close)
  const find = makeFindDuplicates(deps, duplicates)
  const { workspaceId } = cast.suedwind
  const at = new Date()
  const first = deps.newId()
  expect(await find(workspaceId, [{ id: first, text: outage, at }])).toEqual([null])
  for (let batch = 0; batch < 40; batch += 1) {
    const long = Array.from({ length: 16 }, (_, n) => ({
      id: deps.newId(),
      text: `${batch * 16 + n} ist länger 🙂 ${'als je gedacht '.repeat(33_000)}`,
      at,
    }))
    await find(workspaceId, long)
  }
  expect(await find(workspaceId, [{ id: deps.newId(), text: outage, at }])).toEqual([first])
})
