import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { sendReply } from '#replies'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import { readUnread } from './carry-on.ts'
import { carryUnread } from './by-mail.ts'
import { isAllowed } from './chat-of.ts'
import { chatServer, connectChat, makeVisitor } from './test-chat.ts'

let deps: Deps
let cast: Cast
let server: Awaited<ReturnType<typeof chatServer>>
let chat: Awaited<ReturnType<typeof connectChat>>

beforeAll(async () => {
  const { url } = await testDatabase()
  deps = testDeps(url, { RESONANZ_TRUST_PROXY: 'true' })
  cast = await makeCast(deps)
  server = await chatServer(deps, url, serverOf)
  await readUnread(deps)
  chat = await connectChat(deps, cast.nordlicht.owner, { mailPresenceId: cast.nordlicht.presenceId, askMail: true })
})
afterAll(async () => {
  await server.stop()
  await deps.db.close()
})

let callers = 0
const visitor = (given: Parameters<typeof makeVisitor>[2] = {}, key = chat.key) =>
  makeVisitor(server.home, key, { ip: `203.0.113.${(callers += 1)}`, ...given })
const all = <T>(query: ReturnType<typeof sql<T>>) => rows(deps.db.system, query)
const until = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 60_000, interval: 50 })

/** A visitor who began and said one thing, with their case once it stands. */
async function begun(text = 'Ist das Rad noch da?', more: Record<string, unknown> = {}) {
  const who = visitor()
  expect((await who.start(more)).status).toBe(201)
  expect((await who.say(text)).status).toBe(201)
  return { who, ...(await caseOf(text)) }
}
async function caseOf(text: string) {
  const find = () =>
    all(
      sql<{
        caseId: string
        threadId: string
        messageId: string
      }>`select cm.case_id as "caseId", m.thread_id as "threadId", m.id as "messageId" from message m join case_message cm on cm.message_id = m.id where m.text = ${text}`,
    )
  await until(find).toHaveLength(1)
  return (await find())[0]!
}
async function answer({ caseId, threadId }: { caseId: string; threadId: string }, text: string) {
  return sendReply(deps, cast.nordlicht.agent, caseId, {
    threadId,
    text,
    expectedLastMessageId: null,
    attachmentIds: [],
    nextUpdate: null,
    evenIfNewer: true,
    logged: false,
    includeQuote: false,
  })
}

