import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FeedSettings } from '@resonanz/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cursor, RawItem } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { feedConnector } from './connector.ts'
import { type FeedContext, openFeed } from './read-feed.ts'
import { splitFeed } from './split.ts'

type Answer = { status?: number; headers?: Record<string, string>; body?: string }
let server: Server
let port = 0
let answer: (request: IncomingMessage) => Answer = () => ({})
const requests: IncomingMessage[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request)
    const { status = 200, headers = {}, body = '' } = answer(request)
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const context = (change: Record<string, unknown> = {}): FeedContext => ({
  presenceId: 'p',
  settings: FeedSettings.parse({ url: `http://127.0.0.1:${port}/feed`, ...change }),
  secrets: undefined as never,
  egress: makeEgress({ allow: [`127.0.0.1:${port}`] }),
  split: async (document) => splitFeed(document),
  renewSecrets: () => Promise.reject(new Error('feeds have no secrets')),
  signal: AbortSignal.timeout(20_000),
})
const read = async (cursor: Cursor, change = {}) =>
  (await openFeed(context(change))).fetch(JSON.parse(JSON.stringify(cursor)))
const rss = (...items: [guid: string, title: string, text?: string][]) =>
  `<rss version="2.0"><channel><title>Forum</title>${items.map(([guid, title, text]) => `<item><guid>${guid}</guid><title>${title}</title><link>https://f.example/${title}</link><description>${text ?? title}</description></item>`).join('')}</channel></rss>`
const told = (items: RawItem[]) =>
  items.map(
    ({ sourceKey, source }) =>
      `${sourceKey}${source['edited'] ? ' edited' : ''}${source['imported'] ? ' imported' : ''}`,
  )

describe('reading a feed', () => {
  test('first what lies there, then news, edits, and a changed guid is no news', async () => {
    answer = () => ({ body: rss(['1', 'a'], ['2', 'b']) })
    const first = await read({})
    expect(told(first.items)).toEqual(['2 imported', '1 imported'])
    answer = () => ({ body: rss(['3', 'c'], ['1', 'a', 'anders'], ['zwei', 'b']) })
    const second = await read(first.cursor)
    expect(told(second.items)).toEqual(['1 edited', '3'])
    const third = await read(second.cursor)
    expect(told(third.items)).toEqual([])
    answer = () => ({ body: rss(['3', 'c'], ['1', 'a', 'anders'], ['drei', 'b', 'neu']) })
    expect(told((await read(third.cursor)).items)).toEqual(['2 edited'])
  })
  test('asks with what it knows, and nothing new costs nothing', async () => {
    const facts = { etag: '"x"', 'last-modified': 'Thu, 19 Nov 2026 08:00:00 GMT' }
    answer = ({ headers }) =>
      headers['if-none-match'] === '"x"' ? { status: 304 } : { headers: facts, body: rss(['1', 'a']) }
    const first = await read({})
    const second = await read(first.cursor)
    expect(second.items).toEqual([])
    expect(requests.at(-1)!.headers['if-modified-since']).toBe(facts['last-modified'])
    expect((await read(second.cursor)).items).toEqual([])
  })
  test('a quiet feed is asked less often, at least hourly, and one with news at once as before', async () => {
    answer = () => ({ body: rss(['1', 'a']) })
    let { cursor } = await read({})
    const pauses: number[] = []
    for (let n = 0; n < 70; n += 1) {
      const result = await read(cursor)
      cursor = result.cursor
      pauses.push(result.nextAfterMs! / 60_000)
    }
    expect([pauses[0], pauses[9], pauses[69]]).toEqual([10, 20, 60])
    answer = () => ({ body: rss(['2', 'b'], ['1', 'a']) })
    expect((await read(cursor)).nextAfterMs).toBe(600_000)
    expect((await read(cursor, { everyMinutes: 240 })).nextAfterMs).toBe(240 * 60_000)
  })
  test('a cursor from elsewhere or broken counts as none', async () => {
    answer = () => ({ body: rss(['1', 'a']) })
    for (const cursor of [{ known: 'x' }, { folders: {} }, { quiet: -1.5 }]) {
      expect((await read(cursor as Cursor)).items).toHaveLength(1)
    }
  })
  test.each<[string, Answer, object]>([
    [
      '429',
      { status: 429, headers: { 'retry-after': '120' } },
      { kind: 'transient', code: 'throttled', retryAfterMs: 120_000 },
    ],
    ['503', { status: 503 }, { kind: 'transient', code: 'server-error', retryAfterMs: null }],
    ['410', { status: 410 }, { kind: 'permanent', code: 'gone' }],
    ['404', { status: 404 }, { kind: 'permanent', code: 'not-found' }],
    ['403', { status: 403 }, { kind: 'permanent', code: 'refused' }],
    ['a page', { body: '<html><body>Wartung</body></html>' }, { kind: 'transient', code: 'not-a-feed' }],
    ['nothing', {}, { kind: 'transient', code: 'empty' }],
    [
      'a way inside',
      { status: 302, headers: { location: 'http://169.254.169.254/' } },
      { kind: 'permanent', code: 'host-not-allowed' },
    ],
  ])('%s', async (_, given, failure) => {
    answer = () => given
    await expect(read({})).rejects.toMatchObject(failure)
  })
})

describe('trying a feed', () => {
  test('what it is called and holds', async () => {
    answer = () => ({ body: rss(['1', 'a'], ['2', 'b']) })
    expect(await feedConnector.test!(context())).toMatchObject({ ok: true, found: { items: 2, title: 'Forum' } })
  })
  test('a page instead: the feeds it names', async () => {
    answer = () => ({
      body: '<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head></html>',
    })
    const tried = await feedConnector.test!(context())
    expect(tried.steps.at(-1)).toMatchObject({ step: 'parse', ok: false, code: 'not-a-feed' })
    expect(tried.found.feeds).toEqual([`http://127.0.0.1:${port}/news.xml`])
  })
  test('nobody there, not found', async () => {
    answer = () => ({ status: 404 })
    expect((await feedConnector.test!(context())).steps.at(-1)).toMatchObject({ step: 'read', code: 'not-found' })
    const inside = await feedConnector.test!(context({ url: 'http://127.0.0.1:1/' }))
    expect(inside.steps).toEqual([{ step: 'connect', ok: false, code: 'host-not-allowed', detail: null }])
  })
})
