import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cursor, InboundMessage, Outgoing, OutgoingTarget, RawItem } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { examineFaults } from '../testing/examine-faults.ts'
import type { DiscourseContext } from './client.ts'
import { post } from './conformance-case.ts'
import { discourseConnector } from './connector.ts'
import { type DiscourseStub, startDiscourseStub } from './testing/stub.ts'
import { unpack, verify } from './webhook.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const secret = 'ein langes Geheimnis'
let stub: DiscourseStub
beforeAll(async () => {
  stub = await startDiscourseStub()
})
afterAll(() => stub.close())

const contextWith = (given: { apiKey?: string; directed?: boolean } = {}): DiscourseContext => ({
  presenceId: 'p',
  settings: discourseConnector.settings.parse({
    url: stub.url,
    username: 'uferlinie',
    directed: given.directed ?? false,
  }),
  secrets: { apiKey: given.apiKey ?? stub.apiKey },
  egress: makeEgress({ allow: [new URL(stub.url).host] }),
  split: () => Promise.reject(new Error('not here')),
  renewSecrets: () => Promise.reject(new Error('not here')),
  signal: AbortSignal.timeout(60_000),
})
const eventsOf = (items: RawItem[], directed = false) =>
  items.flatMap((item) =>
    discourseConnector.parse(item, {
      presenceId: 'p',
      ownAddresses: [],
      nowMs: 0,
      settings: contextWith({ directed }).settings,
    }),
  )
async function visit(cursor: Cursor) {
  const session = await discourseConnector.open!(contextWith())
  return session.fetch(cursor)
}
const call = (event: string, body: unknown, id = '1') => {
  const raw = Buffer.from(JSON.stringify(body))
  return { raw, headers: { 'x-discourse-event': event, 'x-discourse-event-id': id } }
}

describe('webhook', () => {
  test('fails closed: no secret, no signature, a wrong one, changed bytes', () => {
    const { raw } = call('post_created', { post: post(1, '<p>x</p>') })
    const sign = (bytes: Uint8Array, key = secret) => ({
      'x-discourse-event-signature': `sha256=${createHmac('sha256', key).update(bytes).digest('hex')}`,
    })
    const secrets = discourseConnector.receive!.secretsOf(
      { apiKey: 'k', webhookSecret: secret },
      contextWith().settings,
    )
    expect(verify(raw, sign(raw), { secrets, nowMs: 0 })).toEqual({ ok: true })
    expect(verify(raw, sign(raw), { secrets: [], nowMs: 0 })).toMatchObject({ reason: 'no-secret' })
    expect(verify(raw, {}, { secrets, nowMs: 0 })).toMatchObject({ reason: 'no-signature' })
    expect(verify(raw, { 'x-discourse-event-signature': 'sha256=abc' }, { secrets, nowMs: 0 })).toMatchObject({
      reason: 'no-signature',
    })
    expect(verify(raw, sign(raw, 'ein anderes'), { secrets, nowMs: 0 })).toMatchObject({ reason: 'wrong' })
    expect(verify(Buffer.concat([raw, Buffer.from(' ')]), sign(raw), { secrets, nowMs: 0 })).toMatchObject({
      reason: 'wrong',
    })
    expect(discourseConnector.receive!.secretsOf({ apiKey: 'k' }, contextWith().settings)).toEqual([])
  })

  test('a post that is pushed and read is one; a call that comes again too', () => {
    const given = post(150, '<p>Die Bremse quietscht.</p>')
    const created = call('post_created', { post: given }, '7')
    const [pushed] = unpack(created.raw, created.headers)
    const again = unpack(created.raw, { ...created.headers, 'x-discourse-event-id': '8' })
    expect([pushed!.sourceKey, pushed!.version]).toEqual([again[0]!.sourceKey, again[0]!.version])
    const gone = call('post_destroyed', { post: given }, '9')
    expect(unpack(gone.raw, gone.headers)[0]!.sourceKey).toBe('event/9')
  })

  test('a body that is no JSON stays whole', () => {
    const raw = Buffer.from('<html>')
    expect(unpack(raw, { 'x-discourse-event': 'post_created' })).toMatchObject([{ raw }])
  })
})

