import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setUp } from '../../bench/product-client.ts'
import { type Opened, openBeside, readConfig } from '../../packages/server/src/index.ts'
import { rows } from '../../packages/server/src/platform/db/database.ts'
import { makeLink } from '../../packages/web/src/chat-widget/link.ts'
import type { Kept, Memory } from '../../packages/web/src/chat-widget/memory.ts'
import { freePort } from '../free-port.ts'
import { type FaultProxy, startFaultProxy } from '../peers/fault-proxy.ts'
import { type Product, startProduct } from '../product.ts'

const shop = 'https://laden.example'
const visitors = 8
const each = 25
let opened: Opened | null = null
let product: Product
let proxy: FaultProxy
let dataDir: string
let port: number
let key = ''
const browserFetch = globalThis.fetch

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'resonanz-chat-'))
  port = await freePort()
  product = await startProduct({ dataDir, port, env: { RESONANZ_TRUST_PROXY: 'true' } })
  const { cookie } = await setUp(product)
  const made = await fetch(`${product.url}/api/v1/presences`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'chat', name: 'Chat', settings: { allowedOrigins: [shop] } }),
  })
  key = ((await made.json()) as { presence: { publicKey: string } }).presence.publicKey
  proxy = await startFaultProxy({ port })
  // What a browser adds by itself: where the page lies; and each visitor has an address of their own.
  globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('origin', shop)
    const token = headers.get('authorization') ?? 'x'
    headers.set('x-forwarded-for', `198.51.100.${[...token].reduce((sum, char) => sum + char.charCodeAt(0), 0) % 250}`)
    return browserFetch(input, { ...init, headers })
  }
})
afterAll(async () => {
  globalThis.fetch = browserFetch
  await proxy?.stop()
  await opened?.close()
  await product?.stop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

test('200 messages over a line that breaks all the time and a server that dies in the middle: each once, in order', {
  timeout: 180_000,
}, async () => {
  const memories = Array.from({ length: visitors }, memory)
  const links = memories.map((kept) =>
    makeLink(`http://127.0.0.1:${proxy.port}`, key, kept, {
      line() {},
      taken() {},
      refused: (_, why) => expect.unreachable(`refused: ${why}`),
      typing() {},
      seen() {},
      online() {},
      identity() {},
    }),
  )
  await links[0]!.readState()
  let chunks = 0
  proxy.set({
    cutAt(chunk) {
      chunks += 1
      // Now before the request is through, now before the answer is.
      return chunks % 9 === 0 ? Math.floor(chunk.length / 2) : undefined
    },
  })
  for (let n = 0; n < each; n += 1)
    for (const [v, link] of links.entries())
      link.say({ clientId: idOf(v, n), text: `Besucher ${v}, Nachricht ${n}`, files: [], at: '' }, { language: 'de' })
  await expect.poll(() => waiting(memories), { timeout: 60_000 }).toBeLessThan(visitors * each * 0.8)
  expect(waiting(memories)).toBeGreaterThan(0)
  await product.kill9()
  await rest(300)
  product = await startProduct({ dataDir, port, env: { RESONANZ_TRUST_PROXY: 'true' } })
  await rest(4_000)
  proxy.set({})
  await expect.poll(() => waiting(memories), { timeout: 90_000, interval: 200 }).toBe(0)
  for (const link of links) link.stop()
  opened = await openBeside(readConfig({ RESONANZ_DATA: dataDir, RESONANZ_LOG_LEVEL: 'warn' }))
  const db = opened.deps.db.system
  const found = () =>
    rows(
      db,
      sql<{
        text: string
        thread_id: string
      }>`select text, thread_id from message where channel = 'chat' order by occurred_at, id`,
    )
  await expect.poll(async () => (await found()).length, { timeout: 30_000 }).toBe(visitors * each)
  const said = await found()
  expect(new Set(said.map(({ text }) => text)).size).toBe(visitors * each)
  for (const lines of Map.groupBy(said, ({ thread_id }) => thread_id).values())
    expect(lines.map(({ text }) => Number(/\d+$/.exec(text)![0]))).toEqual([...Array(each).keys()])
  expect(await rows(db, sql`select 1 from chat_session`)).toHaveLength(visitors)
})

function waiting(memories: readonly Memory[]): number {
  return memories.reduce((sum, kept) => sum + (kept.read()?.waiting.length ?? 0), 0)
}

function memory(): Memory {
  let here: Kept | null = null
  return {
    read: () => here,
    write(kept) {
      here = structuredClone(kept)
    },
    forget() {
      here = null
    },
  }
}

function idOf(visitor: number, n: number): string {
  return `01990000-0000-7000-8000-${String(visitor).padStart(4, '0')}${String(n).padStart(8, '0')}`
}
