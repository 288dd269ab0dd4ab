import type { SendOutcome } from '@resonanz/channels'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAction } from '../../packages/server/src/modules/message-actions/ask-action.ts'
import { actNext } from '../../packages/server/src/modules/message-actions/carry-out.ts'
import { planPost } from '../../packages/server/src/modules/publishing/plan-post.ts'
import { sendNextPost, settleAbandonedPosts } from '../../packages/server/src/modules/publishing/send-posts.ts'
import { createPost } from '../../packages/server/src/modules/publishing/write-post.ts'
import { handOverNext } from '../../packages/server/src/modules/replies/hand-over.ts'
import { settleAbandoned } from '../../packages/server/src/modules/replies/settle-abandoned.ts'
import { one } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { makeCase } from '../cases.ts'
import { testDatabase } from '../database.ts'
import { type House, makeCast, testDeps } from '../deps.ts'
import { type FaultProxy, startFaultProxy } from '../peers/fault-proxy.ts'
import { makeScene } from '../post-scene.ts'

/** Of a process whose database goes away, and of another that still has it. */
let away: Deps
let deps: Deps
let house: House
let proxy: FaultProxy
let presenceId = ''

beforeAll(async () => {
  const { url } = await testDatabase()
  deps = testDeps(url)
  house = (await makeCast(deps)).nordlicht
  const at = new URL(url)
  proxy = await startFaultProxy({ path: `${decodeURIComponent(at.hostname)}/.s.PGSQL.${at.port}` })
  away = testDeps(`${at.protocol}//${at.username}:${at.password}@127.0.0.1:${proxy.port}${at.pathname}`)
  presenceId = newId()
  await sql`insert into presence (workspace_id, id, kind, name) values (${house.workspaceId}, ${presenceId}, 'telegram', 'Bot')`.execute(
    deps.db.system,
  )
})
afterAll(async () => {
  await Promise.all([away.db.close(), deps.db.close()])
  await proxy.stop()
})

/** Takes what it is given while the database goes away; it is back when `back` is called. */
function network(providerId: string) {
  let [told, calls] = [() => {}, 0]
  const given = new Promise<void>((resolve) => (told = resolve))
  const take = async (): Promise<SendOutcome> => {
    calls += 1
    await proxy.pause()
    told()
    return { state: 'handed_over', providerId }
  }
  const sender = { send: take, lookup: async () => 'unknown' as const }
  return { given, calls: () => calls, deps: { ...away, sender, act: take, processName: 'away' } }
}
/** Another process, which finds leases that are over. */
const next = () => ({
  ...deps,
  sender: { send: () => Promise.reject(new Error('never again')), lookup: async () => 'unknown' as const },
  processName: 'next',
})
const outbox = (id: string) =>
  one(
    deps.db.system,
    sql<{ state: string; provider_id: string | null }>`select state, provider_id from outbox where id = ${id}`,
  )

async function queued(): Promise<string> {
  const id = newId()
  const outgoing = { clientToken: id, text: 'Guten Tag', to: [], cc: [], target: null }
  await sql`insert into outbox (workspace_id, id, presence_id, payload, client_token, send_at) values (${house.workspaceId}, ${id}, ${presenceId}, ${JSON.stringify({ outgoing })}::jsonb, ${id}, now())`.execute(
    deps.db.system,
  )
  return id
}

test('the database is away when the network answers: what it said is on record once it is back', async () => {
  const id = await queued()
  const net = network('net-1')
  const handing = handOverNext(net.deps)
  await net.given
  expect(await outbox(id)).toMatchObject({ state: 'handing_over' })
  await proxy.resume()
  await handing
  expect(await outbox(id)).toEqual({ state: 'handed_over', provider_id: 'net-1' })
  expect(net.calls()).toBe(1)
})

test('away for longer than the lease: another process calls it unclear, then it is known', async () => {
  const id = await queued()
  const net = network('net-2')
  const handing = handOverNext(net.deps)
  await net.given
  await sql`update outbox set lease_until = now() - interval '1 second' where id = ${id}`.execute(deps.db.system)
  await settleAbandoned(next())
  expect(await outbox(id)).toMatchObject({ state: 'unclear' })
  await proxy.resume()
  await handing
  expect(await outbox(id)).toEqual({ state: 'handed_over', provider_id: 'net-2' })
})

test('the same of posts', async () => {
  const scene = await makeScene(deps, house)
  const draft = await createPost(deps, house.lead, scene.content())
  await planPost(deps, house.lead, draft.id, { version: 1, overrides: [] })
  await scene.due(draft.id)
  const net = network('post-1')
  const sending = sendNextPost(net.deps)
  await net.given
  await sql`update planned_post_target set lease_until = now() - interval '1 second' where post_id = ${draft.id}`.execute(
    deps.db.system,
  )
  await settleAbandonedPosts(next())
  expect((await scene.read(draft.id)).state).toBe('unclear')
  await proxy.resume()
  await sending
  expect((await scene.read(draft.id)).targets).toMatchObject([{ state: 'sent', providerId: 'post-1' }])
  expect(net.calls()).toBe(1)
})

test('the same of what is done to messages', async () => {
  const { id: caseId } = await makeCase(deps, house)
  const [thread, message] = [newId(), newId()]
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, case_id) values (${house.workspaceId}, ${thread}, ${presenceId}, 'telegram', ${thread}, ${caseId})`.execute(
    deps.db.system,
  )
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, text, occurred_at) values (${house.workspaceId}, ${message}, ${thread}, ${presenceId}, 'telegram', 'in', ${message}, 'Hallo', now())`.execute(
    deps.db.system,
  )
  await sql`insert into case_message (workspace_id, case_id, message_id, at) values (${house.workspaceId}, ${caseId}, ${message}, now())`.execute(
    deps.db.system,
  )
  await askAction(deps, house.agent, message, { action: 'like', reason: '' })
  const state = () =>
    one(deps.db.system, sql<{ state: string }>`select state from message_action where message_id = ${message}`)
  const net = network('like')
  const acting = actNext(net.deps)
  await net.given
  await sql`update message_action set lease_until = now() - interval '1 second' where message_id = ${message}`.execute(
    deps.db.system,
  )
  await actNext({ ...next(), act: () => Promise.reject(new Error('never again')) })
  expect(await state()).toEqual({ state: 'unclear' })
  await proxy.resume()
  await acting
  expect(await state()).toEqual({ state: 'done' })
  expect(net.calls()).toBe(1)
})
