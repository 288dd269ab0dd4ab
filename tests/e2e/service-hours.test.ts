import { caseRoutes, settingsRoutes, targetRoutes } from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type Office, openOffice, tellTrouble } from './office.ts'
import { openScreen } from './screen.ts'
import { until } from './until.ts'

let office: Office
let browser: Browser
let page: Page
let caseId = ''

beforeAll(async () => {
  office = await openOffice({})
  browser = await launchBrowser()
  await office.ask(settingsRoutes.change, { body: { answerTargetHours: 8 } })
  const made = await office.ask(caseRoutes.create, {
    body: {
      channel: 'phone',
      contact: { name: 'Käthe Krämer' },
      text: 'Mein Lastenrad quietscht.',
      wishedAnswer: 'phone',
    },
  })
  caseId = made.id
  await until('its clock', async () =>
    (await office.ask(targetRoutes.clocks, { params: { id: caseId } })).items.some(
      ({ kind }) => kind === 'first_answer',
    ),
  )
}, 240_000)
afterEach(tellTrouble(() => office))
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

async function dueAt(): Promise<string> {
  const { items } = await office.ask(targetRoutes.clocks, { params: { id: caseId } })
  return items.find(({ kind }) => kind === 'first_answer')!.dueAt!
}

test('a special day closes today: seen before, the case is due later', { timeout: 180_000 }, async () => {
  const before = await dueAt()
  page = await openScreen(browser, office.url, '/settings/service-hours')
  await page.getByRole('button', { name: 'Tag hinzufügen' }).click()
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date())
  await page.getByLabel('Datum').fill(today)
  await page.getByLabel('Name').fill('Inventur')
  await page.getByRole('button', { name: 'Prüfen und speichern' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('1 Fall ändert sich.').waitFor()
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await until('another due time', async () => (await dueAt()) > before)
  const { items } = await office.ask(targetRoutes.recomputations, { query: {} })
  expect(items[0]).toMatchObject({ cause: 'calendar', changed: 1 })
  await page.context().close()
})

test('a target of one hour for urgent cases: the case becomes urgent and is due sooner', {
  timeout: 180_000,
}, async () => {
  const before = await dueAt()
  page = await openScreen(browser, office.url, '/settings/targets')
  await page.getByRole('button', { name: 'Regel hinzufügen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Priorität').click()
  await page.getByRole('option', { name: 'Dringend' }).click()
  await dialog.getByRole('group', { name: 'Erste Antwort' }).getByLabel('Spätestens nach').fill('1 h')
  await dialog.getByRole('button', { name: 'Übernehmen' }).click()
  await page.getByText('Erste Antwort spätestens nach 1 h').waitFor()
  await page.getByRole('button', { name: 'Prüfen und speichern' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Antwortziele gespeichert').first().waitFor()
  await office.ask(caseRoutes.change, { params: { id: caseId }, body: { priority: 'urgent' } })
  await until('a sooner due time', async () => (await dueAt()) < before)
  await page.context().close()
})
