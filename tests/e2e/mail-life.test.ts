import { randomBytes } from 'node:crypto'
import {
  caseRoutes,
  type Message,
  presenceRoutes,
  replyRoutes,
  type ResponseOf,
  settingsRoutes,
} from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import type { ReceivedMail } from '../peers/mailbox.ts'
import {
  caseTitled,
  connectMailbox,
  mailboxInput,
  messagesOf,
  type Office,
  openOffice,
  reaching,
  tellTrouble,
} from './office.ts'
import { markPage, openScreen, pressFor, wasNeverReloaded } from './screen.ts'
import { until } from './until.ts'

type Case = ResponseOf<typeof caseRoutes.read>

const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(40_000), Buffer.from('\n%%EOF\n')])
/** One red pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8Dwn4EIAAAl9gP9uOQbLgAAAABJRU5ErkJggg==',
  'base64',
)

// One customer, one concern, from the first mail on; each test goes on where the one before ended.
describe.skipIf(noMail)(`a concern by mail, from the customer and back ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let office: Office
  let browser: Browser
  let page: Page
  let live: Awaited<ReturnType<Office['live']>>
  let service = ''
  let billing = ''
  let caseId = ''
  let question = ''
  let answer: ReceivedMail

  const read = (): Promise<Case> => office.ask(caseRoutes.read, { params: { id: caseId } })
  const messages = () => messagesOf(office, caseId)
  const incoming = async () => (await messages()).filter((message) => message.direction === 'in')
  const counted = (n: number) => until(`${n} mails of the customer`, async () => (await incoming()).length === n)
  const cases = async () => (await office.ask(caseRoutes.list, { query: { limit: 200 } })).items

  beforeAll(async () => {
    mail = (await startMail())!
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort) })
    browser = await launchBrowser()
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    live?.close()
    await browser?.close()
    await office?.close()
    await mail?.stop()
  })

  test('the mailbox is tried, then connected', async () => {
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    const tried = await office.ask(presenceRoutes.test, {
      body: { presence: mailboxInput(mail, 'service@firma.test') },
    })
    expect(tried.steps.filter((step) => !step.ok)).toEqual([])
    expect(tried.ok).toBe(true)
    expect(tried.found.folders).toEqual(expect.arrayContaining(['INBOX', 'Sent']))
    const wrong = await office.ask(presenceRoutes.test, {
      body: { presence: mailboxInput(mail, 'service@firma.test', { password: 'falsch' }) },
    })
    expect(wrong.steps.find((step) => !step.ok)).toMatchObject({ step: 'sign_in', code: 'wrong-credentials' })
    service = await connectMailbox(office, mail, 'service@firma.test')
    billing = await connectMailbox(office, mail, 'rechnung@firma.test')
  })

  test('the customer’s mail appears in an open page, without a reload', { timeout: 180_000 }, async () => {
    page = await openScreen(browser, office.url, '/inbox/all')
    await markPage(page)
    live = await office.live()
    question = await mail.sendAs('kunde@example.test', {
      from: { name: 'Jörg Müßig', address: 'kunde@example.test' },
      to: 'service@firma.test',
      subject: 'Wo bleibt mein Gerät in Größe „XL“?',
      text: 'Guten Tag,\n\nseit zwei Wochen warte ich auf mein Gerät – 49,90 € sind bezahlt.\n\nViele Grüße\nJörg Müßig',
      html: '<p>Guten Tag,</p><p>seit zwei Wochen warte ich auf mein <b>Gerät</b> – 49,90 € sind bezahlt.</p><p><img src="cid:foto@example.test" alt="Foto"></p><p>Viele Grüße<br>Jörg Müßig</p>',
      attachments: [
        { filename: 'Rechnung für Müßig.pdf', content: pdf, contentType: 'application/pdf' },
        { filename: 'foto.png', content: png, contentType: 'image/png', cid: 'foto@example.test' },
      ],
    })
    const row = page.locator('a[data-case]', { hasText: 'Wo bleibt mein Gerät in Größe „XL“?' })
    await row.waitFor()
    expect(await row.textContent()).toContain('Jörg Müßig')
    expect(await wasNeverReloaded(page)).toBe(true)
    caseId = (await row.getAttribute('data-case'))!
    await until('the live event', () => live.events.some((event) => event.type === 'case' && event.caseId === caseId))
  })

  test('it is read as it was written; files and the original are the same to the byte', async () => {
    const [message] = (await incoming()) as [Message]
    expect(message.author).toMatchObject({ name: 'Jörg Müßig', address: 'kunde@example.test' })
    expect(message.text).toContain('seit zwei Wochen warte ich auf mein Gerät – 49,90 € sind bezahlt.')
    const file = message.attachments.find(({ type }) => type === 'application/pdf')!
    expect(file).toMatchObject({ name: 'Rechnung für Müßig.pdf', size: pdf.length, inline: false })
    const downloaded = await office.download(file.href)
    expect(downloaded.bytes.equals(pdf)).toBe(true)
    expect(downloaded.headers.get('content-disposition')).toContain('attachment')
    expect(downloaded.headers.get('x-content-type-options')).toBe('nosniff')
    const original = await office.download(`/api/v1/messages/${message.id}/original`)
    const [kept] = await mail.fetchAll('service@firma.test')
    expect(original.bytes.equals(kept!.raw)).toBe(true)
  })

  test('the answer is written by keyboard and reaches the customer in her thread', { timeout: 180_000 }, async () => {
    const row = page.locator(`a[data-case="${caseId}"]`)
    await row.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/inbox/all/${caseId}**`)
    await page.locator('article', { hasText: 'seit zwei Wochen' }).waitFor()
    const picture = page.locator('article img').first()
    await until('the inline picture', () => picture.evaluate((img) => 'naturalWidth' in img && img.naturalWidth === 1))
    const field = page.locator('[data-composer=reply] textarea')
    // The answer field comes a moment after the words; its key holds from then on.
    await field.waitFor()
    await pressFor(page, 'r', field.and(page.locator(':focus')))
    await page.keyboard.type('Guten Tag Herr Müßig,\n\nIhr Gerät ist unterwegs, spätestens übermorgen.')
    await page.keyboard.press('Control+Enter')

    answer = await mail.waitForMail('kunde@example.test', (one) => one.inReplyTo === question, 60_000)
    expect(answer.references).toContain(question)
    expect(answer.subject).toBe('Re: Wo bleibt mein Gerät in Größe „XL“?')
    expect(answer.from).toMatchObject({ address: 'service@firma.test', name: 'Firma Test' })
    expect(answer.replyTo?.[0]?.address).toMatch(/^service\+c_[a-z2-7]+@firma\.test$/)
    expect(answer.messageId).toMatch(/@firma\.test>$/)
    const [written, quoted] = answer.text!.split(/\n.*schrieb Jörg Müßig:\n/)
    expect(written!.trim()).toBe('Guten Tag Herr Müßig,\n\nIhr Gerät ist unterwegs, spätestens übermorgen.')
    expect(quoted).toContain('> seit zwei Wochen warte ich auf mein Gerät – 49,90 € sind bezahlt.')
    await page.locator('article', { hasText: 'spätestens übermorgen' }).waitFor()
    expect(await wasNeverReloaded(page)).toBe(true)
  })

  test('a copy lies in Sent, and the answer counts as handed over', async () => {
    await until('handed over', async () => (await messages()).at(-1)?.outbox?.state === 'handed_over')
    const sent = await until('the copy', async () =>
      (await mail.fetchAll('service@firma.test', 'Sent')).find((one) => one.messageId === answer.messageId),
    )
    expect(sent.flags.has('\\Seen')).toBe(true)
    const now = await read()
    expect(now.dueKind).not.toBe('answer')
  })

  test('her reply lands in the same case: by References, by the plus address alone, by „Re:“ alone', async () => {
    const plus = answer.replyTo![0]!.address!
    await mail.sendAs('kunde@example.test', {
      to: plus,
      subject: answer.subject!,
      inReplyTo: answer.messageId,
      references: `${answer.references} ${answer.messageId}`,
      text: `Danke schön!\n\nAm 22.11.2026 schrieb Firma Test:\n> Ihr Gerät ist unterwegs.`,
    })
    await counted(2)
    expect((await incoming()).at(-1)!.text).toBe('Danke schön!')
    await mail.sendAs('kunde@example.test', { to: plus, subject: 'Noch etwas', text: 'Es fehlt auch das Ladegerät.' })
    await counted(3)
    await mail.sendAs('kunde@example.test', {
      to: 'service@firma.test',
      subject: 'Re: Wo bleibt mein Gerät in Größe „XL“?',
      text: 'Und die Anleitung.',
    })
    await counted(4)
    expect(await cases()).toHaveLength(1)
    expect((await read()).dueKind).toBe('answer')
    await page.locator('article', { hasText: 'Und die Anleitung.' }).waitFor()
  })

  test('an out-of-office notice changes nothing and is answered by nobody', async () => {
    await reply({ text: 'Ladegerät und Anleitung liegen bei.', nextUpdate: null })
    const second = await mail.waitForMail('kunde@example.test', (one) => one.text?.includes('liegen bei') === true)
    const before = await read()
    expect(before.category).toBe('waiting_customer')
    await mail.sendAs('kunde@example.test', {
      to: second.replyTo![0]!.address!,
      subject: 'Abwesenheitsnotiz: Wo bleibt mein Gerät in Größe „XL“?',
      inReplyTo: second.messageId,
      references: second.messageId,
      headers: { 'Auto-Submitted': 'auto-replied' },
      text: 'Ich bin bis 30.11. nicht im Haus.',
    })
    await counted(5)
    expect((await incoming()).at(-1)!.nature).toBe('autoreply')
    const after = await read()
    expect([after.category, after.dueAt, after.dueKind]).toEqual([before.category, before.dueAt, before.dueKind])
    expect(await mail.fetchAll('kunde@example.test')).toHaveLength(2)
    expect(await cases()).toHaveLength(1)
  })

  test('an answer that comes back has failed, and the case is due', { timeout: 180_000 }, async () => {
    const made = await office.ask(caseRoutes.create, {
      body: {
        channel: 'email',
        title: 'Nachfrage',
        text: 'Haben Sie das Paket erhalten?',
        contact: { name: 'Niemand', email: 'niemand@example.test' },
      },
    })
    await office.ask(replyRoutes.send, {
      params: { id: made.id },
      body: {
        threadId: made.threads[0]!.id,
        text: 'Guten Tag, haben Sie das Paket erhalten?',
        to: ['niemand@example.test'],
        expectedLastMessageId: made.lastMessageId,
        nextUpdate: null,
      },
    })
    const failed = await until('the bounce', async () =>
      (await messagesOf(office, made.id)).find((message) => message.outbox?.state === 'failed'),
    )
    expect(failed.outbox!.reasonCode).toBe('bounced')
    const now = await office.ask(caseRoutes.read, { params: { id: made.id } })
    expect(now).toMatchObject({ category: 'open', dueKind: 'answer' })
    expect(Date.parse(now.dueAt!)).toBeLessThanOrEqual(Date.now() + 1_000)
    expect(await cases()).toHaveLength(2)
  })

  test('a mail to two of our mailboxes is one message in each', async () => {
    await mail.sendAs('tom@example.test', {
      from: { name: 'Tom Tell', address: 'tom@example.test' },
      to: ['service@firma.test', 'rechnung@firma.test'],
      subject: 'Rechnung und Lieferung',
      text: 'Beides stimmt nicht.',
    })
    await until('both', async () => (await stored('Rechnung und Lieferung')).length === 2)
    const found = await stored('Rechnung und Lieferung')
    expect(found.map((row) => row.presence_id).toSorted()).toEqual([service, billing].toSorted())
  })

  test('the same mail three times is one message; the same id with other words is flagged', async () => {
    const raw = (text: string) =>
      `From: Jana <jana@example.test>\r\nTo: service@firma.test\r\nSubject: Dreifach\r\nMessage-ID: <dreifach@example.test>\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\n\r\n${text}\r\n`
    await mail.deliver('service@firma.test', [raw('Hallo'), raw('Hallo'), raw('Hallo')])
    const row = await caseTitled(office, 'Dreifach')
    await until('all three read', async () => (await inletCount(service, 'dreifach')) === 3)
    await quiet()
    expect(await messagesOf(office, row.id)).toHaveLength(1)
    await mail.deliver('service@firma.test', [raw('Etwas ganz anderes')])
    await until('the other words', async () => (await stored('Dreifach')).length === 2)
    const flags = (await stored('Dreifach')).map((message) => message.flags.includes('id-reused'))
    expect(flags.toSorted()).toEqual([false, true])
  })

  async function reply(what: { text: string; nextUpdate: null }): Promise<void> {
    const now = await read()
    await office.ask(replyRoutes.send, {
      params: { id: caseId },
      body: { threadId: now.threads[0]!.id, expectedLastMessageId: now.lastMessageId, ...what },
    })
  }
  function stored(subject: string) {
    return office.sql<{ presence_id: string; flags: string[] }>(
      `select presence_id, flags from message where direction = 'in' and subject = $1`,
      [subject],
    )
  }
  async function inletCount(presenceId: string, word: string): Promise<number> {
    const rows = await office.sql(
      `select 1 from inlet_item where presence_id = $1 and position($2::bytea in raw) > 0 and state <> 'taken'`,
      [presenceId, word],
    )
    return rows.length
  }
  /** Nothing waits inside any more. */
  async function quiet(): Promise<void> {
    await until('all items worked', async () => {
      return (await office.sql(`select 1 from inlet_open where not quarantined`)).length === 0
    })
  }
})
