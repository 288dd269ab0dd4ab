import { capabilitiesOf, ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conformanceCases } from '../../packages/channels/src/conformance-cases.ts'
import type { RawItem } from '../../packages/channels/src/connector.ts'
import type { WorkerResult, WorkerTask } from '../../packages/server/src/modules/intake/parse-worker.ts'
import { type IntakeDeps, processBatch } from '../../packages/server/src/modules/intake/process.ts'
import { storeItems } from '../../packages/server/src/modules/intake/store-items.ts'
import { threadOfToken } from '../../packages/server/src/modules/replies/index.ts'
import { inTransaction, rows, run } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { makeWorkerPool } from '../../packages/server/src/platform/worker-pool.ts'
import { testDatabase } from '../database.ts'
import { type Cast, makeCast, testDeps } from '../deps.ts'

let deps: Deps
let intake: IntakeDeps
let cast: Cast

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  const pool = makeWorkerPool<WorkerTask, WorkerResult>({
    entry: new URL('../../packages/server/src/modules/intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 10_000,
  })
  intake = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test' }
})
afterAll(async () => {
  await intake.pool.close()
  await deps.db.close()
})

/** Channels that strangers' programs write to: what is logged by hand comes once. */
const kinds = ChannelKind.options.filter((kind) => capabilitiesOf[kind].intake !== 'hand')

describe.each(kinds)('%s', (kind) => {
  const items = [...conformanceCases[kind].items, ...(conformanceCases[kind].leftOut ?? [])]

  test('doubled and in any order, in small pieces: the same messages, threads and cases as once and in order', async () => {
    const inOrder = await takenIn(kind, [items])
    expect(inOrder.open, 'nothing waits, nothing is unreadable').toBe(0)
    expect(inOrder.messages.length).toBeGreaterThan(0)
    for (const seed of [1, 2]) {
      const order = shuffled([...items, ...items], seed)
      const pieces = order.flatMap((_, at) => (at % 3 === 0 ? [order.slice(at, at + 3)] : []))
      expect(await takenIn(kind, pieces), `seed ${seed}`).toEqual(inOrder)
    }
  })
})

/** A presence of its own takes the pieces one after the other; what waits for its parent is tried again at the end. */
async function takenIn(kind: ChannelKind, pieces: RawItem[][]) {
  const presenceId = newId()
  const { workspaceId } = cast.nordlicht
  const settings = JSON.stringify(conformanceCases[kind].settings)
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${workspaceId}, ${presenceId}, ${kind}, 'Eingang', ${settings}::jsonb, 'infinity')`.execute(
    deps.db.system,
  )
  for (const piece of pieces) {
    await inTransaction(deps.db.system, (tx) => storeItems(tx, { id: presenceId, workspaceId }, piece))
    while (await processBatch(intake));
  }
  for (let again = 0; again < 3; again += 1) {
    await run(
      deps.db.system,
      sql`update inlet_open set lease_until = null, lease_by = null where presence_id = ${presenceId} and not quarantined`,
    )
    while (await processBatch(intake));
  }
  const stands = await whatStands(presenceId)
  // Mails answer mails of all mailboxes of a company: the next run shall not find those of this one.
  await run(deps.db.system, sql`update presence set kind = 'found' where id = ${presenceId}`)
  await run(deps.db.system, sql`update thread set channel = 'found' where presence_id = ${presenceId}`)
  return stands
}

async function whatStands(presenceId: string) {
  const messages = await rows(
    deps.db.system,
    sql<{ x: string; case_id: string | null }>`
      select m.external_id as x, m.text, m.direction, t.external_key as thread, m.deleted_at is not null as deleted, m.hidden_at is not null as hidden,
        (select cm.case_id from case_message cm where cm.message_id = m.id) as case_id, exists (select 1 from mention n where n.message_id = m.id) as mention,
        (select jsonb_agg(jsonb_build_array(r.actor_key, r.emoji) order by r.actor_key, r.emoji) from message_reaction r where r.message_id = m.id and r.present) as signs
      from message m join thread t on t.id = m.thread_id where m.presence_id = ${presenceId} order by m.external_id`,
  )
  const [open] = await rows(
    deps.db.system,
    sql<{ n: number }>`select count(*)::int as n from inlet_open where presence_id = ${presenceId}`,
  )
  // Cases are named by their first message: their ids differ from run to run.
  const firstOf = new Map<string, string>()
  for (const { case_id, x } of messages) if (case_id && !firstOf.has(case_id)) firstOf.set(case_id, x)
  return {
    messages: messages.map(({ case_id, ...message }) => ({ ...message, inCaseOf: case_id && firstOf.get(case_id) })),
    open: open!.n,
  }
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed * 2_654_435_761
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  return list
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}
