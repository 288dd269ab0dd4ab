import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  ConnectorError,
  type InboundMessage,
  type MeteredCall,
  type Outgoing,
  type OutgoingTarget,
  type ParseContext,
} from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { activityItems } from './activity.ts'
import { posts, pushedBatch } from './conformance-case.ts'
import { xConnector } from './connector.ts'
import { signature } from './receive.ts'
import type { XContext, XSecrets } from './settings.ts'
import { startX, type XStub } from './testing/stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const settings = xConnector.settings.parse({ username: 'uferlinie', readMessages: true })
const parsing: ParseContext<typeof settings> = { presenceId: 'p', settings, ownAddresses: [], nowMs: 0 }
const message = (item: { sourceKey: string }) => xConnector.parse(item as never, parsing)[0] as InboundMessage

let x: XStub
let context: XContext
let stored: XSecrets
const meter = { calls: [] as MeteredCall[], used: 0 }

beforeAll(async () => {
  x = await startX()
  stored = { clientId: 'app', clientSecret: 'geheim', refreshToken: x.refreshToken }
  let renewing = Promise.resolve<unknown>(null)
  context = {
    presenceId: 'p',
    settings: { ...settings, apiRoot: x.url },
    get secrets() {
      return stored
    },
    egress: makeEgress({ allow: [new URL(x.url).host] }),
    split: () => Promise.reject(new Error('not here')),
    // One after the other, as the lock of the presence's row does it.
    renewSecrets(renew) {
      const next = renewing.then(async () => (stored = (await renew(stored)).secrets))
      renewing = next.catch(() => {})
      return next
    },
    meter: {
      async take(call) {
        if (call.most !== null && meter.used + call.amount > call.most) return false
        meter.used += call.amount
        meter.calls.push(call)
        return true
      },
      async giveBack({ amount }) {
        meter.used -= amount
      },
      usedOn: async () => meter.used,
    },
    signal: new AbortController().signal,
  }
})
afterAll(async () => {
  await context.egress.close()
  await x.close()
})
beforeEach(() => {
  x.calls.length = 0
  x.lists.clear()
  Object.assign(meter, { calls: [], used: 0 })
})

const raw = (item: { raw: Uint8Array }) => JSON.parse(Buffer.from(item.raw).toString()) as { post: { id: string } }
const fetch = async (cursor: Record<string, unknown> = {}, given: Partial<typeof settings> = {}) => {
  const session = await xConnector.open!({ ...context, secrets: stored, settings: { ...context.settings, ...given } })
  return session.fetch(cursor)
}

describe('posts and messages', () => {
  test('a mention is directed and public; links are shown where they lead, HTML signs as signs', () => {
    expect(message(posts.mention)).toMatchObject({
      externalId: '9001',
      threadKey: '9001',
      directed: true,
      visibility: 'public',
      text: '@uferlinie wo bleibt mein Rad? https://shop.example/rad <3',
      author: { kind: 'handle', scope: 'x', key: '501', display: '@gerda_lund' },
      permalink: 'https://x.com/gerda_lund/status/9001',
    })
    expect(message(posts.ourAnswer)).toMatchObject({ own: true, threadHints: { references: ['9001'] } })
    expect(message(posts.answer)).toMatchObject({ threadKey: '9001', threadHints: { references: ['9002'] } })
    expect(message(posts.picture)).toMatchObject({
      text: '@uferlinie so kam es an',
      attachments: [{ alt: 'Ein verbogener Lenker' }],
    })
  })

  test('an edit is the same message and what it says now', () => {
    const events = xConnector.parse(posts.edited, parsing)
    expect(events).toMatchObject([
      { type: 'message', externalId: '9005' },
      { type: 'edit', externalId: '9005' },
    ])
  })

  test('a message of two is kept by who it is with, read or pushed', () => {
    expect(message(posts.message)).toMatchObject({
      externalId: 'dm/8001',
      threadKey: 'with:501',
      visibility: 'private',
    })
    const [post, pushedMessage] = activityItems(pushedBatch)!
    expect(message(post!)).toMatchObject({ externalId: '9100', directed: true, author: { display: '@karl_boie' } })
    expect(message(pushedMessage!)).toMatchObject({ externalId: 'dm/8100', threadKey: 'with:502' })
  })
})

