import { capabilitiesWith } from '@resonanz/contracts'
import { numbered, splitIntoParts } from '@resonanz/contracts/length'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cursor, InboundMessage, Outgoing, OutgoingTarget, RawItem } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { examineFaults } from '../testing/examine-faults.ts'
import type { MastodonContext } from './client.ts'
import { mastodonConnector } from './connector.ts'
import { limitsOf, streamOf } from './limits.ts'
import { type MastodonStub, startMastodonStub } from './testing/stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const account = 'service@sozial.example'
let stub: MastodonStub
let stop: AbortController
let context: MastodonContext

beforeAll(async () => {
  stub = await startMastodonStub()
})
afterAll(() => stub.close())
beforeEach(() => {
  stop = new AbortController()
  context = contextWith({})
  return () => stop.abort()
})

function contextWith(settings: Record<string, unknown>, secrets = { accessToken: stub.token }): MastodonContext {
  return {
    presenceId: 'p',
    settings: mastodonConnector.settings.parse({ instance: stub.url, account, streaming: false, ...settings }),
    secrets,
    egress: makeEgress({ allow: [new URL(stub.url).host] }),
    split: () => Promise.reject(new Error('not here')),
    renewSecrets: () => Promise.reject(new Error('not here')),
    signal: stop.signal,
  }
}
const parsing = { presenceId: 'p', ownAddresses: [], nowMs: 0 }
const eventsOf = (items: RawItem[]) =>
  items.flatMap((item) => mastodonConnector.parse(item, { ...parsing, settings: context.settings }))

async function visit(cursor: Cursor, from = context) {
  const session = await mastodonConnector.open!(from)
  try {
    return await session.fetch(cursor)
  } finally {
    await session.close()
  }
}
/** As if the last look at what we know were long ago. */
const lookDue = (cursor: Cursor): Cursor => ({ ...cursor, checkedAtMs: 0 })