describe('reading (stub)', () => {
  test('from the first visit on: news in order over pages, edits of what is known, nothing twice', async () => {
    stub.add({})
    let { items, cursor } = await visit({})
    expect(items).toEqual([])
    const asked = stub.add({
      cooked: '<p><a class="mention" href="/u/uferlinie">@Uferlinie</a> Hilfe bei der Bremse bitte</p>',
    })
    for (let n = 0; n < 70; n += 1) stub.add({})
    ;({ items, cursor } = await visit(cursor))
    const messages = eventsOf(items) as InboundMessage[]
    expect(messages.length).toBe(71)
    expect(messages[0]).toMatchObject({
      externalId: String(asked.id),
      directed: true,
      text: '@Uferlinie Hilfe bei der Bremse bitte',
      threadKey: 'topic/7',
    })
    expect(messages[1]).toMatchObject({ directed: false })
    expect(messages.map(({ externalId }) => Number(externalId))).toEqual(messages.map((_, n) => asked.id + n))
    const last = [...stub.posts.values()].at(-1)!
    stub.posts.set(last.id, {
      ...last,
      cooked: '<p>Sie quietscht nicht mehr.</p>',
      updated_at: '2026-11-19T09:00:00.000Z',
    })
    ;({ items, cursor } = await visit(cursor))
    expect(eventsOf(items)).toEqual([
      {
        type: 'edit',
        externalId: String(last.id),
        text: 'Sie quietscht nicht mehr.',
        html: null,
        occurredAt: '2026-11-19T09:00:00.000Z',
      },
      { type: 'hide', externalId: String(last.id), hidden: false, occurredAt: '2026-11-19T09:00:00.000Z' },
    ])
    expect((await visit(cursor)).items).toEqual([])
    // Back to the words it had: a change like any other.
    const changed = items[0]!.version
    stub.posts.set(last.id, { ...last, hidden: true, updated_at: '2026-11-19T10:00:00.000Z' })
    ;({ items, cursor } = await visit(cursor))
    expect(eventsOf(items)).toMatchObject([{ type: 'edit' }, { type: 'hide', hidden: true }])
    expect(items[0]!.version).not.toBe(changed)
    const session = await discourseConnector.open!(contextWith())
    expect(await session.keys!(cursor)).toContain(`post/${last.id}`)
    expect(eventsOf(await session.take!([`post/${last.id}`, 'post/99999']))).toMatchObject([
      { externalId: String(last.id) },
      { type: 'hide', hidden: true },
    ])
    expect(stub.offences).toEqual([])
  })

  test('a page of posts that our user may not see hides nothing behind it', async () => {
    const { cursor } = await visit({})
    const asked = stub.add({})
    for (let n = 0; n < 120; n += 1) stub.unseen.add(stub.add({}).id)
    const last = stub.add({})
    const { items } = await visit(cursor)
    expect(items.map(({ sourceKey }) => sourceKey)).toEqual([`post/${asked.id}`, `post/${last.id}`])
    for (const id of stub.unseen) stub.posts.delete(id)
    stub.unseen.clear()
  })

  test('quotes stand apart from what was said, pictures are fetched later, a private message is private', () => {
    const quote =
      '<aside class="quote no-group" data-post="1"><blockquote><aside class="quote"><p>ganz alt</p></aside><p>alt</p></blockquote></aside>'
    const picture =
      '<p>Bei mir auch. <img src="/uploads/b.png" alt="Bremse" class="x"><img class="emoji" src="/e.png" alt=":)"></p>'
    const given = call('post_created', { post: post(160, quote + picture, { topic_archetype: 'private_message' }) })
    const [message] = eventsOf(unpack(given.raw, given.headers))
    expect(message).toMatchObject({
      text: expect.not.stringContaining('alt\n'),
      fullText: expect.stringContaining('ganz alt'),
      visibility: 'private',
      directed: true,
      attachments: [{ name: 'b.png', alt: 'Bremse', remote: { url: `${stub.url}/uploads/b.png` } }],
    })
    expect((message as InboundMessage).text).not.toContain('ganz alt')
  })
})

const outgoing = (text: string, target: Partial<OutgoingTarget & { kind: 'reply' }> = {}): Outgoing => ({
  ...blankAnswer,
  subject: 'Ihre Bremse',
  text,
  target: {
    kind: 'reply',
    threadKey: 'topic/7',
    visibility: 'public',
    replyTo: '105',
    meta: { topicId: 7, postId: 105, postNumber: 5, username: 'karl_b' },
    person: null,
    privately: false,
    lastInboundAt: null,
    ...target,
  },
})

