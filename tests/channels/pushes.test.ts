import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stubSecrets } from '../../packages/channels/src/meta/testing/graph-stub.ts'
import { createPresence } from '../../packages/server/src/modules/presences/index.ts'
import { rows, run } from '../../packages/server/src/platform/db/database.ts'
import type { Actor, Deps } from '../../packages/server/src/platform/deps.ts'
import { testDatabase } from '../database.ts'
import { type Cast, makeCast, testDeps } from '../deps.ts'
import { business, number, page, signatureOf, verifyToken, whatsAppPush } from './meta-scene.ts'

const theirNumber = '106540000000002'
/** RESONANZ_PUSHES=10000 for the whole measure; what runs each time is the same in small. */
const pushes = Number(process.env.RESONANZ_PUSHES ?? 1_000)
const distinct = Math.floor(pushes * 0.49)
const forged = pushes - distinct * 2

let url: string
let deps: Deps
let cast: Cast
const workers: ChildProcess[] = []

beforeAll(async () => {
  ;({ url } = await testDatabase())
  deps = testDeps(url)
  cast = await makeCast(deps)
})
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await deps.db.close()
})

type Worker = { name: string; origin: string; kill(): Promise<void> }

async function startWorker(name: string): Promise<Worker> {
  const entry = new URL('hook-worker.ts', import.meta.url).pathname
  const env = { ...process.env, HOOK_URL: url, HOOK_NAME: name }
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  workers.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    name,
    origin: line.toString().trim(),
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function connect(kind: string, settings: object, actor: Actor): Promise<string> {
  const input = PresenceInput.parse({ kind, name: kind, settings: { ...settings, verifyToken }, secrets: stubSecrets })
  return (await createPresence(deps, { connectorOf }, actor, input)).presence.publicKey!
}

/** Messages, receipts that say nothing new, likes of the page and kinds nobody knows, of four accounts in two companies. */
function bodyOf(n: number): { to: 'page' | 'number'; body: object } {
  const person = String(4_943_000_000 + (n % 60))
  const timestamp = String(1_790_000_000 + n)
  const word = { from: person, id: `wamid.${n}`, timestamp, type: 'text', text: { body: `Frage ${n}` } }
  const change = (value: object) => ({ object: 'page', entry: [{ id: page, time: 1_790_000_000 + n, ...value }] })
  switch (n % 5) {
    case 0:
      return {
        to: 'page',
        body: change({
          messaging: [
            { sender: { id: person }, recipient: { id: page }, message: { mid: `m_${n}`, text: `Frage ${n}` } },
          ],
        }),
      }
    case 1:
      return { to: 'number', body: whatsAppPush({ messages: [word] }, n % 2 ? number : theirNumber) }
    case 2:
      return { to: 'page', body: change({ changes: [{ field: 'feed', value: { item: 'like', verb: 'add', n } }] }) }
    case 3:
      return { to: 'page', body: change({ changes: [{ field: 'something_new', value: { n } }] }) }
    default:
      return { to: 'number', body: whatsAppPush({ statuses: [{ id: `wamid.s${n}`, status: 'sent', timestamp }] }) }
  }
}

test('pushes doubled, shuffled, some forged, while a process is killed: none lost, none doubled', async () => {
  const { nordlicht, suedwind } = cast
  const keys = {
    page: await connect('facebook', { pageId: page }, nordlicht.owner),
    number: await connect('whatsapp', { phoneNumberId: number, businessAccountId: business }, nordlicht.owner),
  }
  // Another company's number, at the address of the first.
  await connect('whatsapp', { phoneNumberId: theirNumber, businessAccountId: business }, suedwind.owner)
  // Both work what comes; the one that answers is killed.
  const [before, after] = await Promise.all([startWorker('one'), startWorker('two')])
  let current = before
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const post = (key: string, payload: string, secret?: string) =>
    new Promise<number>((resolve) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
        'x-hub-signature-256': signatureOf(payload, secret),
      }
      request(`${current.origin}/api/v1/hooks/${key}`, { method: 'POST', agent, headers }, (answer) => {
        answer
          .resume()
          .on('end', () => resolve(answer.statusCode ?? 0))
          .on('error', () => resolve(0))
      })
        .on('error', () => resolve(0))
        .end(payload)
    })
  const jobs = shuffled([
    ...Array.from({ length: distinct * 2 }, (_, n) => ({ n: n % distinct, isForged: false })),
    ...Array.from({ length: forged }, (_, n) => ({ n: distinct + n * 5, isForged: true })),
  ])
  const started = performance.now()
  let done = 0
  const answers = new Map<number, number>()
  const sender = async (queue: typeof jobs) => {
    for (let job = queue.pop(); job; job = queue.pop()) {
      const { to, body } = bodyOf(job.n)
      // As a network does: again until it was taken or refused.
      for (let status = 0; status === 0 || status >= 500; ) {
        status = await post(keys[to], JSON.stringify(body), job.isForged ? 'guessed' : undefined)
        answers.set(status, (answers.get(status) ?? 0) + 1)
        if (status === 0) await sleep(5)
      }
      done += 1
    }
  }
  const half = jobs.splice(0, jobs.length / 2)
  const sending = Promise.all([sender(jobs), sender(jobs), ...Array.from({ length: 30 }, () => sender(half))])
  while (done < pushes / 2) await sleep(5)
  current = after
  await before.kill()
  // What it held is free after a minute; here at once.
  const free = sql`update inlet_open set lease_until = null, lease_by = null where lease_by = ${before.name}`
  await run(deps.db.system, free)
  await sending
  agent.destroy()
  const sentMs = performance.now() - started
  const waiting = sql<{ n: number }>`select count(*)::int as n from inlet_open where not quarantined`
  while ((await rows(deps.db.system, waiting))[0]!.n > 0) {
    // Its last statement may have ended after it did.
    await run(deps.db.system, free)
    await sleep(50)
  }
  if (process.env.RESONANZ_PUSHES)
    console.log(
      `${pushes} pushes: answered in ${Math.round(sentMs)} ms, taken in ${Math.round(performance.now() - started)} ms`,
    )

  expect(answers.get(200)).toBeGreaterThanOrEqual(distinct * 2)
  expect(answers.get(401)).toBeGreaterThanOrEqual(forged)
  const numbers = Array.from({ length: distinct }, (_, n) => n)
  const expected = numbers.flatMap((n) =>
    n % 5 > 1
      ? []
      : [
          {
            id: n % 5 === 0 ? `m_${n}` : `wamid.${n}`,
            of: n % 5 === 1 && n % 2 === 0 ? suedwind.workspaceId : nordlicht.workspaceId,
          },
        ],
  )
  const stood = await rows<{ id: string; of: string }>(
    deps.db.system,
    sql`select m.external_id as id, cm.workspace_id as of from message m join case_message cm on cm.message_id = m.id and cm.workspace_id = m.workspace_id`,
  )
  const text = (list: { id: string; of: string }[]) => list.map(({ id, of }) => `${id} ${of}`).toSorted()
  expect(text(stood)).toEqual(text(expected))
  const states = await rows<{ state: string; n: number }>(
    deps.db.system,
    sql`select state || coalesce(' ' || outcome, '') as state, count(*)::int as n from inlet_item group by 1 order by 1`,
  )
  expect(states).toEqual([
    { state: 'done filtered', n: distinct - expected.length },
    { state: 'done message', n: expected.length },
  ])
})

function shuffled<T>(list: readonly T[]): T[] {
  let state = 20_261_122
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  return list
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}