describe('pushed to us', () => {
  const { receive } = xConnector
  const check = { secrets: ['consumer'], nowMs: 0 }
  test('answers the question whether it is us with the secret, and never without', () => {
    const right = createHmac('sha256', 'consumer').update('abc').digest('base64')
    expect(
      receive!.challenge!({ crc_token: 'abc' }, { ...stored, consumerSecret: 'consumer' }, settings),
    ).toMatchObject({
      status: 200,
      body: JSON.stringify({ response_token: `sha256=${right}` }),
    })
    expect(receive!.challenge!({ crc_token: 'abc' }, stored, settings)).toBeNull()
    // The answer is signed like a push: nobody may have a push of their own making signed.
    const made = '{"for_user_id":"1","tweet_create_events":[]}'
    const [object, list] = [made, '[]'].map((asked) =>
      receive!.challenge!({ crc_token: asked }, { ...stored, consumerSecret: 'consumer' }, settings),
    )
    expect([object, list]).toEqual([null, null])
    expect(receive!.secretsOf(stored, settings)).toEqual([])
  })
  test('what came for another account of the app says whose it is, by name and by id', () => {
    const dm = (of: string, name: string) => ({
      for_user_id: of,
      direct_message_events: [
        {
          type: 'message_create',
          id: '8200',
          message_create: { sender_id: '503', target: { recipient_id: of }, message_data: { text: 'Nur für euch' } },
        },
      ],
      users: { [of]: { id: of, screen_name: name }, '503': { id: '503', screen_name: 'lotte' } },
    })
    const reply = {
      for_user_id: '7001',
      tweet_create_events: [
        {
          id_str: '9300',
          text: 'Danke',
          user: { id_str: '503', screen_name: 'lotte' },
          in_reply_to_user_id_str: '7001',
          in_reply_to_screen_name: 'Schwesterfirma',
        },
      ],
    }
    const itemsOf = (body: object) => activityItems(Buffer.from(JSON.stringify(body)))!
    const [own] = itemsOf(dm('7000', settings.username.toUpperCase()))
    expect(receive!.accounts!.ofItem(own!)).toEqual({ name: settings.username.toLowerCase(), id: '7000' })
    expect(message(own!)).toMatchObject({ threadKey: 'with:503', text: 'Nur für euch' })
    for (const [foreign] of [itemsOf(dm('7001', 'Schwesterfirma')), itemsOf(reply)]) {
      expect(receive!.accounts!.ofItem(foreign!)).toEqual({ name: 'schwesterfirma', id: '7001' })
    }
    // What names nobody still says by its id whose it is: deletions, receipts.
    const [deleted] = itemsOf({ for_user_id: '7001', tweet_delete_events: [{ status: { id: '9300' } }] })
    expect(receive!.accounts!.ofItem(deleted!)).toEqual({ name: null, id: '7001' })
  })
  test('only over these very bytes', () => {
    const header = { 'x-twitter-webhooks-signature': signature('consumer', pushedBatch) }
    expect(receive!.verify(pushedBatch, header, check)).toEqual({ ok: true })
    expect(receive!.verify(Buffer.concat([pushedBatch, Buffer.from(' ')]), header, check)).toEqual({
      ok: false,
      reason: 'wrong',
    })
    expect(receive!.verify(pushedBatch, {}, check)).toEqual({ ok: false, reason: 'no-signature' })
  })
  test('the whole batch; what is no JSON is kept with its bytes', () => {
    expect(receive!.unpack(pushedBatch, {}).map(({ sourceKey }) => sourceKey)).toEqual(['post/9100', 'message/8100'])
    expect(receive!.unpack(Buffer.from('{"for_'), {})).toHaveLength(1)
  })
})

