import {
  caseRoutes,
  type CaseRow,
  customerRoutes,
  presenceRoutes,
  replyRoutes,
  settingsRoutes,
} from '@resonanz/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type MastodonStub, startMastodonStub } from '../../packages/channels/src/mastodon/testing/stub.ts'
import { type BotApiStub, startBotApi } from '../../packages/channels/src/telegram/testing/stub.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { connectMailbox, messagesOf, type Office, openOffice, reaching, tellTrouble, untilRead } from './office.ts'
import { until } from './until.ts'

const token = '1234:TEST-token_of_nobody'
const portOf = (url: string) => Number(new URL(url).port)

// One person, one concern, told by mail to a real mail server, to a bot and in public: one case, three conversations.
describe.skipIf(noMail)(`the same concern over three channels ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let bot: BotApiStub
  let net: MastodonStub
  let office: Office
  const found: Record<'mail' | 'chat' | 'post', CaseRow> = {} as never
  let statusId = ''

  const caseHolding = (words: string): Promise<CaseRow> =>
    until(`a case about „${words}“`, async () => {
      const { items } = await office.ask(caseRoutes.list, { query: { view: 'all', sort: 'newest', limit: 200 } })
      return items.find(({ preview }) => preview.includes(words))
    })
  const update = (id: number, message: object) => ({ update_id: id, ...message })
  const privately = (id: number, text: string) => ({
    message_id: id,
    date: Math.floor(Date.now() / 1000),
    chat: { id: 501, type: 'private', first_name: 'Gerda' },
    from: { id: 501, is_bot: false, first_name: 'Gerda', last_name: 'Lund', username: 'gerdalund' },
    text,
  })
  const newest = async (caseId: string) => (await messagesOf(office, caseId)).at(-1)!.id
  async function answer(caseId: string, channel: string, text: string) {
    const { threads } = await office.ask(caseRoutes.read, { params: { id: caseId } })
    const { message } = await office.ask(replyRoutes.send, {
      params: { id: caseId },
      body: {
        threadId: threads.find((thread) => thread.channel === channel)!.id,
        text,
        expectedLastMessageId: await newest(caseId),
        nextUpdate: null,
      },
    })
    await until(`„${text}“ left`, async () => {
      const all = await messagesOf(office, caseId)
      return all.find(({ id }) => id === message.id)?.outbox?.state === 'handed_over'
    })
  }

  beforeAll(async () => {
    mail = (await startMail())!
    bot = await startBotApi(token, 'Uferlinie_bot')
    net = await startMastodonStub()
    office = await openOffice({
      env: reaching(mail.imapPort, mail.submissionPort, portOf(bot.url), portOf(net.url)),
    })
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    await connectMailbox(office, mail, 'service@firma.test')
    const telegram = await office.ask(presenceRoutes.create, {
      body: {
        kind: 'telegram',
        name: 'Bot',
        settings: { username: 'uferlinie_bot', apiRoot: bot.url },
        secrets: { token },
      },
    })
    const mastodon = await office.ask(presenceRoutes.create, {
      body: {
        kind: 'mastodon',
        name: 'Fediverse',
        settings: { instance: net.url, account: `service@127.0.0.1:${portOf(net.url)}` },
        secrets: { accessToken: net.token },
      },
    })
    for (const { presence } of [telegram, mastodon]) await untilRead(office, presence.id)
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await office?.close()
    await Promise.all([mail?.stop(), bot?.close(), net?.close()])
  })

  test('three conversations come in, each a case at first: nobody is joined in silence', async () => {
    await mail.sendAs('kunde@example.test', {
      from: { name: 'Gerda Lund', address: 'kunde@example.test' },
      to: 'service@firma.test',
      subject: 'Wo bleibt mein Fahrrad?',
      text: 'Guten Tag, mein Fahrrad sollte am Freitag kommen.',
    })
    bot.push(update(1, { message: privately(11, 'Hallo, ich warte auf mein Fahrrad seit Freitag') }))
    const status = net.say({ content: '<p>@service Seit Freitag kein Fahrrad, und niemand sagt etwas.</p>' })
    statusId = status.id
    found.mail = await caseHolding('sollte am Freitag kommen')
    found.chat = await caseHolding('ich warte auf mein Fahrrad')
    found.post = await caseHolding('niemand sagt etwas')
    expect(new Set(Object.values(found).map(({ id }) => id)).size).toBe(3)
  })

  test('a person says that it is one customer and one concern: one case with three threads', async () => {
    const { identity } = await office.ask(caseRoutes.read, { params: { id: found.mail.id } })
    const customer = await office.ask(customerRoutes.create, {
      body: { name: 'Gerda Lund', identityId: identity!.id, caseId: found.mail.id },
    })
    for (const other of [found.chat, found.post]) {
      const { identity: theirs } = await office.ask(caseRoutes.read, { params: { id: other.id } })
      await office.ask(customerRoutes.link, {
        params: { id: theirs!.id },
        body: { customerId: customer.id, reason: 'Am Telefon bestätigt' },
      })
      await office.ask(caseRoutes.merge, { params: { id: other.id }, body: { into: found.mail.id } })
    }
    const whole = await office.ask(caseRoutes.read, { params: { id: found.mail.id } })
    expect(whole.threads.map(({ channel, visibility }) => `${channel} ${visibility}`).toSorted()).toEqual([
      'email private',
      'mastodon public',
      'telegram private',
    ])
    expect(await messagesOf(office, found.mail.id)).toHaveLength(3)
  })

  test('each answer goes to its own conversation, in that network’s way', async () => {
    await answer(found.mail.id, 'telegram', 'Guten Tag Frau Lund, der Spediteur kommt am Montag.')
    expect(bot.calls.filter(({ method }) => method === 'sendMessage')).toMatchObject([
      { fields: { chat_id: 501, text: expect.stringContaining('kommt am Montag') } },
    ])
    await answer(found.mail.id, 'mastodon', 'Guten Tag, wir haben Ihnen privat geschrieben.')
    const posts = net.writes.filter(({ call }) => call === 'POST /api/v1/statuses')
    expect(posts).toMatchObject([{ body: { in_reply_to_id: statusId, visibility: 'public' } }])
    await answer(found.mail.id, 'email', 'Guten Tag Frau Lund, hier noch die Bestätigung.')
    await mail.waitForMail('kunde@example.test', ({ text }) => (text ?? '').includes('Bestätigung'))
    expect(bot.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(1)
    expect(net.writes.filter(({ call }) => call === 'POST /api/v1/statuses')).toHaveLength(1)
    expect(net.offences).toEqual([])
  })

  test('what the person says next anywhere is the same case; edits are versions, deletions stay visible as such', async () => {
    bot.push(
      update(2, { message: privately(12, 'Danke, Montag passt') }),
      update(3, {
        edited_message: { ...privately(12, 'Danke, Montag ab 12 passt'), edit_date: Math.floor(Date.now() / 1000) + 5 },
      }),
      update(4, { something_new: { what: 'nobody knows yet' } }),
      update(5, { message: privately(13, 'Und noch etwas') }),
    )
    const messages = () => messagesOf(office, found.mail.id)
    await until('both arrived', async () => (await messages()).some(({ text }) => text === 'Und noch etwas'))
    await until('the edit arrived', async () =>
      (await messages()).some(({ text, version }) => text === 'Danke, Montag ab 12 passt' && version === 2),
    )
    // A deletion is told once, to those who listen.
    await until('somebody listens', () => net.streams() > 0)
    net.statuses.delete(statusId)
    net.stream('delete', statusId)
    await until('the deletion arrived', async () =>
      (await messages()).some(
        ({ channel, direction, deletedAt }) => channel === 'mastodon' && direction === 'in' && deletedAt !== null,
      ),
    )
    const { items } = await office.ask(caseRoutes.list, { query: { view: 'all', sort: 'newest', limit: 200 } })
    expect(items).toHaveLength(1)
  })
})