describe('people and posts that come back', () => {
  const told = (event: string, given: Record<string, unknown>, id: string) => {
    const { raw, headers } = call(event, { post: given }, id)
    return eventsOf(unpack(raw, headers))
  }

  test('who changes the name stays the same person', () => {
    const [before] = told('post_created', post(171, '<p>Die Bremse quietscht.</p>'), '71') as InboundMessage[]
    const renamed = post(172, '<p>Immer noch.</p>', { username: 'karl_boie_2026' })
    const [after] = told('post_created', renamed, '72') as InboundMessage[]
    expect(before!.author).toMatchObject({ key: '12', display: '@karl_b' })
    expect(after!.author).toMatchObject({ key: '12', display: '@karl_boie_2026' })
  })

  test('a private message goes to the name of now', async () => {
    const { id } = stub.add({ username: 'karl_neu' })
    const meta = { topicId: 7, postId: id, postNumber: 5, username: 'karl_b' }
    const person = { key: '12', display: '@karl_b' }
    const target = { privately: true, visibility: 'private' as const, replyTo: String(id), meta, person }
    await discourseConnector.send!(contextWith(), outgoing('Bitte nennen Sie uns die Bestellnummer.', target))
    expect(stub.writes.at(-1)!.body).toMatchObject({ target_recipients: 'karl_neu' })
  })

  test('a deleted post that is restored stands there again; what we changed in the forum is a version of ours', () => {
    const given = post(173, '<p>Die Bremse quietscht.</p>')
    expect(told('post_destroyed', { ...given, deleted_at: '2026-11-19T09:00:00.000Z' }, '73')).toMatchObject([
      { type: 'delete', externalId: '173' },
    ])
    const back = { ...given, updated_at: '2026-11-19T10:00:00.000Z' }
    expect(told('post_recovered', back, '74')).toMatchObject([
      { type: 'message', externalId: '173' },
      { type: 'delete', externalId: '173', restored: true, occurredAt: '2026-11-19T10:00:00.000Z' },
    ])
    const own = post(174, '<p>Bitte stellen Sie den Belag neu ein.</p>', { username: 'Uferlinie' })
    expect(told('post_edited', own, '75')).toMatchObject([
      { type: 'edit', externalId: '174', text: 'Bitte stellen Sie den Belag neu ein.' },
      { type: 'hide', hidden: false },
    ])
  })
})