describe('reading by asking', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      id: String(5_000 - at),
      text: '@uferlinie hallo',
      author_id: '501',
      created_at: new Date().toISOString(),
    }))

  test('pages one by one, then only what is newer; what was not read is not paid', async () => {
    x.lists.set('/2/users/7000/mentions', many(27))
    const first = await fetch()
    expect(first).toMatchObject({ more: true })
    const second = await fetch(first.cursor)
    const ids = [...first.items, ...second.items].map((item) => raw(item).post.id)
    expect(new Set(ids).size).toBe(27)
    expect(second.cursor).toMatchObject({ self: '7000', mentions: { since: '5000' } })
    expect(second.cursor.mentions).not.toHaveProperty('next')
    // 27 of others, two looks at who we are and our own list each cost nothing but the one read of ourselves.
    expect(meter.used).toBeCloseTo(27 * 0.005 + 0.001, 6)
    x.lists.set('/2/users/7000/mentions', [{ ...many(1)[0]!, id: '5001' }, ...many(27)])
    const third = await fetch(second.cursor)
    expect(third.items.map(({ sourceKey }) => sourceKey)).toEqual(['post/5001'])
    expect(third).toMatchObject({ more: false, nextAfterMs: 15 * 60_000 })
  })

  test('over the budget it rests until tomorrow; an answer passes when the person says so', async () => {
    await expect(fetch({ self: '7000' }, { dailyBudget: 0.05 })).rejects.toMatchObject({
      kind: 'transient',
      code: 'budget-used-up',
    })
    expect(x.calls).toEqual([])
    const poor = { ...context, secrets: stored, settings: { ...context.settings, dailyBudget: 0 } }
    expect(await xConnector.send!(poor, outgoing())).toMatchObject({ state: 'handed_over' })
    const strict = { ...poor, settings: { ...poor.settings, answersPassBudget: false } }
    expect(await xConnector.send!(strict, outgoing())).toMatchObject({ state: 'retry', code: 'budget-used-up' })
  })

  test('a window that is used up is waited for', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 300)
    x.refuse(/mentions/, {
      status: 429,
      body: {},
      headers: { 'x-rate-limit-reset': reset, 'x-rate-limit-remaining': '0' },
    })
    const error = await fetch({ self: '7000' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConnectorError)
    expect((error as ConnectorError).retryAfterMs).toBeGreaterThan(200_000)
    expect(meter.used).toBe(0)
  })

  test('a refresh token is used once, whoever renews at the same time', async () => {
    stored = { ...stored, accessTokenExpiresAt: new Date(0).toISOString() }
    const before = x.renewals
    await Promise.all([fetch({ self: '7000' }), fetch({ self: '7000' }), fetch({ self: '7000' })])
    expect(x.renewals).toBe(before + 1)
    expect(stored.refreshToken).toBe(x.refreshToken)
  })

  test('a process that ends while it renews still keeps the new refresh token: the old one is used up', async () => {
    stored = { ...stored, accessTokenExpiresAt: new Date(0).toISOString() }
    const before = x.renewals
    const stop = new AbortController()
    const egress: typeof context.egress = {
      ...context.egress,
      fetch(url, options) {
        const answer = context.egress.fetch(url, options)
        if (url.endsWith('/oauth2/token')) stop.abort()
        return answer
      },
    }
    const session = await xConnector.open!({ ...context, secrets: stored, egress, signal: stop.signal })
    await expect(session.fetch({ self: '7000' })).rejects.toThrow('cancelled')
    expect(x.renewals).toBe(before + 1)
    expect(stored.refreshToken).toBe(x.refreshToken)
  })

  test('what was read and paid for is stored, though the next list is over the budget', async () => {
    x.lists.set('/2/users/7000/mentions', many(3))
    const tight = { dailyBudget: 0.11 }
    const first = await fetch({ self: '7000' }, tight)
    expect(first).toMatchObject({ more: true, cursor: { mentions: { since: '5000' } } })
    expect(first.items).toHaveLength(3)
  })

  test('a token that was only typed is not used up by a test', async () => {
    const before = x.renewals
    const draft = { ...context, presenceId: '', secrets: { clientId: 'app', refreshToken: 'typed' } }
    expect(await xConnector.test!(draft)).toEqual({ ok: true, steps: [], found: {} })
    expect(x.renewals).toBe(before)
    expect(await xConnector.test!({ ...context, secrets: stored })).toMatchObject({
      ok: true,
      found: { title: '@uferlinie' },
    })
  })
})

