import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startDiscourseStub } from '../../packages/channels/src/discourse/testing/stub.ts'
import { noteGap, startPolling, storeItems } from '../../packages/server/src/modules/intake/index.ts'
import type { WorkerResult, WorkerTask } from '../../packages/server/src/modules/intake/parse-worker.ts'
import { processBatch } from '../../packages/server/src/modules/intake/process.ts'
import { dailyProof } from '../../packages/server/src/modules/intake/proof.ts'
import { createPresence } from '../../packages/server/src/modules/presences/index.ts'
import { readOverview } from '../../packages/server/src/modules/presences/health-overview.ts'
import { threadOfToken } from '../../packages/server/src/modules/replies/index.ts'
import { inTransaction, one, rows } from '../../packages/server/src/platform/db/database.ts'
import { makeWorkerPool } from '../../packages/server/src/platform/worker-pool.ts'
import { testDatabase } from '../database.ts'
import { makeCast, testDeps } from '../deps.ts'
import { until } from '../e2e/until.ts'

test('more came than is read back: what is there is taken, the gap is told with its time, once', async () => {
  const forum = await startDiscourseStub()
  const deps = testDeps((await testDatabase()).url, { RESONANZ_EGRESS_ALLOW: new URL(forum.url).host })
  const { owner } = (await makeCast(deps)).nordlicht
  await sql`update presence set paused = true`.execute(deps.db.system)
  forum.add({ id: 101, username: 'karl_b', cooked: '<p>Moin</p>' })
  const input = PresenceInput.parse({
    kind: 'discourse',
    name: 'Radforum',
    settings: { url: forum.url, username: 'uferlinie', directed: true },
    secrets: { apiKey: forum.apiKey },
  })
  const { id } = (await createPresence(deps, { connectorOf }, owner, input)).presence
  const polling = await startPolling(
    { ...deps, processName: 'poll' },
    {
      connectorOf,
      store: (presence, items, cursor, gap) =>
        inTransaction(deps.db.system, async (tx) => {
          await storeItems(tx, presence, items, { cursor })
          if (gap) await noteGap(tx, presence, gap)
        }),
    },
  )
  const presence = () =>
    one(
      deps.db.system,
      sql<{
        last: Date | null
        gap_from: Date | null
        gap_to: Date | null
      }>`select last_success_at as last, gap_from, gap_to from presence where id = ${id}`,
    )
  const before = await until('the first visit', async () => (await presence())?.last)
  // Numbers far above those we know, and nothing of these left: more than is gone back for at one visit.
  forum.posts.clear()
  const oldest = 1_000_000
  const momentOf = (n: number) => new Date(1.79e12 + n * 1_000).toISOString()
  for (let n = oldest; n < oldest + 60; n += 1)
    forum.add({ id: n, username: 'karl_b', cooked: `<p>Frage ${n}</p>`, created_at: momentOf(n) })
  // The first visit may set the time of the next after we did.
  await until('the gap', async () => {
    await sql`update presence set next_poll_at = now() where id = ${id}`.execute(deps.db.system)
    polling.wake(id)
    return (await presence())?.gap_to
  })
  await polling.stop()

  const stored = await rows(
    deps.db.system,
    sql<{
      n: number
    }>`select count(*)::int as n from inlet_item where presence_id = ${id} and source_key like 'post/%'`,
  )
  expect(stored[0]!.n).toBe(60)
  const [from, to] = [before.toISOString(), momentOf(oldest)]
  const told = await presence()
  expect([told?.gap_from?.toISOString(), told?.gap_to?.toISOString()]).toEqual([from, to])
  const entries = await rows(
    deps.db.system,
    sql`select data from journal where kind = 'presence.gap' and subject_id = ${id}`,
  )
  expect(entries).toEqual([{ data: { from, to } }])
  const { items } = await readOverview(deps, owner)
  expect(items.find((item) => item.id === id)?.issues[0]).toMatchObject({
    code: 'gap',
    weight: 'soon',
    fix: null,
    since: from,
    until: to,
  })

  // In the record it stands beside what was taken in.
  const pool = makeWorkerPool<WorkerTask, WorkerResult>({
    entry: new URL('../../packages/server/src/modules/intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 10_000,
  })
  while (await processBatch({ ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test' }));
  // Of the day it came on: that may have ended meanwhile.
  const { days } = await dailyProof(deps, owner, 2)
  expect(days.filter(({ filteredBy }) => filteredBy['stream-gap'])).toMatchObject([
    { balanced: true, filteredBy: { 'stream-gap': 1 } },
  ])
  await pool.close()
  await forum.close()
  await deps.db.close()
})
