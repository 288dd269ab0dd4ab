import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { signWebhook } from '@resonanz/channels'
import { caseRoutes, presenceRoutes, privatePageRoutes, type Question, settingsRoutes } from '@resonanz/contracts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type Office, openOffice, tellTrouble } from './office.ts'
import { openScreen, pressFor } from './screen.ts'
import { until } from './until.ts'

// A customer writes their bank account under a public post. They are led to a private page without leaving the case.
let office: Office
let browser: Browser
let desk: Page
let phone: BrowserContext
let customer: Page
let caseId = ''
let link = ''

const iban = 'DE89 3704 0044 0532 0130 00'
const asked = (key: string, kind: Question['kind'], name: string, isMasked: boolean): Question => ({
  key,
  kind,
  label: { de: name, en: name },
  reason: { de: 'Für Ihre Erstattung', en: 'For your refund' },
  isRequired: true,
  isMasked,
  keepDays: 30,
  choices: [],
})
const pages = async () => (await office.ask(privatePageRoutes.ofCase, { params: { id: caseId } })).pages
const messages = async () =>
  (await office.ask(caseRoutes.timeline, { params: { id: caseId }, query: { limit: 200 } })).items.flatMap((item) =>
    item.kind === 'message' ? [item] : [],
  )

beforeAll(async () => {
  office = await openOffice()
  browser = await launchBrowser()
  await office.ask(settingsRoutes.change, { body: { undoSeconds: 0, publicUrl: office.url } })
  const { presence, signingSecret } = await office.ask(presenceRoutes.create, {
    body: { kind: 'inlet', name: 'Kommentare', settings: { visibility: 'public' } },
  })
  const questions = [asked('iban', 'iban', 'IBAN', true), asked('order', 'customer-number', 'Bestellnummer', false)]
  await office.ask(privatePageRoutes.createSet, { body: { name: 'Erstattung', topicId: null, questions } })
  const body = JSON.stringify({
    id: 'kommentar-1',
    author: { handle: '@jana', name: 'Jana Berger' },
    text: `Wo bleibt mein Geld für Bestellung 4711? Meine IBAN ist ${iban}, ruft mich an: 0170 5550142.`,
  })
  const answer = await fetch(`${office.url}/api/v1/inlet/${presence.publicKey}`, {
    method: 'POST',
    headers: {
      ...signWebhook(signingSecret!, randomUUID(), Date.now(), Buffer.from(body)),
      'content-type': 'application/json',
    },
    body,
  })
  if (!answer.ok) throw new Error(`inlet: ${answer.status}`)
  await until('the case', async () => {
    const { items } = await office.ask(caseRoutes.list, { query: { view: 'all' } })
    caseId = items[0]?.id ?? ''
    return caseId !== ''
  })
}, 240_000)
afterEach(tellTrouble(() => office))
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

test('the case warns; by keyboard a page is set up and its words stand in the public answer', {
  timeout: 180_000,
}, async () => {
  desk = await openScreen(browser, office.url, `/cases/${caseId}`)
  await desk.getByText(/In einer öffentlichen Nachricht des Kunden stehen persönliche Daten: .*IBAN/).waitFor()
  await desk.locator('[data-row="message"]').first().waitFor()
  const dialog = desk.getByRole('dialog')
  await pressFor(desk, 'Shift+V', dialog)
  await dialog.getByRole('combobox', { name: 'Vorbereitete Fragen' }).click()
  await desk.getByRole('option', { name: 'Erstattung' }).click()
  await dialog.getByRole('checkbox', { name: 'IBAN' }).waitFor()
  await dialog.getByText('Öffentliche Antwort', { exact: true }).click()
  await desk.keyboard.press('Control+Enter')
  await dialog.getByText('Seite ist bereit').waitFor()
  await dialog.getByRole('button', { name: /In die Antwort legen/ }).click()
  const field = desk.locator('[data-composer="reply"] textarea').first()
  await until('the words', async () => (await field.inputValue()).includes('/p/'))
  await field.focus()
  await desk.keyboard.press('Control+Enter')
  await until('the public answer', async () => (await messages()).some(({ direction }) => direction === 'out'))
  const said = (await messages()).find(({ direction }) => direction === 'out')!
  expect(said).toMatchObject({ visibility: 'public' })
  expect(said.text).toContain('Zum Schutz Ihrer Daten geht es hier privat weiter')
  link = /https?:\S+\/p\/\S+/.exec(said.text)![0]
})