const outgoing = (
  given: Partial<Outgoing> = {},
  target: Partial<OutgoingTarget & { kind: 'reply' }> = {},
): Outgoing => ({
  ...blankAnswer,
  text: '@gerda_lund Es kommt am Montag.',
  target: {
    kind: 'reply',
    threadKey: '9001',
    visibility: 'public',
    replyTo: '9003',
    meta: {},
    person: { key: '501', display: '@gerda_lund' },
    privately: false,
    lastInboundAt: null,
    ...target,
  },
  ...given,
})

describe('answering', () => {
  const send = (given: Partial<Outgoing> = {}, target = {}) =>
    xConnector.send!({ ...context, secrets: stored }, outgoing(given, target))

  test('under a post, privately, in a message of two, as a post of ours', async () => {
    expect(await send()).toMatchObject({ state: 'handed_over', providerId: expect.stringMatching(/^99/) as string })
    expect(await send({}, { privately: true })).toMatchObject({
      providerId: expect.stringMatching(/^dm\/88/) as string,
    })
    await send({}, { threadKey: 'with:501', visibility: 'private' })
    await send({ target: { kind: 'post' } })
    expect(x.calls.map(({ call, json }) => [call, json['reply'] ?? null])).toEqual([
      ['POST /2/tweets', { in_reply_to_tweet_id: '9003' }],
      ['POST /2/dm_conversations/with/501/messages', null],
      ['POST /2/dm_conversations/with/501/messages', null],
      ['POST /2/tweets', null],
    ])
  })

  test('pictures go up in pieces with their words before the post', async () => {
    const content = new Uint8Array(1024 * 1024 + 5)
    await send({ attachments: [{ name: 'a.png', type: 'image/png', content, alt: 'Ein Rad' }] })
    expect(x.calls.map(({ call }) => call)).toEqual([
      'POST /2/media/upload/initialize',
      'POST /2/media/upload/500/append',
      'POST /2/media/upload/500/append',
      'POST /2/media/upload/500/finalize',
      'POST /2/media/metadata',
      'POST /2/tweets',
    ])
    expect(x.calls.at(-1)!.json['media']).toEqual({ media_ids: ['500'] })
  })

  test('weighted length; a link costs more', async () => {
    expect(await send({ text: '漢'.repeat(141) })).toMatchObject({ state: 'failed', code: 'too-long' })
    expect(
      await send({ text: `${'x'.repeat(256)} https://de.wikipedia.org/ein/sehr/langer/weg/der/nur/23/zaehlt` }),
    ).toMatchObject({ state: 'handed_over' })
    expect(meter.calls.at(-1)).toMatchObject({ kind: 'writeWithLink', amount: 0.2 })
  })

  test.each([
    [403, 'You are not allowed to create a Tweet with duplicate content.', 'failed', 'duplicate'],
    [403, 'You are not permitted to perform this action.', 'failed', 'not-allowed-there'],
    [402, 'CreditsDepleted', 'failed', 'credits-used-up'],
    [404, 'Not found', 'failed', 'message-gone'],
    [503, 'Service Unavailable', 'retry', 'server-error'],
    [500, 'Internal', 'unclear', 'server-error'],
  ])('%i %s', async (status, detail, state, code) => {
    x.refuse(/POST \/2\/tweets/, { status, body: { detail } })
    expect(await send()).toMatchObject({ state, code })
  })

  test('like, take back, hide, show, delete', async () => {
    for (const action of ['like', 'unlike', 'hide', 'unhide', 'delete'] as const)
      expect(
        await xConnector.act!(
          { ...context, secrets: stored },
          { action, externalId: '9003', threadKey: '9001', meta: {} },
        ),
      ).toMatchObject({ state: 'handed_over' })
    expect(x.calls.map(({ call }) => call).filter((call) => !call.endsWith('/me'))).toEqual([
      'POST /2/users/7000/likes',
      'DELETE /2/users/7000/likes/9003',
      'PUT /2/tweets/9003/hidden',
      'PUT /2/tweets/9003/hidden',
      'DELETE /2/tweets/9003',
    ])
  })
})