describe('a conversation', () => {
  test('both ways: said, in a case, answered by the normal way, received, read', async () => {
    const { who, ...place } = await begun('Wann öffnen Sie am Samstag?')
    const stream = await who.listen()
    expect(stream.status).toBe(200)
    const { message } = await answer(place, 'Um zehn Uhr.')
    await until(async () => stream.events.filter(({ type }) => type === 'line')).toHaveLength(1)
    expect(stream.events[0]).toMatchObject({ type: 'line', line: { id: message.id, from: 'us', text: 'Um zehn Uhr.' } })
    const state = async () =>
      (await all(sql<{ state: string }>`select state from outbox where message_id = ${message.id}`))[0]!.state
    await who.post('/signals', { received: [message.id] })
    expect(await state()).toBe('delivered')
    await who.post('/signals', { read: [message.id] })
    await who.post('/signals', { received: [message.id] })
    expect(await state()).toBe('read')
    const told = await all(
      sql`select data->>'state' as state from journal where kind = 'reply.received' and data->>'messageId' = ${message.id} order by seq`,
    )
    expect(told).toEqual([{ state: 'delivered' }, { state: 'read' }])
    expect((await who.lines()).items.map(({ from, text }) => [from, text])).toEqual([
      ['visitor', 'Wann öffnen Sie am Samstag?'],
      ['us', 'Um zehn Uhr.'],
    ])
    stream.close()
  })

  test('what was missed comes first, by the last known answer or by all', async () => {
    const { who, ...place } = await begun('Habt ihr Helme?')
    const first = await answer(place, 'Ja.')
    await until(async () => (await who.lines()).items).toHaveLength(2)
    const second = await answer(place, 'In drei Größen.')
    const late = await who.listen(first.message.id)
    await until(async () => late.events.map((event) => event.type === 'line' && event.line.id)).toContain(
      second.message.id,
    )
    late.close()
    const poll = await who.lines(`?after=${first.message.id}`)
    expect(poll.items.map(({ text }) => text)).toEqual(['In drei Größen.'])
    const waiting = who.lines(`?after=${second.message.id}&wait=20`)
    await answer(place, 'Auch für Kinder.')
    expect((await waiting).items.map(({ text }) => text)).toEqual(['Auch für Kinder.'])
  })

  test('twenty times at once the same message is one; a token asked again is one conversation', async () => {
    const who = visitor()
    await Promise.all([who.start(), who.start()])
    const clientId = randomUUID()
    const answers = await Promise.all(Array.from({ length: 12 }, () => who.say('Doppelt?', clientId)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body.id)}`)).size).toBe(1)
    await caseOf('Doppelt?')
    expect(await all(sql`select 1 from inlet_item where source_key like ${`%:${clientId}`}`)).toHaveLength(1)
  })

  test('members see that the visitor is there, writes, is gone; the visitor that somebody looks and writes', async () => {
    const { who, ...place } = await begun('Ist jemand da?')
    const stream = await who.listen()
    const headers = { cookie: await signedIn(deps, cast.nordlicht.agent) }
    const url = `${server.home}/api/v1/cases/${place.caseId}/chats`
    const seen = async () => ((await (await fetch(url, { headers })).json()) as { items: { state: string }[] }).items[0]
    await until(seen).toMatchObject({ state: 'online', isTyping: false, identity: 'none' })
    // It passes after some seconds, on a busy machine before we look.
    await until(async () => {
      await who.post('/signals', { typing: true })
      return seen()
    }).toMatchObject({ isTyping: true })
    await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ threadId: place.threadId, typing: true }),
    })
    await until(async () => stream.events.map(({ type }) => type)).toEqual(['seen', 'typing'])
    await who.post('/signals', { gone: true })
    expect(await seen()).toMatchObject({ state: 'left' })
    stream.close()
  })

  test('satisfied: with the conversation and in the case', async () => {
    const { who, caseId } = await begun('Danke für alles')
    expect((await who.post('/rating', { score: 4, words: 'Schnell' })).status).toBe(200)
    expect((await who.post('/rating', { score: 6 })).status).toBe(400)
    const [told] = await all(
      sql`select data->>'score' as score from journal where kind = 'chat.rated' and subject_id = ${caseId}`,
    )
    expect(told).toEqual({ score: '4' })
  })
})

describe('files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  test('by their bytes, seen by us with the message, taken once', async () => {
    const { who } = await begun('Ein Bild folgt')
    expect((await who.upload(Buffer.from('<script>alert(1)</script>'), 'bild.png')).status).toBe(400)
    expect((await who.upload(Buffer.from('MZ\u0090\u0000\u0003'), 'rechnung.pdf')).status).toBe(400)
    const { status, body } = await who.upload(png, '../../Schaden.png')
    expect([status, body]).toMatchObject([201, { name: 'Schaden.png', type: 'image/png' }])
    expect((await who.say('So sieht es aus', randomUUID(), [body.id])).status).toBe(201)
    await caseOf('So sieht es aus')
    const [message] = await all(
      sql<{ attachments: { fileId: string }[] }>`select attachments from message where text = 'So sieht es aus'`,
    )
    expect(message!.attachments[0]!.fileId).toBe(body.id)
    expect((await who.file(body.id)).headers.get('content-type')).toBe('image/png')
    const other = visitor()
    await other.start()
    expect((await other.file(body.id)).status).toBe(404)
    expect((await other.say('Fremd', randomUUID(), [body.id])).status).toBe(404)
  })
})

describe('goes on by mail', () => {
  const mails = (to: string) =>
    all(
      sql<{
        text: string
        token: string | null
      }>`select payload->'outgoing'->>'text' as text, payload->'outgoing'->>'replyToken' as token from outbox where payload->'outgoing'->'to'->0->>'address' = ${to} order by id`,
    )
  test('the visitor leaves an address: unread answers at once, later ones too, once each; a mail comes back into the thread', async () => {
    const { who, ...place } = await begun('Ich muss los')
    await answer(place, 'Das Rad steht in Kiel.')
    await until(async () => (await who.lines()).items).toHaveLength(2)
    expect((await who.post('/mail', { email: 'gerda@example.org' })).status).toBe(200)
    const [first] = await mails('gerda@example.org')
    expect(first!.text).toContain('Das Rad steht in Kiel.')
    // Nobody vouches for the address: what a stranger typed goes to nobody.
    expect(first!.text).not.toContain('Ich muss los')
    expect(first!.token).not.toBeNull()
    await answer(place, 'Das Rad ist da.')
    expect((await mails('gerda@example.org')).at(-1)!.text).toContain('Das Rad ist da.')
    await carryUnread(deps)
    expect(await mails('gerda@example.org')).toHaveLength(2)
    expect((await who.say('Ich bin wieder hier')).status).toBe(201)
    await caseOf('Ich bin wieder hier')
    const again = await answer(place, 'Schön.')
    await until(async () => (await who.lines()).items.map(({ id }) => id)).toContain(again.message.id)
    expect(await mails('gerda@example.org')).toHaveLength(2)
  })

  test('gone with an address and an answer unread: carried after a while, without a word of the visitor', async () => {
    const { who, ...place } = await begun('Bis später', { email: 'later@example.org' })
    const { message } = await answer(place, 'Hier ist die Antwort.')
    await until(async () => (await who.lines()).items).toHaveLength(2)
    await who.post('/signals', { gone: true })
    await until(async () => {
      await readUnread(deps)
      return all(sql`select 1 from chat_session where unread_since is not null and email = 'later@example.org'`)
    }).toHaveLength(1)
    await carryUnread(deps)
    expect(await mails('later@example.org')).toHaveLength(0)
    await sql`update chat_session set left_at = now() - interval '10 minutes' where email = 'later@example.org'`.execute(
      deps.db.system,
    )
    await carryUnread(deps)
    await carryUnread(deps)
    const sent = await mails('later@example.org')
    expect(sent.map(({ text }) => text.includes('Hier ist die Antwort.'))).toEqual([true])
    expect(await all(sql`select message_id from chat_mailed where message_id = ${message.id}`)).toHaveLength(1)
  })
})

describe('who may', () => {
  test('pages the company named, and those under a star; nobody else', async () => {
    const { status } = await visitor({ origin: 'https://fremd.example' }).start()
    expect(status).toBe(403)
    expect(isAllowed(['https://*.laden.example'], 'https://a.b.laden.example')).toBe(true)
    expect(isAllowed(['https://*.laden.example'], 'https://boeseladen.example')).toBe(false)
    expect(isAllowed(['https://*.laden.example'], 'http://a.laden.example')).toBe(false)
    const preflight = await fetch(`${server.home}/api/v1/chat/${chat.key}/messages`, {
      method: 'OPTIONS',
      headers: { origin: 'https://laden.example', 'access-control-request-method': 'POST' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://laden.example',
    ])
  })

  test('no puzzle, no conversation; another’s token opens nothing; a paused chat is not there', async () => {
    const who = visitor()
    expect((await who.post('/sessions', { challenge: 'x', answer: '1' })).body.code).toBe('token-invalid')
    expect((await who.say('Ohne Anfang')).body.code).toBe('token-expired')
    expect((await visitor({ token: 'kurz' }).say('Hallo')).body.code).toBe('token-invalid')
    const other = await connectChat(deps, cast.suedwind.owner)
    const { who: known } = await begun('Hier bin ich bekannt')
    expect((await visitor({ token: known.token }, other.key).say('Und hier?')).body.code).toBe('token-expired')
    const resting = await connectChat(deps, cast.suedwind.owner)
    await sql`update presence set paused = true where id = ${resting.id}`.execute(deps.db.system)
    expect((await visitor({}, resting.key).start()).status).toBe(404)
  })

  test('too many messages in one conversation are asked to wait', async () => {
    const { who } = await begun('Viele folgen')
    const answers = await Promise.all(Array.from({ length: 44 }, (_, n) => who.say(`Nachricht ${n} von vielen`)))
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(4)
  })

  test('windows of one conversation are counted, streams and waiting requests alike', async () => {
    const { who } = await begun('Viele Fenster')
    const streams = await Promise.all(Array.from({ length: 4 }, () => who.listen()))
    const waiting = who.lines('?wait=20')
    // Whichever comes second is refused; the other one waits for long.
    const asked = who.lines('?wait=20')
    expect([(await Promise.race([waiting, asked])) as unknown]).toMatchObject([{ code: 'too-many-requests' }])
    for (const stream of streams) stream.close()
    await until(async () => (await who.lines('?wait=1')) as unknown).toMatchObject({ items: [] })
  })
})
