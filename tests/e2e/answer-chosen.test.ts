import { AxeBuilder } from '@axe-core/playwright'
import { caseRoutes, incidentRoutes, settingsRoutes } from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { type SmtpSink, startSmtpSink } from '../peers/smtp-sink.ts'
import { connectMailbox, type Office, openOffice, reaching, tellTrouble } from './office.ts'
import { markPage, openScreen, wasNeverReloaded } from './screen.ts'
import { until } from './until.ts'

const names = ['Anna Adler', 'Bernd Busch', 'Carla Conrad']
/** Each in other words: what says the same is one line of the list. */
const words = [
  'Guten Tag, mein Router findet seit heute früh keine Verbindung. Was soll ich tun?',
  'Hallo, das Telefon in unserer Praxis ist tot, die Patienten erreichen uns nicht mehr.',
  'Seit gestern Abend bleibt der Fernseher schwarz, auf allen Sendern. Bitte um Hilfe.',
]
const complaint = (name: string, n: number) =>
  [
    `From: ${name} <kunde${n}@kunden.example>`,
    'To: service@firma.test',
    `Subject: ${['Keine Verbindung', 'Telefon tot', 'Bildschirm schwarz'][n]}`,
    `Message-ID: <router-${n}@kunden.example>`,
    `Date: ${new Date().toUTCString()}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    words[n],
  ].join('\r\n')
const answer =
  '{{customer.greeting}},\n\nIhr Anschluss #{{case.number}} geht wieder. Bitte starten Sie den Router einmal neu.\n\nMit freundlichen Grüßen\n{{agent.name}}'

// Three cases chosen in the list: under a new incident and one answer to all of them, by key; one mail is refused and
// goes out again from the result, which nobody reloads.
describe.skipIf(noMail)(`chosen cases are answered together ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let sink: SmtpSink
  let office: Office
  let browser: Browser
  let inbox: Page
  let incidents: Page

  beforeAll(async () => {
    mail = (await startMail())!
    sink = await startSmtpSink()
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort, sink.port) })
    browser = await launchBrowser()
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    await connectMailbox(office, mail, 'service@firma.test', { smtpPort: sink.port, plainSmtp: true })
    await mail.deliver('service@firma.test', names.map(complaint))
    await until('all cases', async () => {
      const { items } = await office.ask(caseRoutes.list, { query: { view: 'all', limit: 50 } })
      return items.length === names.length
    })
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await sink?.stop()
    await mail?.stop()
  })

  test('by key: chosen, put under a new incident; whoever looks at the incidents sees it come', {
    timeout: 180_000,
  }, async () => {
    incidents = await openScreen(browser, office.url, '/incidents')
    incidents.setDefaultTimeout(60_000)
    await incidents.getByText('Keine Störung').waitFor()
    await markPage(incidents)
    inbox = await openScreen(browser, office.url, '/inbox/all')
    inbox.setDefaultTimeout(60_000)
    await inbox.locator('a[data-case]').first().waitFor()
    for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await inbox.keyboard.press(key)
    await inbox.getByText('3 ausgewählt').waitFor()
    await inbox.keyboard.press('Shift+I')
    const dialog = inbox.getByRole('dialog', { name: 'Störung zuordnen' })
    await dialog.getByLabel('Worum es geht').fill('Keine Verbindung in Nord')
    await dialog.getByRole('button', { name: 'Störung zuordnen' }).click()
    await inbox.getByText('3 zugeordnet').first().waitFor()
    // Until it is gone the keys of the list rest.
    await dialog.waitFor({ state: 'hidden' })
    await incidents.getByText('Keine Verbindung in Nord').first().waitFor()
    await incidents.getByText('3 offen').first().waitFor()
    expect(await wasNeverReloaded(incidents)).toBe(true)
    const { items } = await office.ask(incidentRoutes.list)
    expect(items.map(({ cases }) => cases)).toEqual([3])
  })

  test('by key: one answer to the chosen ones, looked at before it leaves', { timeout: 180_000 }, async () => {
    let isFirst = true
    sink.answerWith(() => {
      const refused = isFirst
      isFirst = false
      return refused ? 'never' : 'accept'
    })
    await inbox.keyboard.press('r')
    await inbox.waitForURL('**/answers/new')
    await inbox.getByText('3 Fälle sind ausgewählt').waitFor()
    const { violations } = await new AxeBuilder({ page: inbox }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await inbox.getByLabel('Name der Antwort').fill('Anschluss wieder da')
    await inbox
      .getByLabel(/^Antwort/)
      .last()
      .fill(answer)
    await inbox.keyboard.press('Control+Enter')
    await inbox.getByText('3 bekommen die Antwort').waitFor({ timeout: 60_000 })
    const reason = inbox.getByLabel('Trotzdem senden, weil')
    if (await reason.isVisible()) await reason.fill('Mit der Technik abgestimmt')
    await inbox.getByRole('button', { name: 'An 3 Kunden senden' }).click()
    await inbox.waitForURL(/\/answers\/(?!new)/)
  })

  test('the result is live: two arrived, one was refused; once more, and each has exactly one', {
    timeout: 180_000,
  }, async () => {
    await markPage(inbox)
    await inbox.getByText('2 gesendet').waitFor({ timeout: 120_000 })
    await inbox.getByText('1 fehlgeschlagen').waitFor({ timeout: 60_000 })
    const { violations } = await new AxeBuilder({ page: inbox }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await inbox.getByRole('button', { name: /^An #\d+ erneut senden$/ }).click()
    await inbox.getByText('3 gesendet').waitFor({ timeout: 60_000 })
    expect(await inbox.getByText('fehlgeschlagen').count()).toBe(0)
    expect(await wasNeverReloaded(inbox)).toBe(true)
    const mine = sink.mails.filter(({ raw, answer: said }) => /Router einmal neu/.test(raw) && said === 'accept')
    expect(mine.map(({ to }) => to[0]).toSorted()).toEqual(names.map((_, n) => `kunde${n}@kunden.example`))
    expect([...sink.delivered().values()].every((count) => count === 1)).toBe(true)
  })

  test('in English: from those that say the same, and an empty choice says what to do', {
    timeout: 180_000,
  }, async () => {
    await inbox.evaluate(`localStorage.setItem('resonanz.preferences', JSON.stringify({ language: 'en' }))`)
    const { items } = await office.ask(caseRoutes.list, { query: { view: 'all', limit: 50 } })
    await inbox.goto(`${office.url}/cases/${items[0]!.id}/same`)
    await inbox.getByRole('heading', { name: 'Cases that say the same' }).waitFor()
    await inbox.getByRole('button', { name: /^Choose (all|none)$/ }).waitFor()
    await inbox.goto(`${office.url}/answers/new`)
    await inbox.getByText('Nobody is chosen').waitFor()
    await inbox.goto(`${office.url}/inbox/all`)
    await inbox.locator('a[data-case]').first().waitFor()
    for (const key of ['j', 'x']) await inbox.keyboard.press(key)
    await inbox.getByRole('button', { name: 'Answer everybody' }).click()
    await inbox.getByText('One case is chosen').waitFor()
  })
})
