import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MeteredCall, Outgoing, OutgoingTarget, ParseContext } from '../connector.ts'
import type { OAuthSecrets } from '../kit/fresh-token.ts'
import { makeEgress } from '../kit/egress.ts'
import { channelId, comments } from './conformance-case.ts'
import { youtubeConnector } from './connector.ts'
import { nextLookMs, quotaDay } from './quota.ts'
import type { YoutubeContext } from './settings.ts'
import { problem, startYoutube, type YoutubeStub } from './testing/stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const settings = youtubeConnector.settings.parse({ channelId })
const parsing: ParseContext<typeof settings> = { presenceId: 'p', settings, ownAddresses: [], nowMs: 0 }

let youtube: YoutubeStub
let context: YoutubeContext
let secrets: OAuthSecrets = { clientId: 'app', clientSecret: 'geheim', refreshToken: 'r' }
const meter = { used: 0, calls: [] as MeteredCall[] }

beforeAll(async () => {
  youtube = await startYoutube(channelId)
  context = {
    presenceId: 'p',
    settings: { ...settings, apiRoot: youtube.url, tokenUrl: `${youtube.url}/token` },
    get secrets() {
      return secrets
    },
    egress: makeEgress({ allow: [new URL(youtube.url).host] }),
    split: () => Promise.reject(new Error('not here')),
    renewSecrets: async (renew) => (secrets = (await renew(secrets)).secrets),
    meter: {
      async take(call) {
        if (call.most !== null && meter.used + call.amount > call.most) return false
        meter.used += call.amount
        meter.calls.push(call)
        return true
      },
      giveBack: async () => {},
      usedOn: async () => meter.used,
    },
    signal: new AbortController().signal,
  }
})
afterAll(async () => {
  await context.egress.close()
  await youtube.close()
})
beforeEach(() => {
  youtube.calls.length = 0
  youtube.threads = {}
  youtube.old = []
  Object.assign(meter, { used: 0, calls: [] })
})

const comment = (id: string, at: string, parentId?: string) => ({
  id,
  snippet: {
    textOriginal: `Wort ${id}`,
    authorChannelId: { value: 'UCgerda' },
    publishedAt: at,
    updatedAt: at,
    ...(parentId ? { parentId } : {}),
  },
})
const thread = (id: string, at: string, replies = 0, shown = replies) => ({
  id,
  snippet: { videoId: 'v', topLevelComment: comment(id, at), totalReplyCount: replies },
  replies: { comments: Array.from({ length: shown }, (_, n) => comment(`${id}.${n}`, at, id)) },
})
const fetch = async (cursor: Record<string, unknown> = {}) => (await youtubeConnector.open!(context)).fetch(cursor)

describe('comments', () => {
  test('one thread under each first comment; ours are ours; edits and what is held are seen', () => {
    const parse = (item: { sourceKey: string }) => youtubeConnector.parse(item as never, parsing)
    expect(parse(comments.first)).toMatchObject([
      {
        threadKey: 'Ugx1',
        visibility: 'public',
        directed: true,
        permalink: 'https://www.youtube.com/watch?v=vid12345678&lc=Ugx1',
        author: { scope: 'youtube', display: '@gerda-lund' },
      },
    ])
    expect(parse(comments.ourAnswer)).toMatchObject([
      { own: true, threadKey: 'Ugx1', threadHints: { references: ['Ugx1'] } },
    ])
    expect(parse(comments.edited).map(({ type }) => type)).toEqual(['message', 'edit'])
    expect(parse(comments.held)).toMatchObject([{ type: 'message' }, { type: 'hide', hidden: true }])
  })

  test('pages back to what is known, reads long threads only where they grew, never searches', async () => {
    youtube.threads = {
      published: Array.from({ length: 130 }, (_, n) =>
        thread(`T${n}`, `2026-11-19T08:00:${String(59 - (n % 60)).padStart(2, '0')}Z`),
      ),
    }
    const first = await fetch()
    expect(first.items).toHaveLength(100)
    youtube.threads['published']!.unshift(thread('N1', '2026-11-20T08:00:00Z', 8, 5))
    youtube.replies.set(
      'N1',
      Array.from({ length: 8 }, (_, n) => comment(`N1.${n}`, '2026-11-20T08:00:00Z', 'N1')),
    )
    youtube.calls.length = 0
    const second = await fetch(first.cursor)
    expect(second.items.some(({ sourceKey }) => sourceKey === 'comment/N1.7')).toBe(true)
    expect(youtube.calls.map(({ call }) => call)).toEqual([
      'GET /commentThreads',
      'GET /commentThreads',
      'GET /commentThreads',
      'GET /comments',
    ])
    const third = await fetch(second.cursor)
    expect(youtube.calls).toHaveLength(7)
    expect(third.nextAfterMs!).toBeGreaterThan(second.nextAfterMs!)
    expect(meter.calls.every(({ kind }) => !kind.includes('search'))).toBe(true)
    expect(youtube.renewals).toBe(1)
  })
})

