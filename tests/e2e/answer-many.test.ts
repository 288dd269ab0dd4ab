import { caseFileRoutes, caseRoutes, incidentRoutes, manyAnswerRoutes, settingsRoutes } from '@resonanz/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { type SmtpSink, startSmtpSink } from '../peers/smtp-sink.ts'
import { connectMailbox, type Office, openOffice, reaching, tellTrouble } from './office.ts'
import { openScreen } from './screen.ts'
import { until } from './until.ts'

const customers = 200
/** Seventh: Kim Kundeah. A name with figures in it is none to greet by. */
const nameOf = (n: number) => `Kim Kunde${String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26))}`
const address = (n: number) => `kunde${n}@kunden.example`
const complaint = (n: number) =>
  [
    `From: ${nameOf(n)} <${address(n)}>`,
    'To: service@firma.test',
    `Subject: Mein Wasserkocher raucht, Nummer ${n}`,
    `Message-ID: <klage-${n}@kunden.example>`,
    `Date: ${new Date().toUTCString()}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Guten Tag, mein Wasserkocher raucht beim Einschalten. Gerät ${n}. Was soll ich tun?`,
  ].join('\r\n')

// A recall: two hundred people write, one answers all of them, each gets one mail with their own name.
describe.skipIf(noMail)(`a recall answered once for ${customers} customers ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let sink: SmtpSink
  let office: Office
  let browser: Browser
  let incidentId = ''
  let manyId = ''

  beforeAll(async () => {
    mail = (await startMail())!
    sink = await startSmtpSink()
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort, sink.port) })
    browser = await launchBrowser()
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await sink?.stop()
    await mail?.stop()
  })

  const allCases = async () => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await office.ask(caseRoutes.list, {
        query: { view: 'all', limit: 200, ...(cursor ? { cursor } : {}) },
      })
      found.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    return [...new Set(found)]
  }

  test('two hundred complaints become two hundred cases under one incident', { timeout: 240_000 }, async () => {
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    await connectMailbox(office, mail, 'service@firma.test', { smtpPort: sink.port, plainSmtp: true })
    await mail.deliver(
      'service@firma.test',
      Array.from({ length: customers }, (_, n) => complaint(n + 1)),
    )
    const ids = await until(
      'all cases',
      async () => {
        const found = await allCases()
        return found.length >= customers && found
      },
      200_000,
    )
    const incident = await office.ask(incidentRoutes.create, { body: { title: 'Rückruf Wasserkocher', caseIds: ids } })
    incidentId = incident.id
    expect(incident.cases).toBe(customers)
  })

  test('the answer is written, checked for everybody and sent on the screen', { timeout: 180_000 }, async () => {
    const page = await openScreen(browser, office.url, `/incidents/${incidentId}/answer`)
    await page.getByLabel('Name der Antwort').fill('Rückruf Wasserkocher')
    await page
      .getByLabel(/^Antwort/)
      .last()
      .fill(
        '{{customer.greeting}},\n\nbitte benutzen Sie den Wasserkocher nicht mehr. Wir tauschen ihn kostenlos um und melden uns bis Freitag mit dem Versandetikett. Ihr Vorgang ist #{{case.number}}.\n\nMit freundlichen Grüßen\n{{agent.name}}',
      )
    await page.getByRole('button', { name: 'Prüfen und Empfänger ansehen' }).click()
    await page.getByText(`${customers} bekommen die Antwort`).waitFor({ timeout: 60_000 })
    const reason = page.getByLabel('Trotzdem senden, weil')
    if (await reason.isVisible()) await reason.fill('Rückruf, mit der Rechtsabteilung abgestimmt')
    await page.getByRole('button', { name: `An ${customers} Kunden senden` }).click()
    await page.waitForURL(/\/answers\//)
    manyId = page.url().split('/').at(-1)!
    await page.close()
  })

  test('each customer gets exactly one mail, in their name; the result says so', { timeout: 300_000 }, async () => {
    await until(
      'all mails',
      async () => {
        const { counts } = await office.ask(manyAnswerRoutes.read, { params: { id: manyId } })
        return counts.sent + counts.failed + counts.unclear + counts.skipped === customers
      },
      280_000,
    )
    const { counts, items } = await office.ask(manyAnswerRoutes.read, { params: { id: manyId } })
    expect(counts, JSON.stringify(items.filter(({ state }) => state !== 'sent').slice(0, 3))).toMatchObject({
      sent: customers,
    })
    const mine = sink.mails.filter(({ raw }) => /Versandetikett/.test(raw))
    const perPerson = new Map<string, number>()
    for (const { to } of mine) for (const one of to) perPerson.set(one, (perPerson.get(one) ?? 0) + 1)
    expect(perPerson.size).toBe(customers)
    expect([...perPerson.values()].every((count) => count === 1)).toBe(true)
    const seventh = mine.find(({ to }) => to.includes(address(7)))!
    expect(seventh.raw).toContain(`Guten Tag ${nameOf(7)},`)
  })

  test('the file of one of the cases names the incident and the answer', async () => {
    const id = (await office.ask(manyAnswerRoutes.read, { params: { id: manyId } })).items[0]!.case.id
    const file = await office.ask(caseFileRoutes.json, {
      params: { id },
      query: { language: 'de', purpose: 'internal' },
    })
    expect(file.case.incident).toBe('Rückruf Wasserkocher')
    expect(file.messages.at(-1)!.text).toContain('Versandetikett')
    const { bytes, headers } = await office.download(`/api/v1/cases/${id}/case-file.pdf?language=de&purpose=internal`)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(headers.get('content-disposition')).toContain('attachment')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})
