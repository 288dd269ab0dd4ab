import { caseRoutes, mentionRoutes, presenceRoutes, type ResponseOf, settingsRoutes } from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { type FeedSite, startFeedSite } from './feed-site.ts'
import { connectMailbox, messagesOf, type Office, openOffice, reaching, tellTrouble, untilRead } from './office.ts'
import { openScreen, pressFor } from './screen.ts'
import { until } from './until.ts'

type Case = ResponseOf<typeof caseRoutes.read>
const pseudonym = 'nachtfalter77'
const name = 'Käthe Krämer'
const iban = 'DE89 3704 0044 0532 0130 00'

// Somebody complains in public under a pseudonym, and the rest is private: inside one case, with the team that heard it
// first (seeds 000, 004). With the channels of today: a blog that is read, the form, mail. Issue 5 brings what is done by
// hand here: answering at the post itself, the direct message, the private page behind a link that works once.
describe.skipIf(noMail)(`a complaint under a pseudonym becomes private ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let site: FeedSite
  let office: Office
  let browser: Browser
  let page: Page
  let formKey = ''
  let publicCase = ''
  let privateCase = ''

  const read = (id: string): Promise<Case> => office.ask(caseRoutes.read, { params: { id } })
  const strip = () => page.getByRole('region', { name: 'Hinweise der Richtlinie' })
  const open = async (id: string, words: string) => {
    await page.goto(`${office.url}/cases/${id}`)
    await page.locator('article', { hasText: words }).first().waitFor()
  }
  const write = async (text: string) => {
    const field = page.locator('[data-composer=reply] textarea')
    await until('the field for the answer', async () => {
      if (await field.evaluateAll(([one]) => one?.matches(':focus') ?? false)) return true
      await page.keyboard.press('r')
      return false
    })
    await page.keyboard.press('Control+a')
    await page.keyboard.type(text)
  }
  const saidInPublic = async () => {
    const { threads } = await read(publicCase)
    const shown = new Set(threads.filter(({ visibility }) => visibility === 'public').map(({ id }) => id))
    return (await messagesOf(office, publicCase))
      .filter(({ direction, threadId }) => direction === 'out' && shown.has(threadId))
      .map(({ text }) => text)
  }

  beforeAll(async () => {
    mail = (await startMail())!
    site = await startFeedSite()
    site.items = [{ guid: 'alt', title: 'Frühling', text: 'Ein alter Beitrag.', author: 'redaktion' }]
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort, site.port) })
    browser = await launchBrowser()
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    const mailPresenceId = await connectMailbox(office, mail, 'service@firma.test')
    const form = await office.ask(presenceRoutes.create, {
      body: { kind: 'form', name: 'Kontaktformular', settings: { mailPresenceId } },
    })
    formKey = form.presence.publicKey!
    const feed = await office.ask(presenceRoutes.create, {
      body: { kind: 'feed', name: 'Radblog', settings: { url: site.url, everyMinutes: 60 } },
    })
    await untilRead(office, feed.presence.id)
    site.items.unshift({
      guid: 'erstattung',
      title: 'Seit Wochen kein Geld zurück',
      text: 'Die Firma schuldet mir eine Erstattung und niemand antwortet.',
      author: pseudonym,
    })
    await office.ask(presenceRoutes.sync, { params: { id: feed.presence.id } })
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await site?.close()
    await mail?.stop()
  })

  test('the post is heard and becomes a case; nobody guesses who it is', { timeout: 180_000 }, async () => {
    await until('the mention', async () =>
      (await office.ask(mentionRoutes.list, { query: { state: 'new' } })).items.some(
        ({ title }) => title === 'Seit Wochen kein Geld zurück',
      ),
    )
    page = await openScreen(browser, office.url, '/mentions')
    page.setDefaultTimeout(60_000)
    const card = page.locator('[data-mention]', { hasText: 'Seit Wochen kein Geld zurück' })
    await card.getByText(pseudonym).waitFor()
    await card.focus()
    await page.keyboard.press('c')
    await page.waitForURL('**/cases/*')
    publicCase = page.url().split('/').at(-1)!
    await page.locator('article', { hasText: 'schuldet mir eine Erstattung' }).waitFor()
    const found = await read(publicCase)
    expect(found.customer).toMatchObject({ id: null, name: pseudonym })
    expect(found.threads.map(({ visibility }) => visibility)).toEqual(['public'])
    await page.getByText('nicht verknüpft').first().waitFor()
  })

  test('personal data in the public answer is stopped while it is written; what is said there says nothing of her', {
    timeout: 180_000,
  }, async () => {
    await write('Guten Tag, rufen wir Sie unter 0151 23456789 zurück?')
    await strip().getByText('Stopp: Personendaten öffentlich').waitFor()
    await write(
      'Guten Tag, das hätte nicht passieren dürfen. Ich kümmere mich heute darum und bleibe dabei, bis es gelöst ist.',
    )
    await until('no stop any more', async () => (await strip().getByText('Stopp').count()) === 0)
    await page.keyboard.press('Control+Enter')
    await until('the public answer', async () => (await saidInPublic()).length === 1)
  })

  test('she writes where nobody reads along, still under her pseudonym, and shows that the address is hers', {
    timeout: 180_000,
  }, async () => {
    const context = await browser.newContext({ locale: 'de-DE' })
    const guest = await context.newPage()
    await guest.goto(`${office.url}/f/${formKey}`)
    await guest.locator('#question').fill('Ich bin die mit dem Beitrag im Radblog. Es geht um meine Erstattung.')
    await guest.locator('#question').press('Tab')
    await guest.keyboard.press('Enter')
    await guest.locator('#contact-title:focus').waitFor()
    await guest.keyboard.press('Tab')
    await guest.keyboard.type(pseudonym)
    await guest.keyboard.press('Tab')
    await guest.keyboard.type('kunde@example.test')
    await guest.keyboard.press('Enter')
    await guest.locator('#receipt').waitFor({ timeout: 60_000 })
    const asked = await mail.waitForMail('kunde@example.test', () => true, 60_000)
    await guest.goto(/http:\/\/\S+\/f\/verify\/\S+/.exec(asked.text!)![0])
    await guest.locator('#confirm').click()
    await guest.locator('#outcome.done').waitFor({ timeout: 60_000 })
    await context.close()
    const list = await until('her case', async () =>
      (await office.ask(caseRoutes.list, { query: {} })).items.find(({ channel }) => channel === 'form'),
    )
    privateCase = list.id
    expect((await read(privateCase)).customer.id).toBeNull()
    expect((await read(publicCase)).customer.id).toBeNull()
  })

  test('asked in private she says who she is; her data stays there', { timeout: 180_000 }, async () => {
    await open(privateCase, 'mit dem Beitrag im Radblog')
    await write(
      'Guten Tag, danke für Ihre Nachricht. Damit ich die Erstattung heute anweisen kann, brauche ich Ihren Namen und die IBAN; hier liest niemand mit.',
    )
    await page.keyboard.press('Control+Enter')
    const answer = await mail.waitForMail(
      'kunde@example.test',
      (one) => one.text!.includes('liest niemand mit'),
      60_000,
    )
    await mail.sendAs('kunde@example.test', {
      from: { name, address: 'kunde@example.test' },
      to: answer.replyTo![0]!.address!,
      subject: `Re: ${answer.subject}`,
      inReplyTo: answer.messageId,
      references: answer.messageId,
      text: `Ich heiße ${name}, meine IBAN ist ${iban}.`,
    })
    await page.locator('article', { hasText: 'meine IBAN ist' }).waitFor({ timeout: 60_000 })
    expect((await read(privateCase)).customer.id, 'a name in a mail links nobody').toBeNull()
  })

  test('who she is holds once a person says so, with the reason, and can be taken back', {
    timeout: 180_000,
  }, async () => {
    await page.getByRole('button', { name: 'Kunde anlegen' }).click()
    const create = page.getByRole('dialog', { name: 'Kunde anlegen' })
    await create.getByLabel('Name', { exact: true }).fill(name)
    await create.getByRole('button', { name: 'Kunde anlegen' }).click()
    const customer = await until('the customer', async () => (await read(privateCase)).customer.id)
    expect((await read(publicCase)).customer.id, 'the post is still nobody’s').toBeNull()
    await open(publicCase, 'schuldet mir eine Erstattung')
    const undo = page.getByRole('button', { name: /^Rückgängig/ }).first()
    const link = async () => {
      await page.getByRole('button', { name: 'Mit Kunde verknüpfen' }).click()
      const dialog = page.getByRole('dialog', { name: `${pseudonym} verknüpfen` })
      await dialog.getByLabel('Name, Nummer, Adresse oder Kontoname').fill('Krämer')
      await dialog.getByRole('radio').first().check()
      await dialog.getByLabel('Woran erkannt?').fill('Nannte ihren Beitrag im Formular')
      await dialog.getByRole('button', { name: 'Verknüpfen' }).click()
      // It stays while the pointer is on it.
      await undo.hover()
      await until('the link', async () => (await read(publicCase)).customer.id === customer)
    }
    await link()
    await undo.click()
    await until('unlinked again', async () => (await read(publicCase)).customer.id === null)
    await page.getByRole('button', { name: 'Mit Kunde verknüpfen' }).waitFor()
    await link()
  })

  test('one case to the end: both ways in it, and in public at most that we wrote to her', {
    timeout: 180_000,
  }, async () => {
    await open(privateCase, 'meine IBAN ist')
    const { number } = await read(publicCase)
    const merge = page.getByRole('dialog', { name: /zusammenführen mit/ })
    await pressFor(page, 'm', merge)
    await merge.getByRole('textbox', { name: /^Anderer Fall/ }).fill(String(number))
    await merge.getByRole('radio').first().check()
    await merge.getByText('Sie können es 30 Tage lang rückgängig machen.').waitFor()
    await merge.getByRole('button', { name: 'Zusammenführen' }).click()
    await page.waitForURL(`**/cases/${publicCase}`)
    await page.locator('article', { hasText: 'meine IBAN ist' }).waitFor()
    const { threads } = await read(publicCase)
    expect(threads.map(({ visibility }) => visibility).toSorted()).toEqual(['private', 'public'])
    await page.locator('[data-composer=reply] textarea').waitFor()
    await pressFor(page, 'r', page.locator('[data-composer=reply] textarea:focus'))
    await page.locator('[data-composer=reply] button', { hasText: /^(öffentlich|privat) ·/ }).click()
    await page.getByRole('menuitemradio', { name: /^öffentlich/ }).click()
    await write(`Liebe Frau Krämer, die Erstattung geht auf ${iban}.`)
    await strip().getByText('Stopp: Personendaten öffentlich').first().waitFor()
    await write('Danke für Ihre Geduld. Wir haben Ihnen privat geschrieben.')
    await until('no stop any more', async () => (await strip().getByText('Stopp').count()) === 0)
    await page.keyboard.press('Control+Enter')
    await until('the public word', async () => (await saidInPublic()).length === 2)
    const said = (await saidInPublic()).join(' ')
    for (const hers of [name, 'Krämer', 'kunde@example.test', 'DE89', '0151']) expect(said).not.toContain(hers)
  })
})
