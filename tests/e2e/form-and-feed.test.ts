import {
  caseRoutes,
  mentionRoutes,
  presenceRoutes,
  replyRoutes,
  type ResponseOf,
  settingsRoutes,
} from '@resonanz/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import type { ReceivedMail } from '../peers/mailbox.ts'
import { type FeedSite, startFeedSite } from './feed-site.ts'
import { connectMailbox, messagesOf, type Office, openOffice, reaching, tellTrouble, untilRead } from './office.ts'
import { openScreen } from './screen.ts'
import { until } from './until.ts'

const words = 'Ihr Lastenrad „Föhr“ quietscht beim Bremsen.'

describe.skipIf(noMail)(`a concern by the contact form ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let office: Office
  let browser: Browser
  let formKey = ''
  let caseId = ''
  let number = 0
  let acknowledged: ReceivedMail

  const received = () => mail.fetchAll('kunde@example.test')

  beforeAll(async () => {
    mail = (await startMail())!
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort) })
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    const mailPresenceId = await connectMailbox(office, mail, 'service@firma.test')
    const form = await office.ask(presenceRoutes.create, {
      body: { kind: 'form', name: 'Kontaktformular', settings: { mailPresenceId } },
    })
    formKey = form.presence.publicKey!
    browser = await launchBrowser()
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await mail?.stop()
  })

  test('filled in by keyboard: the receipt names the number of the case in the inbox', {
    timeout: 180_000,
  }, async () => {
    const context = await browser.newContext({ locale: 'de-DE' })
    const page = await context.newPage()
    await page.goto(`${office.url}/f/${formKey}`)
    await page.locator('#question').focus()
    await page.keyboard.type(words)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#contact-title:focus').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('Käthe Krämer')
    await page.keyboard.press('Tab')
    await page.keyboard.type('kunde@example.test')
    await page.keyboard.press('Enter')
    await page.locator('#receipt').waitFor({ timeout: 60_000 })
    const shown = (await page.locator('#number').textContent())!
    await context.close()
    const found = await until('the case', async () => (await office.ask(caseRoutes.list, { query: {} })).items[0])
    caseId = found.id
    number = found.number
    // Where the machine is too busy to say the number within seconds, the receipt's own letters stand there.
    if (/^\d+$/.test(shown)) expect(Number(shown)).toBe(number)
    else expect(shown).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    expect(found).toMatchObject({ channel: 'form', customer: { name: 'Käthe Krämer' } })
    const inbox = await openScreen(browser, office.url, '/inbox/all')
    await inbox.locator(`a[data-case="${caseId}"]`, { hasText: 'Käthe Krämer' }).waitFor()
    await inbox.context().close()
    const [message] = await messagesOf(office, caseId)
    expect(message!.text).toBe(words)
    expect(message!.flags).toContain('address-unverified')
  })

  test('the address is confirmed by a mail that says nothing a visitor wrote', { timeout: 180_000 }, async () => {
    const asked = await mail.waitForMail('kunde@example.test', () => true, 60_000)
    for (const stranger of ['Lastenrad', 'quietscht', 'Krämer', 'Käthe'])
      expect(asked.raw.toString() + asked.text + asked.subject).not.toContain(stranger)
    expect(asked.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
    const link = /http:\/\/\S+\/f\/verify\/\S+/.exec(asked.text!)![0]
    const context = await browser.newContext({ locale: 'de-DE' })
    const page = await context.newPage()
    await page.goto(link)
    expect((await messagesOf(office, caseId))[0]!.flags, 'opening alone confirms nothing').toContain(
      'address-unverified',
    )
    await page.locator('#confirm').focus()
    await page.keyboard.press('Enter')
    await page.locator('#outcome.done').waitFor({ timeout: 60_000 })
    expect(await page.locator('#outcome').textContent()).toContain(String(number))
    await context.close()
    expect((await messagesOf(office, caseId))[0]!.flags).not.toContain('address-unverified')
    acknowledged = await mail.waitForMail('kunde@example.test', (one) => one.text!.includes(`Nummer ${number}`), 60_000)
    expect(acknowledged.raw.toString()).not.toContain('Lastenrad')
    expect(await received()).toHaveLength(2)
  })

  test('the answer comes by mail, and what she replies lands in the case', { timeout: 180_000 }, async () => {
    const now = await office.ask(caseRoutes.read, { params: { id: caseId } })
    await office.ask(replyRoutes.send, {
      params: { id: caseId },
      body: {
        threadId: now.threads[0]!.id,
        text: 'Guten Tag Frau Krämer,\n\nbringen Sie es gern vorbei.',
        expectedLastMessageId: now.lastMessageId,
        nextUpdate: null,
      },
    })
    const answer = await mail.waitForMail('kunde@example.test', (one) => one.text!.includes('gern vorbei'), 60_000)
    expect(answer.from?.address).toBe('service@firma.test')
    const replies = [
      { to: answer.replyTo![0]!.address!, subject: 'Termin', text: 'Passt es am Montag?' },
      {
        to: 'service@firma.test',
        subject: answer.subject!,
        inReplyTo: answer.messageId,
        references: answer.messageId,
        text: 'Oder am Dienstag?',
      },
      // The acknowledgement says: to add something, reply to this mail.
      {
        to: 'service@firma.test',
        subject: `Re: ${acknowledged.subject}`,
        inReplyTo: acknowledged.messageId,
        references: acknowledged.messageId,
        text: 'Ein Bild folgt.',
      },
    ]
    for (const reply of replies) {
      await mail.sendAs('kunde@example.test', reply)
      await until(`„${reply.text}“ in the case`, async () =>
        (await messagesOf(office, caseId)).some((message) => message.direction === 'in' && message.text === reply.text),
      )
    }
    expect((await office.ask(caseRoutes.list, { query: {} })).items).toHaveLength(1)
    expect(await received(), 'nobody else wrote').toHaveLength(3)
  })
})

describe('a feed', () => {
  let site: FeedSite
  let office: Office
  let feed = ''

  const mentions = async () =>
    (await office.ask(mentionRoutes.list, { query: { state: 'all', presenceId: feed } })).items
  const presence = () => office.ask(presenceRoutes.read, { params: { id: feed } })
  const counted = (answer: string) => site.answers.filter((one) => one === answer).length
  async function readNow(answer: string, times = counted(answer) + 1): Promise<void> {
    await office.ask(presenceRoutes.sync, { params: { id: feed } })
    await until(`the feed is asked and answers ${answer}`, () => counted(answer) >= times)
  }

  beforeAll(async () => {
    site = await startFeedSite()
    site.items = [{ guid: 'alt', title: 'Vor langer Zeit', text: 'Ein alter Beitrag.' }]
    office = await openOffice({ env: reaching(site.port) })
    const made = await office.ask(presenceRoutes.create, {
      body: { kind: 'feed', name: 'Radblog', settings: { url: site.url, everyMinutes: 60 } },
    })
    feed = made.presence.id
    await untilRead(office, feed)
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await office?.close()
    await site?.close()
  })

  test('items become mentions once; an edit is a version of its item', { timeout: 180_000 }, async () => {
    await until('the first', async () => (await mentions()).length === 1)
    site.items.unshift({
      guid: 'neu',
      title: 'Die Bremsen der Firma',
      text: 'Sie quietschen & rutschen.'.replace('&', '&amp;'),
    })
    await readNow('200 /feed.xml')
    const found = await until('the new one', async () => {
      const list = await mentions()
      return list.length === 2 && list.find((mention) => mention.title === 'Die Bremsen der Firma')
    })
    expect(found).toMatchObject({
      state: 'new',
      permalink: 'https://radblog.example/neu',
      text: 'Sie quietschen & rutschen.',
    })

    await readNow('304 /feed.xml')
    expect(counted('200 /feed.xml')).toBe(2)

    site.items[0]!.text = 'Nachtrag: Der Service war freundlich.'
    await readNow('200 /feed.xml')
    await until('the edit', async () =>
      (await mentions()).some(({ id, text }) => id === found.id && text.includes('Nachtrag')),
    )
    expect(await mentions()).toHaveLength(2)
    const [stored] = await office.sql<{ version: number; versions: number }>(
      `select m.version, (select count(*)::int from message_version v where v.message_id = m.id) as versions from message m where external_id = 'neu' or subject = 'Die Bremsen der Firma'`,
    )
    expect(stored!.version).toBe(2)
  })

  test('a site in trouble is told and nothing is lost; a moved feed is followed', { timeout: 180_000 }, async () => {
    site.mood = 'broken'
    await readNow('500 /feed.xml')
    await until('the trouble is shown', async () => (await presence()).health.error?.code === 'server-error')
    site.items.unshift({ guid: 'waehrend', title: 'Währenddessen', text: 'Geschrieben, als nichts ging.' })
    site.mood = 'moved'
    await readNow('200 /new-feed.xml')
    await until('what was written meanwhile', async () => (await mentions()).length === 3)
    await until('no trouble', async () => (await presence()).health.error === null)
    await readNow('304 /new-feed.xml')
    expect(counted('301 /feed.xml'), 'moved for good: asked there from now on').toBe(1)
    expect(await mentions()).toHaveLength(3)
  })

  test('a mention becomes a case', async () => {
    const mention = (await mentions()).find(({ title }) => title === 'Die Bremsen der Firma')!
    const made = await office.ask(mentionRoutes.toCase, { params: { id: mention.id } })
    const read: ResponseOf<typeof caseRoutes.read> = await office.ask(caseRoutes.read, { params: { id: made.caseId } })
    expect(read).toMatchObject({ number: made.number, channel: 'feed', title: 'Die Bremsen der Firma' })
    expect((await mentions()).find(({ id }) => id === mention.id)).toMatchObject({ state: 'case', caseId: made.caseId })
  })
})