test('programs that follow the link learn nothing; the customer opens it on a phone, everything by keyboard', {
  timeout: 180_000,
}, async () => {
  const preview = await (await fetch(link)).text()
  expect(preview).not.toMatch(/IBAN|Jana|Bestellung/)
  phone = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'de-DE', hasTouch: true })
  customer = await phone.newPage()
  const problems: string[] = []
  customer.on('pageerror', (error) => problems.push(error.message))
  await customer.goto(link)
  expect(await violations(customer)).toEqual([])
  await customer.getByRole('button', { name: 'Seite öffnen' }).focus()
  await customer.keyboard.press('Enter')
  await customer.getByLabel('IBAN').waitFor()
  expect(await violations(customer)).toEqual([])
  await customer.getByLabel('IBAN').focus()
  await customer.keyboard.type('DE00 1234')
  await customer.keyboard.press('Enter')
  await customer.getByRole('alert').getByRole('link', { name: 'Bestellnummer' }).click()
  await customer.keyboard.type('4711')
  await customer.keyboard.press('Enter')
  await customer.getByText('Diese Angabe kann nicht stimmen').waitFor()
  expect(await violations(customer)).toEqual([])
  await customer.getByLabel('IBAN').fill(iban)
  await customer.getByLabel('Ihre Nachricht an uns').fill('Danke, hier ist alles.')
  const wide = await customer.evaluate('document.documentElement.scrollWidth > innerWidth')
  expect(wide).toBe(false)
  await customer.getByRole('button', { name: 'Absenden' }).click()
  await customer.getByText('Danke, Ihre Angaben sind angekommen.').waitFor()
  expect(problems).toEqual([])
})

test('it stands in the same case, sealed and masked, live; the public thread holds the harmless sentence alone', {
  timeout: 180_000,
}, async () => {
  await desk.getByText('Danke, hier ist alles.').first().waitFor()
  await desk.getByText('Der Link stand öffentlich: nicht sicher, wer hier schreibt').waitFor()
  await desk.getByRole('tab', { name: 'Fall', exact: true }).click()
  await desk.getByText('Alle Angaben sind da').waitFor()
  const all = await messages()
  const ofPage = all.filter(({ channel }) => channel === 'private-page')
  expect(ofPage).toHaveLength(1)
  expect(ofPage[0]).toMatchObject({ visibility: 'private', direction: 'in' })
  expect(ofPage[0]!.text).toBe('Danke, hier ist alles.\n\nIBAN: angegeben (verdeckt)\nBestellnummer: 4711')
  const ours = all.filter(({ visibility, direction }) => visibility === 'public' && direction === 'out')
  expect(ours).toHaveLength(1)
  const [page] = await pages()
  expect(page!.state).toBe('answered')
  const [answer] = await office.sql<{ plain: boolean }>(
    `select position('3704'::bytea in sealed) > 0 as plain from private_answer where question_key = 'iban'`,
  )
  expect(answer!.plain).toBe(false)
})

test('a look at it names its purpose and stands in the course of the case', { timeout: 180_000 }, async () => {
  const card = desk.getByRole('region', { name: 'Privat gefragt' })
  await card.getByRole('button', { name: 'Ansehen: IBAN' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Ansehen', exact: true }).click()
  await dialog.getByText(iban).waitFor()
  expect(await violations(desk, '[role=dialog]')).toEqual([])
  await desk.keyboard.press('Escape')
  await desk.getByText('Verdeckte Angabe angesehen (zum Bearbeiten)').first().waitFor({ state: 'attached' })
})

test('our answer goes to the page, where the customer reads it; the link serves nobody else, its code says whose it is', {
  timeout: 180_000,
}, async () => {
  const field = desk.locator('[data-composer="reply"] textarea').first()
  await field.fill('Das Geld ist in zwei Tagen da.')
  await field.focus()
  await desk.keyboard.press('Control+Enter')
  await until('the answer', async () => {
    await customer.reload()
    return (await customer.content()).includes('Das Geld ist in zwei Tagen da.')
  })
  const stranger = await (await browser.newContext({ locale: 'de-DE' })).newPage()
  await stranger.goto(link)
  await stranger.getByRole('button', { name: 'Seite öffnen' }).click()
  await stranger.getByText('Diese Seite wurde schon in einem anderen Browser geöffnet').waitFor()
  expect(await stranger.content()).not.toContain('Das Geld ist in zwei Tagen da.')
  const [page] = await pages()
  await stranger.goto(`${office.url}/p`)
  expect(await violations(stranger)).toEqual([])
  await stranger.getByLabel('Code').fill(page!.code)
  await stranger.keyboard.press('Enter')
  await stranger.getByText('Dieser Code ist echt. Er gehört zu Firma Test').waitFor()
})

test('the page of the concern says how it stands; what is added there comes into the case', {
  timeout: 180_000,
}, async () => {
  const { page } = await office.ask(privatePageRoutes.status, { params: { id: caseId }, body: { language: 'de' } })
  await customer.goto(page.link!)
  await customer.getByRole('button', { name: 'Seite öffnen' }).click()
  await customer.getByRole('heading', { name: 'Mein Anliegen' }).waitFor()
  await customer.getByLabel('Ihre Nachricht an uns').waitFor()
  expect(await violations(customer)).toEqual([])
  expect(await customer.content()).not.toMatch(/3704 ?0044|Jana Berger|5550142/)
  await customer.getByLabel('Ihre Nachricht an uns').fill('Gibt es schon etwas Neues?')
  await customer.getByRole('button', { name: 'Absenden' }).click()
  await until('the addition', async () => (await messages()).some(({ text }) => text === 'Gibt es schon etwas Neues?'))
})

async function violations(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations: found } = await (within ? axe.include(within) : axe).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}
