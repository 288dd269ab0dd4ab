import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { InboundMessage, Outgoing, OutgoingTarget, ParseContext } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { changes, leftOut, updates } from './conformance-case.ts'
import { telegramConnector } from './connector.ts'
import { hookSecretOf, type TelegramContext } from './settings.ts'
import { checkObject } from './testing/check-call.ts'
import { type BotApiStub, startBotApi } from './testing/stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const token = '1234:TEST-token_of_nobody'
const settings = telegramConnector.settings.parse({
  username: 'uferlinie_bot',
  channels: ['@Uferlinie', '-1001112223'],
})
const parsing: ParseContext<typeof settings> = { presenceId: 'p', settings, ownAddresses: [], nowMs: 0 }
const parse = (item: { sourceKey: string }) => telegramConnector.parse(item as never, parsing)
const message = (item: { sourceKey: string }) => parse(item)[0] as InboundMessage

let api: BotApiStub
let context: TelegramContext
const reply = {
  kind: 'reply',
  threadKey: '501',
  visibility: 'private',
  replyTo: '501/11',
  meta: {},
  person: null,
  privately: false,
  lastInboundAt: null,
} as const
const outgoing = (
  given: Partial<Outgoing> = {},
  target: Partial<OutgoingTarget & { kind: 'reply' }> = {},
): Outgoing => ({
  ...blankAnswer,
  target: { ...reply, ...target },
  ...given,
})
const picture = (name: string) => ({ name, type: 'image/png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47]) })

beforeAll(async () => {
  api = await startBotApi(token, 'Uferlinie_bot')
  context = {
    presenceId: 'p',
    settings: { ...settings, apiRoot: api.url },
    secrets: { token },
    egress: makeEgress({ allow: [new URL(api.url).host] }),
    split: () => Promise.reject(new Error('not here')),
    renewSecrets: () => Promise.reject(new Error('not here')),
    signal: new AbortController().signal,
  }
})
afterAll(async () => {
  await context.egress.close()
  await api.close()
})
beforeEach(() => {
  api.calls.length = 0
})

describe('reading what people write', () => {
  test('the updates of these tests keep the description', () => {
    const { unheardOf: _, otherShape: __, ...real } = leftOut
    for (const item of Object.values({ ...updates, ...changes, ...real }))
      expect(checkObject('Update', JSON.parse(Buffer.from(item.raw).toString()))).toEqual([])
  })

  test('a private chat is one private thread; the person is known by their number', () => {
    expect(message(updates.words)).toMatchObject({
      externalId: '501/11',
      threadKey: '501',
      visibility: 'private',
      directed: true,
      language: 'de',
      author: { kind: 'handle', scope: 'telegram', key: '501', display: '@gerda_lund', name: 'Gerda Lund' },
    })
  })

  test('files come by reference, the largest photo; a media group shares its thread and its key', () => {
    const [first, second] = [message(updates.photo), message(updates.photoOfSame)]
    expect(first.attachments).toEqual([
      { index: 0, name: 'photo.jpg', type: 'image/jpeg', size: 90_000, inline: false, remote: { ref: 'gross' } },
    ])
    expect(second.threadKey).toBe(first.threadKey)
    expect([first.meta.mediaGroup, second.meta.mediaGroup]).toEqual(['1300', '1300'])
    expect(message(updates.voice).attachments[0]).toMatchObject({ type: 'audio/ogg', remote: { ref: 'stimme' } })
    expect(message(updates.sticker)).toMatchObject({ text: '🙏', attachments: [{ type: 'image/webp' }] })
  })

  test('places, contacts and votes are words; a hidden link stands behind its words, also after emoji', () => {
    expect(message(updates.place).text).toBe('Werkstatt, Hafenstraße 3\ngeo:54.32,10.13')
    expect(message(updates.contact).text).toBe('Gerda tel:+494315550123')
    expect(message(updates.poll).text).toBe('Wann passt es?\n☐ Montag\n☐ Dienstag')
    expect(message(updates.link).text).toBe('Hier 👍 steht (https://shop.example/rad) es')
    expect(message(updates.press)).toMatchObject({ text: 'Termin absagen', threadHints: { references: ['501/15'] } })
  })

  test('wishes are tags; what a start brings along is a token', () => {
    expect(message(updates.wish)).toMatchObject({ text: '/mensch bitte', tags: ['hand-over'] })
    expect(message(updates.inTopic)).toMatchObject({ tags: ['hand-over'], meta: { topic: 7 } })
    expect(message(updates.startWithPayload).threadHints.replyTokens).toEqual(['fall-42'])
  })

  test('in groups only what is said to us is directed; answers belong to what they began with', () => {
    const [asked, aside, answer] = [message(updates.inGroup), message(updates.toNobody), message(updates.answerInGroup)]
    expect(asked).toMatchObject({
      directed: true,
      visibility: 'public',
      permalink: 'https://t.me/radfreunde_foerde/31',
    })
    expect(aside.directed).toBe(false)
    expect(answer).toMatchObject({ directed: true, threadKey: asked.threadKey })
    expect(answer.threadHints.references).toEqual(['-1001234567/40', '-1001234567/31'])
    expect(aside.threadKey).not.toBe(asked.threadKey)
    expect(message(updates.ourPost)).toMatchObject({ own: true, visibility: 'public' })
  })

  test('anybody may add the bot to a channel: only those named in the settings speak for us', () => {
    const post = (chat: object, more: object = {}) =>
      message({
        sourceKey: '1',
        contentType: 'application/json',
        source: {},
        raw: Buffer.from(
          JSON.stringify({ update_id: 1, channel_post: { message_id: 1, date: 1, chat, text: 'Neues', ...more } }),
        ),
      } as never)
    const stranger = { id: -1009998887, type: 'channel', title: 'Uferlinie Fans', username: 'uferlinie_fans' }
    expect(post(stranger)).toMatchObject({ directed: false, author: { key: '-1009998887' } })
    expect(post(stranger).own).toBeUndefined()
    expect(post({ id: -1001112223, type: 'channel', title: 'Werkstatt' })).toMatchObject({ own: true })
    // Its copy in the group where it is discussed, and what is said below it.
    const group = { id: -1005, type: 'supergroup', title: 'Runde' }
    expect(post(group, { sender_chat: stranger, is_automatic_forward: true }).own).toBeUndefined()
    const below = (above: object) => post(group, { reply_to_message: { message_id: 9, sender_chat: above } })
    expect(below(stranger).directed).toBe(false)
    expect(below({ ...stranger, username: 'Uferlinie' }).directed).toBe(true)
  })

  test('a pressed button is answered once it is stored; one that is too old harms nothing', async () => {
    const press = (id: string) => ({
      sourceKey: id,
      contentType: 'application/json',
      source: {},
      raw: Buffer.from(JSON.stringify({ update_id: 1, callback_query: { id, from: { id: 1 }, data: 'ja' } })),
    })
    const words = { ...press('x'), raw: Buffer.from('{"update_id":2,"message":{"text":"\\"callback_query\\""}}') }
    api.refuse('answerCallbackQuery', 400, { ok: false, error_code: 400, description: 'Bad Request: query is too old' })
    await telegramConnector.taken!(context, [
      press('1'),
      words,
      { ...words, raw: Buffer.from('"callback_query') },
      press('2'),
    ])
    expect(api.calls.map(({ method, fields }) => [method, fields['callback_query_id']])).toEqual([
      ['answerCallbackQuery', '1'],
      ['answerCallbackQuery', '2'],
    ])
    api.refuse('answerCallbackQuery', 500, {})
    await expect(telegramConnector.taken!(context, [press('3'), press('4')])).resolves.toBeUndefined()
    expect(api.calls).toHaveLength(3)
  })

  test('edits and signs are of the message they change', () => {
    expect(parse(changes.edit)).toMatchObject([
      { type: 'edit', externalId: '501/11', text: 'Guten Tag, wo bleibt mein rotes Fahrrad?' },
    ])
    expect(
      parse(changes.reaction).map((event) => (event.type === 'reaction' ? [event.emoji, event.present] : [])),
    ).toEqual([
      ['👀', false],
      ['❤', true],
    ])
  })

  test('what is left out says what it was', () => {
    const codes = Object.values(leftOut).map((item) => (parse(item)[0] as { code: string }).code)
    expect(codes).toEqual([
      'bot-started',
      'bot-blocked',
      'from-a-bot',
      'no-words',
      'unknown-update',
      'unknown-update',
      'unknown-shape',
    ])
  })
})

describe('asking for updates', () => {
  test('takes the address of a webhook back, reads on from its cursor and is woken by news', async () => {
    api.hook.url = 'https://elsewhere.example/'
    const session = await telegramConnector.open!(context)
    expect(api.hook.url).toBe('')
    api.push({ update_id: 5, message: {} }, { update_id: 6, message: {} })
    const first = await session.fetch({})
    expect(first.items.map(({ sourceKey }) => sourceKey)).toEqual(['5', '6'])
    expect(first.cursor).toEqual({ offset: 7 })
    // Not stored: the same again.
    expect((await session.fetch({})).items).toHaveLength(2)
    expect((await session.fetch(first.cursor)).items).toEqual([])
    const waiting = session.wait!(20_000, context.signal)
    api.push({ update_id: 7, message: {} })
    expect(await waiting).toBe('news')
    await session.close()
  })

  test('after a quiet week Telegram counts from any number: the cursor follows, downwards too', async () => {
    const session = await telegramConnector.open!(context)
    api.countAnew({ update_id: 40, message: {} }, { update_id: 41, message: {} })
    const { items, cursor } = await session.fetch({ offset: 9_000 })
    expect(items.map(({ sourceKey }) => sourceKey)).toEqual(['40', '41'])
    expect((await session.fetch(cursor)).items).toEqual([])
    await session.close()
  })

  test('a reader elsewhere, a pause and a token taken back are told apart', async () => {
    const session = await telegramConnector.open!(context)
    api.refuse('getUpdates', 409, {
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    })
    await expect(session.fetch({})).rejects.toMatchObject({ kind: 'transient', code: 'read-elsewhere' })
    api.refuse('getUpdates', 429, {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 7 },
    })
    await expect(session.fetch({})).rejects.toMatchObject({ code: 'throttled', retryAfterMs: 7_000 })
    const stranger = { ...context, secrets: { token: '1:other' } }
    await expect(telegramConnector.open!(stranger)).rejects.toMatchObject({ kind: 'sign_in', code: 'token-revoked' })
  })
})

describe('pushed to us', () => {
  const { receive } = telegramConnector
  const secret = hookSecretOf({ token })!
  const raw = Buffer.from('{"update_id":9}')

  test('only with the secret we named', () => {
    const check = { secrets: receive!.secretsOf({ token }, settings), nowMs: 0 }
    const verdict = (headers: Record<string, unknown>) => receive!.verify(raw, headers, check)
    expect(verdict({ 'x-telegram-bot-api-secret-token': secret })).toEqual({ ok: true })
    expect(verdict({ 'x-telegram-bot-api-secret-token': `${secret}x` })).toEqual({ ok: false, reason: 'wrong' })
    expect(verdict({})).toEqual({ ok: false, reason: 'no-signature' })
    expect(receive!.verify(raw, { 'x-telegram-bot-api-secret-token': '' }, { secrets: [], nowMs: 0 })).toEqual({
      ok: false,
      reason: 'no-secret',
    })
  })

  test('the same key as asked for; bytes that say nothing are kept', () => {
    expect(receive!.unpack(raw, {})[0]).toMatchObject({ sourceKey: '9' })
    const [broken] = receive!.unpack(Buffer.from('{"update_'), {})
    expect(broken).toMatchObject({ sourceKey: /^bytes:/.exec(broken!.sourceKey)?.input })
    expect(() => parse(broken!)).toThrow('not JSON')
  })

  test('sets its address with the secret, and says when Telegram does not reach it', async () => {
    const pushed = {
      ...context,
      settings: { ...context.settings, intake: 'webhook' as const, hookAddress: 'https://desk.example/api/v1/hooks/k' },
    }
    const session = await telegramConnector.open!(pushed)
    await session.fetch({})
    expect(api.hook).toMatchObject({ url: 'https://desk.example/api/v1/hooks/k', secret })
    Object.assign(api.hook, { pending_update_count: 3, last_error_date: 1 })
    await expect(session.fetch({})).rejects.toMatchObject({ code: 'hook-not-reached' })
    Object.assign(api.hook, { url: '', pending_update_count: 0 })
    delete api.hook.last_error_date
  })
})

describe('answering', () => {
  test('a text is one call that names what it answers', async () => {
    const outcome = await telegramConnector.send!(context, outgoing())
    expect(outcome).toEqual({ state: 'handed_over', providerId: '501/1001' })
    expect(api.calls).toEqual([
      {
        method: 'sendMessage',
        fields: {
          chat_id: 501,
          text: 'Es kommt am Montag.',
          reply_parameters: { message_id: 11, allow_sending_without_reply: true },
        },
      },
    ])
  })

  test('files: one picture, one document, an album; each is one call', async () => {
    const pdf = { name: 'Beleg "1"\r\n.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4') }
    for (const attachments of [
      [picture('a.png')],
      [pdf],
      [picture('a.png'), picture('b.png')],
      [picture('a.png'), pdf],
    ]) {
      const outcome = await telegramConnector.send!(context, outgoing({ attachments }))
      expect(outcome).toMatchObject({ state: 'handed_over' })
    }
    expect(api.calls.map(({ method }) => method)).toEqual([
      'sendPhoto',
      'sendDocument',
      'sendMediaGroup',
      'sendMediaGroup',
    ])
    expect(api.calls.at(-1)!.fields['media']).toEqual([
      { type: 'document', media: 'attach://file0' },
      { type: 'document', media: 'attach://file1', caption: 'Es kommt am Montag.' },
    ])
  })

  test('a topic of a forum is answered in it', async () => {
    await telegramConnector.send!(
      context,
      outgoing({}, { threadKey: '-1001234567:34', replyTo: '-1001234567/34', meta: { topic: 7 } }),
    )
    expect(api.calls[0]!.fields).toMatchObject({
      chat_id: -1_001_234_567,
      message_thread_id: 7,
      reply_parameters: { message_id: 34 },
    })
  })

  test('beyond the limits nothing is sent; emoji count as two', async () => {
    const outcome = (given: Partial<Outgoing>, target = {}) => telegramConnector.send!(context, outgoing(given, target))
    expect(await outcome({ text: '👍'.repeat(2_049) })).toMatchObject({ state: 'failed', code: 'too-long' })
    expect(await outcome({ text: 'x'.repeat(1_025), attachments: [picture('a.png')] })).toMatchObject({
      code: 'caption-too-long',
    })
    expect(await outcome({}, { privately: true })).toMatchObject({ state: 'failed', code: 'not-private' })
    expect(api.calls).toEqual([])
  })

  test.each([
    [403, 'Forbidden: bot was blocked by the user', 'failed', 'blocked'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'failed', 'not-started'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'failed', 'not-allowed-there'],
    [400, 'Bad Request: chat not found', 'failed', 'chat-not-found'],
    [400, 'Bad Request: group chat was upgraded to a supergroup chat', 'failed', 'chat-moved'],
    [400, "Bad Request: can't parse entities", 'failed', 'refused'],
    [502, 'Bad Gateway', 'unclear', 'server-error'],
    [503, 'Service Unavailable', 'retry', 'server-error'],
    [401, 'Unauthorized', 'retry', 'token-revoked'],
  ])('%i %s', async (status, description, state, code) => {
    api.refuse('sendMessage', status, { ok: false, error_code: status, description })
    expect(await telegramConnector.send!(context, outgoing())).toMatchObject({ state, code })
  })

  test('a pause is as long as Telegram says', async () => {
    api.refuse('sendMessage', 429, {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 12 },
    })
    expect(await telegramConnector.send!(context, outgoing())).toEqual({
      state: 'retry',
      code: 'throttled',
      afterMs: 12_000,
    })
  })

  test('like, take back, delete, pin', async () => {
    for (const action of ['like', 'unlike', 'delete', 'pin', 'unpin'] as const)
      expect(
        await telegramConnector.act!(context, { action, externalId: '501/11', threadKey: '501', meta: {} }),
      ).toMatchObject({ state: 'handed_over' })
    expect(api.calls.map(({ method }) => method)).toEqual([
      'setMessageReaction',
      'setMessageReaction',
      'deleteMessage',
      'pinChatMessage',
      'unpinChatMessage',
    ])
    expect(
      await telegramConnector.act!(context, { action: 'like', externalId: 'press/7', threadKey: '501', meta: {} }),
    ).toMatchObject({ state: 'failed' })
  })
})