describe('what the list of the newest does not say', () => {
  const many = (count: number, replies = 0) =>
    Array.from({ length: count }, (_, n) => thread(`T${n}`, '2026-11-01T08:00:00Z', replies))
  test('answers under old threads are found in turn, fifty threads for a unit', async () => {
    youtube.threads = { published: many(70) }
    const first = await fetch()
    youtube.threads = { published: [thread('N', '2026-11-20T08:00:00Z')] }
    youtube.old = many(70)
    youtube.old[65] = thread('T65', '2026-11-01T08:00:00Z', 1)
    youtube.old[3] = thread('T3', '2026-11-01T08:00:00Z', 7, 5)
    youtube.replies.set(
      'T3',
      Array.from({ length: 7 }, (_, n) => comment(`T3.${n}`, '2026-11-20T08:00:00Z', 'T3')),
    )
    youtube.calls.length = 0
    const second = await fetch(first.cursor)
    const third = await fetch(second.cursor)
    const keys = (items: { sourceKey: string }[]) => items.map(({ sourceKey }) => sourceKey)
    expect(keys(second.items)).toContain('comment/T3.6')
    expect(keys(second.items)).not.toContain('comment/T65.0')
    expect(keys(third.items)).toContain('comment/T65.0')
    const asked = youtube.calls.flatMap(({ query }) => (query['id'] ? [query['id'].split(',')] : []))
    expect(asked.map((ids) => ids.length)).toEqual([50, 50])
    expect(new Set(asked.flat()).size).toBe(70)
    // Used up for today: the newest are still taken.
    youtube.refuse(/GET \/comments/, problem(403, 'quotaExceeded'))
    await expect(fetch(third.cursor)).resolves.toMatchObject({ more: false })
  })
  test('a comment held back is hidden, shown again it stands in the open, each told once', async () => {
    const parse = (item: unknown) => youtubeConnector.parse(item as never, parsing)
    const one = thread('H', '2026-11-20T08:00:00Z')
    youtube.threads = { heldForReview: [one] }
    const held = await fetch()
    expect(parse(held.items[0])).toMatchObject([{ type: 'message' }, { type: 'hide', hidden: true }])
    youtube.threads = { published: [one] }
    const shown = await fetch(held.cursor)
    expect(parse(shown.items[0])).toMatchObject([{ type: 'message' }, { type: 'hide', hidden: false }])
    expect(shown.items[0]!.version).not.toBe(held.items[0]!.version)
    const later = await fetch(shown.cursor)
    expect(parse(later.items[0])).toMatchObject([{ type: 'message' }])
  })
})