describe('reading (stub)', () => {
  test('what was there before stays out; then everything, page after page, in order, once', async () => {
    stub.say({ content: '<p>@service vorher</p>' })
    let { cursor } = await visit({})
    for (let n = 1; n <= 130; n += 1) stub.say({ content: `<p>@service Frage ${n}</p>` })
    const first = await visit(cursor)
    const second = await visit(first.cursor)
    expect(first.more).toBe(true)
    const texts = eventsOf([...first.items, ...second.items]).map((event) => (event as InboundMessage).text)
    expect(texts).toEqual(Array.from({ length: 130 }, (_, n) => `@service Frage ${n + 1}`))
    ;({ cursor } = second)
    expect((await visit(cursor)).items).toEqual([])
    expect(stub.offences).toEqual([])
  })

  test('what was there before stays out though its clock is ahead, and the reconcile does not ask for it', async () => {
    stub.say({ created_at: new Date(Date.now() + 86_400_000).toISOString() })
    const { items, cursor } = await visit({})
    expect(items).toEqual([])
    const session = await mastodonConnector.open!(context)
    expect(await session.keys!(cursor)).toEqual([])
    for (const known of stub.statuses.keys()) stub.statuses.delete(known)
  })

  test('what was said before comes in where that is asked for, marked', async () => {
    const { items } = await visit({}, contextWith({ backfillDays: 1 }))
    expect(items.length).toBe(80)
    expect(eventsOf(items)[0]).toMatchObject({ meta: { imported: true }, directed: true })
  })

  test('an answer belongs to the first of its conversation; a private one stands apart and knows its parent', async () => {
    const { cursor } = await visit({})
    const root = stub.say({})
    const ours = { ...root, id: '9001', uri: `${stub.url}/users/service/statuses/9001`, in_reply_to_id: root.id }
    stub.statuses.set('9001', { ...ours, account: { id: '1', acct: 'service' } })
    stub.say({ in_reply_to_id: '9001' })
    stub.say({ in_reply_to_id: '9001', visibility: 'direct' })
    stub.say({ in_reply_to_id: '9001', visibility: 'direct', account: { id: '77', acct: 'fremd@anderswo.example' } })
    const events = eventsOf((await visit(cursor)).items).filter(
      (event): event is InboundMessage => event.type === 'message',
    )
    expect(
      events.map(({ threadKey, visibility, threadHints }) => [threadKey, visibility, threadHints.references]),
    ).toEqual([
      [root.uri, 'public', []],
      [root.uri, 'public', [ours.uri]],
      [`private gerda@nutzer.example ${root.uri}`, 'private', [ours.uri]],
      [`private fremd@anderswo.example ${root.uri}`, 'private', [ours.uri]],
    ])
  })

  test('edits and deletions nobody told us of are found again; a server that forgot everything is not believed', async () => {
    let { cursor } = await visit({})
    const [one, two] = [stub.say({}), stub.say({})]
    ;({ cursor } = await visit(cursor))
    stub.statuses.set(one.id, { ...one, content: '<p>Nun mein Lastenrad</p>', edited_at: '2026-11-19T08:30:00.000Z' })
    stub.statuses.delete(two.id)
    const again = await visit(lookDue(cursor))
    expect(eventsOf(again.items)).toEqual([
      {
        type: 'edit',
        externalId: one.uri,
        text: 'Nun mein Lastenrad',
        html: null,
        occurredAt: '2026-11-19T08:30:00.000Z',
      },
      { type: 'delete', externalId: two.uri, occurredAt: null },
    ])
    expect((await visit(lookDue(again.cursor))).items).toEqual([])

    for (let n = 0; n < 25; n += 1) stub.say({})
    const known = await visit(again.cursor)
    const kept = new Map(stub.statuses)
    stub.statuses.clear()
    expect((await visit(lookDue(known.cursor))).items).toEqual([])
    for (const [id, status] of kept) stub.statuses.set(id, status)
  })

  test('hashtags and searches: said to nobody, what speaks to us comes only as said to us', async () => {
    const from = contextWith({ hashtags: ['#Rad'], searches: ['Bremse'] })
    let { cursor } = await visit({}, from)
    const tags = [{ name: 'rad' }]
    stub.say({ tags })
    const found = { mentions: [], account: { id: '77', acct: 'karl@nutzer.example' } }
    const tagged = stub.say({ ...found, tags, content: '<p>Schönes Wetter</p>' }, { type: 'follow' })
    const worded = stub.say({ ...found, content: '<p>Die Bremse quietscht</p>' }, { type: 'follow' })
    const { items, cursor: next } = await visit(cursor, from)
    const messages = eventsOf(items).filter((event): event is InboundMessage => event.type === 'message')
    expect(messages.map(({ externalId, directed, meta }) => [externalId, directed, meta['sources']])).toEqual([
      [expect.any(String), true, undefined],
      [tagged.uri, false, ['#Rad']],
      [worded.uri, false, ['Bremse']],
    ])
    cursor = next
    expect((await visit(cursor, from)).items).toEqual([])
  })

  test('what we wrote in the app is ours; the first visit leaves out what is old', async () => {
    const { cursor } = await visit({})
    const question = stub.say({})
    const taken = await visit(cursor)
    const id = '9100'
    stub.statuses.set(id, {
      ...question,
      id,
      uri: `${stub.url}/users/service/statuses/${id}`,
      account: { id: '1', acct: 'service' },
      in_reply_to_id: question.id,
      created_at: '2026-11-19T08:00:00.000Z',
    })
    const [own] = eventsOf((await visit(taken.cursor)).items)
    expect(own).toMatchObject({ type: 'message', own: true, threadKey: question.uri })
    expect(own).not.toHaveProperty('addressee')
    const led = { ...stub.statuses.get(id)!, id: '9101', uri: `${stub.url}/users/service/statuses/9101` }
    stub.statuses.set('9101', { ...led, visibility: 'direct', mentions: [{ id: '2', acct: 'Gerda@nutzer.example' }] })
    const aside = eventsOf((await visit(taken.cursor)).items).find(
      (event) => event.type === 'message' && event.externalId === led.uri,
    )
    expect(aside).toMatchObject({ own: true, visibility: 'private', addressee: 'gerda@nutzer.example' })
  })

  test('signs, and an entry in a shape nobody knows, lose nothing', async () => {
    const { cursor } = await visit({})
    const ours = [...stub.statuses.values()].find(({ account: who }) => (who as { id: string }).id === '1')!
    stub.say({}, { type: 'favourite', status: ours })
    stub.say({}, { type: 'mention', status: { id: 7 } })
    const { items } = await visit(cursor)
    expect(eventsOf(items.slice(0, 1))).toMatchObject([
      { type: 'reaction', externalId: ours.uri, emoji: '⭐', present: true },
    ])
    expect(items[1]!.sourceKey).toMatch(/^odd\//)
  })

  test('the reconcile knows what belongs to us, and brings what is missing', async () => {
    const { cursor } = await visit({})
    const missed = stub.say({})
    const session = await mastodonConnector.open!(context)
    const keys = await session.keys!(cursor)
    expect(keys).toEqual([`status/${missed.uri}`])
    expect(eventsOf(await session.take!(keys))).toMatchObject([{ externalId: missed.uri, directed: true }])
  })

  test('what the server itself allows is told at every visit, and holds over what is usual', async () => {
    const { cursor, limits } = await visit({})
    expect(limits).toEqual({
      maxLength: 468,
      link: 23,
      maxFiles: 4,
      maxBytesEach: 16_777_216,
      maxBytesImage: 16_777_216,
      types: ['image/png'],
      maxAlt: 1_500,
    })
    expect((await visit(cursor)).limits).toEqual(limits)
    expect(capabilitiesWith('mastodon', limits)).toMatchObject({
      maxLength: { count: 468, unit: 'graphemes', link: 23 },
      attachments: { maxCount: 4, maxBytesEach: 16_777_216, types: ['image/png'], alt: true },
    })
  })

  test.each([
    [5_000, 1],
    [300, 5],
  ])('a server of %i characters takes what is measured by its own limit', async (most, parts) => {
    stub.maxCharacters = most
    try {
      const { limits } = await visit({})
      const limit = capabilitiesWith('mastodon', limits).maxLength!
      const text = 'Ihr Rad steht ab Montag in der Werkstatt bereit. '.repeat(22).trim()
      const split = splitIntoParts(limit, text)!
      const words = split.length === 1 ? [text] : numbered(split)
      expect(words).toHaveLength(parts)
      const root = stub.say({})
      for (const part of words) {
        const target = reply({ replyTo: root.uri, meta: { uri: root.uri, statusId: root.id } })
        expect(await mastodonConnector.send!(context, outgoing(target, { text: part }))).toMatchObject({
          state: 'handed_over',
        })
      }
    } finally {
      stub.maxCharacters = 500
    }
  })

  test('figures that cannot be are not believed', () => {
    const of = (statuses: object) => limitsOf({ configuration: { statuses } })
    expect(of({ max_characters: 1 })).toEqual({})
    expect(of({ max_characters: 600, max_media_attachments: 1e9 })).toEqual({})
    expect(of({ max_characters: 9e9 }).maxLength).toBe(1_000_000)
    expect(limitsOf({})).toEqual({})
  })

  test('a quota used up waits until it is whole again; HTML instead of JSON breaks nothing', async () => {
    const reset = new Date(Date.now() + 90_000).toISOString()
    stub.once.set('GET /api/v1/notifications', { status: 429, body: '{}', headers: { 'x-ratelimit-reset': reset } })
    const error = await visit({}).catch((thrown: { retryAfterMs: number }) => thrown)
    expect((error as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(60_000)
    const other = contextWith({ account: 'anders@sozial.example' })
    await expect(visit({}, other)).rejects.toMatchObject({ kind: 'sign_in', code: 'other-account' })
    stub.once.set('GET /api/v1/notifications', { status: 200, body: '<h1>Wartung</h1>' })
    await expect(visit({})).rejects.toMatchObject({ kind: 'transient', code: 'not-json' })
    stub.once.set('GET /api/v1/notifications', { status: 404, body: '<h1>404 Not Found</h1>' })
    await expect(visit({})).rejects.toMatchObject({ kind: 'permanent', code: 'not-found' })
  })
})

describe('quotes', () => {
  const quoted = {
    uri: 'https://a.example/1',
    url: 'https://a.example/@ina/1',
    content: '<p>Nie wieder.</p><p>Ina</p>',
  }
  const account = { id: '3', acct: 'ina@a.example' }
  const told = (more: Record<string, unknown>, content = '<p>Sehe ich auch so</p>') => {
    const status = { ...stub.say({ content }), ...more }
    const raw = Buffer.from(JSON.stringify(status))
    const [event] = eventsOf([{ sourceKey: 'x', contentType: 'application/json', source: {}, raw }])
    return event as InboundMessage
  }

  test.each([
    ['Mastodon', { quote: { state: 'accepted', quoted_status: { ...quoted, account } } }],
    ['Akkoma', { quote: { ...quoted, account } }],
    ['Pleroma', { pleroma: { quote: { ...quoted, account } } }],
  ])('stand below the words, by whom and where (%s)', (_, more) => {
    const fallback = '<p class="quote-inline">RE: <a href="https://a.example/@ina/1">…</a></p><p>Sehe ich auch so</p>'
    const { text, fullText } = told(more, fallback)
    expect(text).toBe('Sehe ich auch so')
    expect(fullText).toBe('Sehe ich auch so\n\n> @ina@a.example: Nie wieder.\n> \n> Ina\n> https://a.example/@ina/1')
  })

  test('nothing but a quote is what was said; one that may not be seen leaves the link', () => {
    expect(told({ quote: { ...quoted, account } }, '')).toMatchObject({
      text: expect.stringContaining('> @ina@a.example: Nie wieder.'),
      fullText: null,
    })
    const hidden = told({ quote: { state: 'revoked', quoted_status: null } }, '<p>RE: https://a.example/1 Seht her</p>')
    expect(hidden).toMatchObject({ text: 'RE: https://a.example/1 Seht her', fullText: null })
  })
})

describe('stream (stub)', () => {
  test('wakes; edits and deletions come at once; without it the pace of asking holds', async () => {
    const streaming = contextWith({ streaming: true })
    const session = await mastodonConnector.open!(streaming)
    let { cursor } = await session.fetch({})
    expect(stub.streams()).toBe(1)
    const waiting = session.wait!(30_000, stop.signal)
    const said = stub.say({})
    expect(await waiting).toBe('news')
    ;({ cursor } = await session.fetch(cursor))
    stub.stream('status.update', { ...said, content: '<p>anders</p>', edited_at: '2026-11-19T08:30:00.000Z' })
    stub.stream('delete', said.id)
    stub.stream('delete', '424242')
    expect(await session.wait!(30_000, stop.signal)).toBe('news')
    const told = await session.fetch(cursor)
    expect(eventsOf(told.items)).toMatchObject([
      { type: 'edit', externalId: said.uri, text: 'anders' },
      { type: 'delete', externalId: said.uri },
    ])
    stub.breakStreams()
    // Broken: not at once again, at the pace of asking. That it broke is heard a moment later.
    await expect.poll(() => session.wait!(50, stop.signal)).toBe('closed')
    await session.close()

    const without = await mastodonConnector.open!(context)
    await without.fetch({})
    expect(without.wait).toBeUndefined()
  })
})

const reply = (given: Partial<OutgoingTarget & { kind: 'reply' }> = {}): OutgoingTarget => ({
  kind: 'reply',
  threadKey: 'x',
  visibility: 'public',
  replyTo: null,
  meta: {},
  person: { key: 'gerda@nutzer.example', display: '@gerda@nutzer.example' },
  privately: false,
  lastInboundAt: null,
  ...given,
})
const outgoing = (target: OutgoingTarget, given: Partial<Outgoing> = {}): Outgoing => ({
  ...blankAnswer,
  clientToken: crypto.randomUUID(),
  target,
  ...given,
})

describe('sending (stub)', () => {
  const send = (what: Outgoing) => mastodonConnector.send!(context, what)
  const toStatus = (status: { id: string; uri: string }, more: Record<string, unknown> = {}) => ({
    threadKey: status.uri,
    replyTo: status.uri,
    meta: { uri: status.uri, statusId: status.id, acct: 'gerda@nutzer.example', ...more },
  })

  test('as they spoke, with the name of the person, once for the same attempt', async () => {
    const status = stub.say({})
    const what = outgoing(reply(toStatus(status)))
    const first = await send(what)
    expect(await send(what)).toEqual(first)
    expect(first).toMatchObject({ state: 'handed_over', providerId: expect.stringContaining(stub.url) })
    expect(stub.writes.at(-1)).toMatchObject({
      key: what.clientToken,
      body: {
        status: '@gerda@nutzer.example Es kommt am Montag.',
        visibility: 'public',
        in_reply_to_id: status.id,
        language: 'de',
      },
    })
  })

  test('a warning stands above the answer too, unlisted stays unlisted, private stays private', async () => {
    const status = stub.say({})
    await send(outgoing(reply(toStatus(status, { contentWarning: 'Unfall', visibility: 'unlisted' }))))
    expect(stub.writes.at(-1)!.body).toMatchObject({ visibility: 'unlisted', spoiler_text: 'Unfall' })
    await send(outgoing(reply({ ...toStatus(status, { visibility: 'private' }), visibility: 'private' })))
    expect(stub.writes.at(-1)!.body).toMatchObject({ visibility: 'direct' })
    const led = await send(outgoing(reply({ ...toStatus(status), visibility: 'private', privately: true })))
    expect(led).toMatchObject({ state: 'handed_over', threadKey: `private gerda@nutzer.example ${status.uri}` })
    expect(stub.writes.at(-1)!.body).toMatchObject({ visibility: 'direct', in_reply_to_id: status.id })
  })

  test('private words name nobody but the person answered; public ones stay as they were written', async () => {
    const status = stub.say({})
    const text = 'Das hat @karl@anderswo.example gesagt, @gerda auch; Post an hilfe@firma.example.'
    await send(outgoing(reply({ ...toStatus(status), visibility: 'private' }), { text }))
    expect(stub.writes.at(-1)!.body).toMatchObject({
      visibility: 'direct',
      status: `@gerda@nutzer.example ${text.replaceAll(/(?<= )@/g, '＠')}`,
    })
    await send(outgoing(reply(toStatus(status)), { text }))
    expect(stub.writes.at(-1)!.body).toMatchObject({ visibility: 'public', status: `@gerda@nutzer.example ${text}` })
    // A longer name is another person's.
    const longer = 'Auch @gerda@nutzer.example.org fragt.'
    await send(outgoing(reply(toStatus(status)), { text: longer }))
    expect(stub.writes.at(-1)!.body).toMatchObject({ status: `@gerda@nutzer.example ${longer}` })
  })

  test('the part before is found by its address; a name that stands there is not said twice', async () => {
    const status = stub.say({})
    const first = await send(outgoing(reply(toStatus(status))))
    const replyTo = (first as { providerId: string }).providerId
    const text = '2/2 @gerda@nutzer.example und am Dienstag das Schloss.'
    await send(outgoing(reply({ ...toStatus(status), replyTo }), { text }))
    expect(stub.writes.at(-1)!.body).toMatchObject({ status: text, in_reply_to_id: replyTo.split('/').at(-1) })
  })

  test('pictures with their words, worked before they are published', async () => {
    const attachments = [{ name: 'rad.png', type: 'image/png', content: Buffer.from([1, 2]), alt: 'Größe des Rads' }]
    expect(await send(outgoing({ kind: 'post' }, { attachments }))).toMatchObject({ state: 'handed_over' })
    const [upload, post] = stub.writes.slice(-2)
    expect(upload).toMatchObject({ call: 'POST /api/v2/media', body: { description: 'Größe des Rads' } })
    expect(post!.body).toMatchObject({ visibility: 'public', media_ids: [expect.any(String)] })
    expect(stub.offences).toEqual([])
  })

  test('refusals say why', async () => {
    const status = stub.say({})
    expect(await send(outgoing(reply(toStatus(status)), { text: 'x'.repeat(501) }))).toMatchObject({
      state: 'failed',
      code: 'too-long',
    })
    stub.statuses.delete(status.id)
    expect(await send(outgoing(reply(toStatus(status))))).toMatchObject({ state: 'failed', code: 'message-gone' })
    stub.once.set('POST /api/v1/statuses', { status: 409, body: '{"error":"busy"}' })
    expect(await send(outgoing({ kind: 'post' }))).toMatchObject({ state: 'unclear' })
  })

  test('likes, pins and takes back', async () => {
    const status = stub.say({})
    const on = { externalId: status.uri, threadKey: status.uri, meta: { uri: status.uri, statusId: status.id } }
    for (const [action, path] of [
      ['like', '/favourite'],
      ['unlike', '/unfavourite'],
      ['pin', '/pin'],
    ] as const) {
      expect(await mastodonConnector.act!(context, { ...on, action })).toMatchObject({ state: 'handed_over' })
      expect(stub.writes.at(-1)!.call).toBe(`POST /api/v1/statuses/${status.id}${path}`)
    }
    expect(await mastodonConnector.act!(context, { ...on, action: 'delete', meta: {} })).toMatchObject({
      state: 'handed_over',
    })
    expect(stub.statuses.has(status.id)).toBe(false)
    expect(await mastodonConnector.act!(context, { ...on, action: 'like' })).toMatchObject({
      state: 'failed',
      code: 'message-gone',
    })
  })
})

test('the connection is tried step by step (stub)', async () => {
  expect(await mastodonConnector.test!(context)).toMatchObject({ ok: true, found: { title: 'Sozial' } })
  const steps = async (tried: MastodonContext) => (await mastodonConnector.test!(tried)).steps.at(-1)
  expect(await steps(contextWith({}, { accessToken: 'falsch' }))).toMatchObject({ ok: false, code: 'token-revoked' })
  expect(await steps(contextWith({ account: 'anders@sozial.example' }))).toMatchObject({
    step: 'sign_in',
    code: 'other-account',
  })
})

describe('faults (stub)', () => {
  examineFaults({
    connector: mastodonConnector,
    startNetwork: async () => {
      const network = await startMastodonStub()
      const say = (at: Date) => network.say({ created_at: at.toISOString() })
      return { url: network.url, say, close: () => network.close() }
    },
    settingsFor: (instance) => ({ instance, account, streaming: false }),
    secrets: { accessToken: 'stub-token' },
    writes: /^POST \/api\/v1\/statuses$/,
    outgoing: outgoing({ kind: 'post' }),
  })
})

test('our token goes to the stream of the server, but never in the clear where the server is not', () => {
  const named = (streaming: string) => ({ configuration: { urls: { streaming } } })
  expect(streamOf(named('wss://stream.example'), 'https://social.example')).toBe('wss://stream.example')
  expect(streamOf(named('ws://stream.example'), 'https://social.example')).toBeNull()
  expect(streamOf(named('http://stream.example'), 'https://social.example')).toBeNull()
  expect(streamOf(named('ws://127.0.0.1:4000'), 'http://127.0.0.1:3000')).toBe('ws://127.0.0.1:4000')
})
