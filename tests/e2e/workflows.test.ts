import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'

// Rules and macros as an administrator and an agent meet them. Each step goes on where the one before ended.
let sample: Sample
let context: BrowserContext
let page: Page
let problems: string[]

beforeAll(async () => {
  sample = await openSample()
  const device = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  context = device.context
  page = device.page
  problems = device.problems
  page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await context?.close()
  await sample?.close()
})

type Run = { name: string; state: string; outcome: { do: string; state: string; fileId: string | null }[] }
const runsOf = async (id: string) =>
  ((await sample.ask('GET', `/api/v1/cases/${id}/workflow-runs`)) as { items: Run[] }).items
const tagsOf = async (id: string) => ((await sample.ask('GET', `/api/v1/cases/${id}`)) as { tags: string[] }).tags

test('one click switches a shipped rule on; a trial says what it would have done', { timeout: 180_000 }, async () => {
  await page.goto(`${sample.product.url}/settings/workflows`)
  await page.getByText('Technikereinsatz anstoßen').first().waitFor()
  const before = await page.getByRole('button', { name: 'Einschalten' }).count()
  await page.getByRole('button', { name: 'Einschalten' }).first().click()
  await expect
    .poll(() => page.getByRole('button', { name: 'Einschalten' }).count(), { timeout: 60_000 })
    .toBe(before - 1)
  await page.getByRole('link', { name: 'An das Mahnwesen übergeben' }).click()
  await page.getByRole('button', { name: 'Probelauf starten' }).click()
  await page.getByText(/Hätte bei \d+ von \d+ gehandelt/).waitFor()
})

test('a rule is made as a sentence, tried, saved and switched on, and acts by itself', {
  timeout: 180_000,
}, async () => {
  await page.goto(`${sample.product.url}/settings/workflows/new`)
  await page.getByLabel('Name', { exact: true }).fill('Kartons')
  await page.getByRole('button', { name: 'Bedingung', exact: true }).click()
  await page.getByLabel('Wert', { exact: true }).fill('kartonschaden')
  await page.getByLabel('Hinzufügen (mit Komma trennen)').fill('karton')
  await page.getByText('enthält „kartonschaden“').waitFor()
  await page.getByRole('button', { name: 'Anlegen' }).click()
  await page.getByRole('switch', { name: 'Kartons ein- oder ausschalten' }).click({ force: true })
  await expect
    .poll(
      async () =>
        ((await sample.ask('GET', '/api/v1/workflows')) as { items: { name: string; enabled: boolean }[] }).items.find(
          ({ name }) => name === 'Kartons',
        )?.enabled,
      { timeout: 60_000 },
    )
    .toBe(true)
  const made = (await sample.ask('POST', '/api/v1/cases', {
    channel: 'phone',
    text: 'Es geht um einen Kartonschaden',
    contact: { name: 'Kim Berger' },
  })) as { id: string }
  await expect.poll(() => tagsOf(made.id), { timeout: 30_000 }).toContain('karton')
  expect((await runsOf(made.id))[0]).toMatchObject({ name: 'Kartons', state: 'done' })
})

test('a macro by its key: several steps, a document with its receipt, and z takes back what the case had', {
  timeout: 180_000,
}, async () => {
  const id = sample.places.mailCase
  const macros = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/macros'))
  await page.goto(`${sample.product.url}/cases/${id}`)
  await (await macros).finished()
  await page.locator('[data-row="message"]').first().waitFor()
  // Their keys hold once what came is drawn.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  await page.locator('body').click({ position: { x: 4, y: 400 } })
  await page.keyboard.press('q')
  await page.keyboard.press('1')
  // The offer to take it back stays for a while only, or while the pointer is on it: before the document comes.
  await page
    .getByRole('button', { name: /^Rückgängig/ })
    .first()
    .hover()
  await expect.poll(() => tagsOf(id), { timeout: 60_000 }).toContain('techniker')
  await page.keyboard.press('z')
  await expect.poll(() => tagsOf(id), { timeout: 60_000 }).not.toContain('techniker')
  await expect
    .poll(async () => (await runsOf(id))[0]?.outcome.find((one) => one.do === 'document')?.state, { timeout: 40_000 })
    .toBe('done')
  await page.getByText('Dokument „Einsatzauftrag“ erledigt').first().waitFor()
})

test('an action refused on the way out says why in its log', { timeout: 180_000 }, async () => {
  await page.goto(`${sample.product.url}/settings/actions`)
  await page.getByRole('button', { name: 'Aktion anlegen' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Innen')
  await page.getByLabel('Adresse (https)').fill('http://169.254.169.254/latest')
  await page.getByRole('button', { name: 'Anlegen', exact: true }).click()
  await page.getByText(/whsec_/).waitFor()
  await page.getByRole('button', { name: 'Ich habe es' }).click()
  await page.getByRole('button', { name: 'Testen' }).last().click()
  await page.getByText('interne Adresse, nicht erlaubt').first().waitFor()
  expect(problems).toEqual([])
})