describe('the quota of a day', () => {
  const noon = Date.UTC(2026, 10, 20, 20)
  test('Google counts by the day in California', () => {
    expect(quotaDay(Date.UTC(2026, 10, 20, 7, 59, 59))).toEqual({ day: '2026-11-19', leftMs: 1_000 })
    expect(quotaDay(noon)).toEqual({ day: '2026-11-20', leftMs: 12 * 3_600_000 })
  })
  test('soon after news, less often while it is quiet, and units last to the end of the day', () => {
    const quota = { dailyQuota: 10_000, keptForAnswers: 2_000 }
    const look = (given: object) =>
      nextLookMs(quota, { used: 0, cost: 2, isNews: false, lastMs: 300_000, ...given }, noon)
    expect(look({ isNews: true })).toBe(120_000)
    expect(look({})).toBe(450_000)
    expect(look({ lastMs: 10_000_000 })).toBe(1_800_000)
    // 100 units are left, 2 a look: 50 looks in twelve hours.
    expect(look({ isNews: true, used: 7_900 })).toBe((12 * 3_600_000) / 50)
    expect(look({ used: 8_000 })).toBe(12 * 3_600_000)
  })
  test('reading stops before the units of answers; then answers stop too', async () => {
    meter.used = 8_000
    await expect(fetch()).rejects.toMatchObject({ kind: 'transient', code: 'quota-used-up' })
    expect(await send()).toMatchObject({ state: 'handed_over' })
    meter.used = 9_980
    expect(await send()).toMatchObject({ state: 'retry', code: 'quota-used-up' })
    expect(youtube.calls.map(({ call }) => call)).toEqual(['POST /comments'])
  })
})

const outgoing = (target: Partial<OutgoingTarget & { kind: 'reply' }> = {}): Outgoing => ({
  ...blankAnswer,
  text: 'Eine 12-fache.',
  target: {
    kind: 'reply',
    threadKey: 'Ugx1',
    visibility: 'public',
    replyTo: 'Ugx1.a2',
    meta: {},
    person: null,
    privately: false,
    lastInboundAt: null,
    ...target,
  },
})
const send = (target = {}) => youtubeConnector.send!(context, outgoing(target))

describe('answering', () => {
  test('under the first comment of the thread; never privately', async () => {
    expect(await send()).toMatchObject({
      state: 'handed_over',
      providerId: expect.stringMatching(/^Ugx1\.n/) as string,
    })
    expect(youtube.calls.at(-1)!.json).toEqual({ snippet: { parentId: 'Ugx1', textOriginal: 'Eine 12-fache.' } })
    expect(await send({ privately: true })).toMatchObject({ state: 'failed', code: 'not-private' })
  })
  test.each([
    [403, 'quotaExceeded', 'retry', 'quota-used-up'],
    [403, 'commentsDisabled', 'failed', 'comments-closed'],
    [404, 'parentCommentNotFound', 'failed', 'message-gone'],
    [403, 'forbidden', 'failed', 'not-allowed-there'],
    [500, 'backendError', 'unclear', 'server-error'],
  ])('%i %s', async (status, reason, state, code) => {
    youtube.refuse(/POST \/comments/, problem(status, reason))
    expect(await send()).toMatchObject({ state, code })
  })
  test('hide, show, delete', async () => {
    for (const action of ['hide', 'unhide', 'delete'] as const)
      expect(
        await youtubeConnector.act!(context, { action, externalId: 'Ugx1.a2', threadKey: 'Ugx1', meta: {} }),
      ).toMatchObject({ state: 'handed_over' })
    expect(youtube.calls.map(({ query }) => query['moderationStatus'] ?? null)).toEqual([
      'heldForReview',
      'published',
      null,
    ])
  })
  test('the test of a connection names the channel', async () => {
    expect(await youtubeConnector.test!(context)).toMatchObject({ ok: true, found: { title: 'Uferlinie' } })
    const other = { ...context, secrets, settings: { ...context.settings, channelId: 'UCanderesanderesanderesan' } }
    expect(await youtubeConnector.test!(other)).toMatchObject({ ok: false, steps: [{}, {}, { code: 'other-account' }] })
  })
})