describe('sending (stub)', () => {
  const send = (what: Outgoing) => discourseConnector.send!(contextWith(), what)

  test('in the topic, to the post; the first post by any; privately as a message', async () => {
    expect(await send(outgoing('Bitte stellen Sie den Belag nach.'))).toMatchObject({
      state: 'handed_over',
      providerId: expect.stringMatching(/^\d+$/),
    })
    expect(stub.writes.at(-1)!.body).toEqual({
      raw: 'Bitte stellen Sie den Belag nach.',
      topic_id: 7,
      reply_to_post_number: 5,
    })
    await send(
      outgoing('Bitte stellen Sie ihn noch einmal nach.', {
        replyTo: '101',
        meta: { topicId: 7, postId: 101, postNumber: 1 },
      }),
    )
    expect(stub.writes.at(-1)!.body).not.toHaveProperty('reply_to_post_number')
    // As the server hands it over: the answer is private, though its thread key is that of the public topic.
    const privately = { privately: true, visibility: 'private' as const }
    expect(await send(outgoing('Bitte nennen Sie uns die Rahmennummer.', privately))).toMatchObject({
      threadKey: 'topic/900',
    })
    expect(stub.writes.at(-1)!.body).toMatchObject({
      archetype: 'private_message',
      target_recipients: 'karl_b',
      title: 'Ihre Bremse',
    })
    expect(stub.offences).toEqual([])
  })

  test('limits are told as what they are', async () => {
    expect(await send(outgoing('Zu kurz.'))).toMatchObject({
      state: 'failed',
      code: 'too-short',
      detail: expect.stringContaining('20'),
    })
    expect(await send(outgoing('x'.repeat(32_001)))).toMatchObject({ state: 'failed', code: 'too-long' })
    expect(await send(outgoing('Bitte stellen Sie den Belag nach.'))).toMatchObject({
      state: 'failed',
      code: 'duplicate',
    })
    const told = async (status: number, body: unknown) => {
      stub.once.set('POST /posts.json', { status, body })
      return send(outgoing('Das ist eine Antwort mit genug Zeichen.'))
    }
    expect(await told(422, { errors: ['Sorry, new users can only put 2 links in a post.'] })).toMatchObject({
      state: 'failed',
      code: 'trust-level',
    })
    expect(await told(403, { errors: ['You are not permitted.'], error_type: 'invalid_access' })).toMatchObject({
      state: 'failed',
      code: 'not-allowed',
    })
    const forbidden = { errors: ['You are not permitted.'], error_type: 'invalid_access' }
    for (const [standing, code] of [
      [{ suspended_till: '2027-01-01T00:00:00.000Z' }, 'account-suspended'],
      [{ silenced_till: '2027-01-01T00:00:00.000Z' }, 'account-silenced'],
    ] as const) {
      stub.standing = standing
      expect(await told(403, forbidden)).toMatchObject({
        state: 'failed',
        code,
        detail: expect.stringContaining('2027'),
      })
    }
    stub.standing = {}
    expect(await told(403, { errors: ['Dein Konto ist gesperrt.'] })).toMatchObject({ code: 'account-suspended' })
    expect(
      await told(429, { errors: ['Too often'], error_type: 'rate_limit', extras: { wait_seconds: 42 } }),
    ).toMatchObject({ state: 'retry', code: 'throttled', afterMs: 42_000 })
    expect(await told(404, { errors: ['gone'], error_type: 'not_found' })).toMatchObject({
      state: 'failed',
      code: 'message-gone',
    })
    stub.once.set('POST /posts.json', { status: 202, body: { action: 'enqueued', success: true } })
    expect(await send(outgoing('Diese Antwort wartet auf die Moderation.'))).toEqual({
      state: 'handed_over',
      providerId: null,
    })
  })

  test('likes and deletes', async () => {
    const { id } = stub.add({})
    const on = { externalId: String(id), threadKey: 'topic/7', meta: {} }
    expect(await discourseConnector.act!(contextWith(), { ...on, action: 'like' })).toMatchObject({
      state: 'handed_over',
    })
    expect(stub.writes.at(-1)).toMatchObject({ call: 'POST /post_actions.json', body: { id, post_action_type_id: 2 } })
    expect(await discourseConnector.act!(contextWith(), { ...on, action: 'unlike' })).toMatchObject({
      state: 'handed_over',
    })
    expect(stub.writes.at(-1)!.call).toBe(`DELETE /post_actions/${id}.json`)
    expect(await discourseConnector.act!(contextWith(), { ...on, action: 'delete' })).toMatchObject({
      state: 'handed_over',
    })
    expect(await discourseConnector.act!(contextWith(), { ...on, action: 'delete' })).toMatchObject({
      state: 'failed',
      code: 'message-gone',
    })
    expect(stub.offences).toEqual([])
  })
})

test('the connection is tried step by step (stub)', async () => {
  expect(await discourseConnector.test!(contextWith())).toMatchObject({ ok: true, found: { title: 'Radforum' } })
  expect((await discourseConnector.test!(contextWith({ apiKey: 'falsch' }))).steps.at(-1)).toMatchObject({
    ok: false,
    code: 'refused',
  })
})

function signedCall() {
  const { raw, headers } = call('post_created', { post: post(190, '<p>Die Bremse quietscht.</p>') })
  const signature = createHmac('sha256', secret).update(raw).digest('hex')
  return { raw, headers: { ...headers, 'x-discourse-event-signature': `sha256=${signature}` } }
}

describe('faults (stub)', () => {
  let tries = 0
  examineFaults({
    connector: {
      ...discourseConnector,
      send: (context, what) => discourseConnector.send!(context, { ...what, text: `${what.text} ${(tries += 1)}` }),
    },
    startNetwork: async () => {
      const network = await startDiscourseStub()
      const say = (at: Date) => network.add({ created_at: at.toISOString(), updated_at: at.toISOString() })
      return { url: network.url, say, close: () => network.close() }
    },
    settingsFor: (url) => ({ url, username: 'uferlinie' }),
    secrets: { apiKey: 'stub-key', webhookSecret: secret },
    pushed: signedCall(),
    writes: /^POST \/posts\.json$/,
    outgoing: outgoing('Bitte stellen Sie den Belag nach, Versuch'),
  })
})