describe('files and the test of a connection', () => {
  test('bytes are fetched by reference; too large and gone are told', async () => {
    api.files.set('documents/beleg', Buffer.from('%PDF-1.4'))
    const file = await telegramConnector.media!(context, { ref: 'beleg' })
    expect(Buffer.from(file.content).toString()).toBe('%PDF-1.4')
    await expect(telegramConnector.media!(context, { ref: 'fehlt' })).rejects.toMatchObject({
      kind: 'permanent',
      code: 'gone',
    })
    api.refuse('getFile', 400, { ok: false, error_code: 400, description: 'Bad Request: file is too big' })
    await expect(telegramConnector.media!(context, { ref: 'beleg' })).rejects.toMatchObject({ code: 'too-large' })
  })

  test('names the bot, and one that is not the one named', async () => {
    expect(await telegramConnector.test!(context)).toMatchObject({ ok: true, found: { title: 'Uferlinie' } })
    const other = { ...context, settings: { ...context.settings, username: 'andere_bot' } }
    expect(await telegramConnector.test!(other)).toMatchObject({
      ok: false,
      steps: [{}, {}, { code: 'other-account' }],
    })
    expect(await telegramConnector.test!({ ...context, secrets: { token: '1:other' } })).toMatchObject({
      ok: false,
      steps: [{ ok: true }, { step: 'sign_in', code: 'token-revoked' }],
    })
  })
})
