import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'

// Goodwill above a limit is refused in words, requested, and approved on a phone; an answer in training is approved by key.
let sample: Sample
let desk: { context: BrowserContext; page: Page; problems: string[] }
let phone: typeof desk
let caseId: string
/** One that is answered by mail. */
let answerCase: string

beforeAll(async () => {
  sample = await openSample()
  caseId = await caseWithoutGoodwill()
  const { items } = (await sample.ask('GET', '/api/v1/approvals?view=toDecide')) as {
    items: { kind: string; case: { id: string } }[]
  }
  answerCase = items.find(({ kind }) => kind === 'goodwill')!.case.id
  desk = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  phone = await deviceOf(sample, { language: 'de', theme: 'dark', width: 390, height: 844 })
  for (const { page } of [desk, phone]) page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await desk?.context.close()
  await phone?.context.close()
  await sample?.close()
})

/** Of a customer who waits for an answer by mail. */
async function caseWithoutGoodwill(): Promise<string> {
  const { items } = (await sample.ask('GET', '/api/v1/cases?view=all&limit=200')) as {
    items: { id: string; channel: string; waitingSince: string | null }[]
  }
  for (const { id } of items.filter(({ channel, waitingSince }) => channel === 'email' && waitingSince)) {
    const { items: given } = (await sample.ask('GET', `/api/v1/cases/${id}/goodwill`)) as { items: unknown[] }
    if (given.length === 0) return id
  }
  throw new Error('every mail case of the sample has goodwill')
}

type Grant = { id: string; state: string; amountMinor: number; promiseId: string | null }
const grants = async () => ((await sample.ask('GET', `/api/v1/cases/${caseId}/goodwill`)) as { items: Grant[] }).items
const eventually = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: 60_000 })

test('an administrator who has read nothing sets a limit and a budget', async () => {
  const { page } = desk
  await page.goto(`${sample.product.url}/settings/goodwill`)
  await page.getByRole('button', { name: 'Rahmen festlegen' }).click()
  const limit = page.getByRole('dialog', { name: 'Rahmen festlegen' })
  await limit.getByLabel('Rolle').click()
  await page.getByRole('option', { name: 'Inhaberschaft' }).click()
  await limit.getByLabel(/^Bis zu/).fill('50')
  await limit.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText(/Inhaberschaft: bis 50\s€ je Fall/).waitFor()
  await page.getByRole('button', { name: 'Budget festlegen' }).click()
  const budget = page.getByRole('dialog', { name: 'Budget festlegen' })
  await budget.getByLabel(/^Im Monat/).fill('3.000')
  await budget.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText(/Ganzes Unternehmen: 3\.000\s€ im Monat/).waitFor()
})

test('in the case: within the limit it is granted with a promise, above it the dialog says what to do', async () => {
  const { page } = desk
  await page.goto(`${sample.product.url}/cases/${caseId}`)
  await page.locator('[data-row="message"]').first().waitFor()
  await page.getByRole('tab', { name: 'Fall' }).click()
  await page.getByText('Ihr Rahmen in diesem Fall: 50 €').waitFor()
  await page.getByRole('button', { name: 'Kulanz gewähren oder beantragen' }).click()
  const dialog = page.getByRole('dialog', { name: 'Kulanz' })
  await dialog.getByLabel(/^Betrag/).fill('20')
  await dialog.getByLabel(/^Grund/).fill('Lieferung kam zu spät')
  await dialog.getByRole('button', { name: 'Gewähren' }).click()
  await eventually(async () => (await grants()).map(({ state, amountMinor }) => [state, amountMinor])).toEqual([
    ['granted', 2_000],
  ])
  await page.getByText('Ihr Rahmen in diesem Fall: 50 €, davon noch 30 €').waitFor()
  await page.getByRole('button', { name: 'Kulanz gewähren oder beantragen' }).click()
  await dialog.getByLabel(/^Betrag/).fill('120,50')
  await dialog.getByText(/^Über Ihrem Rahmen von 30\s€: bitte beantragen/).waitFor()
  await dialog.getByLabel(/^Grund/).fill('Gerät war zweimal in Reparatur')
  await dialog.getByRole('button', { name: 'Beantragen' }).click()
  await page.getByText('zu prüfen').waitFor()
  await eventually(async () => (await grants())[0]?.state).toBe('requested')
  await page
    .locator('[data-goodwill]')
    .filter({ hasText: /^20\s€/ })
    .getByRole('button', { name: 'Zusagen' })
    .click()
  await page.getByRole('dialog', { name: 'Dem Kunden zusagen' }).getByRole('button', { name: 'Zusagen' }).click()
  await eventually(async () => (await grants()).at(-1)?.promiseId ?? null).not.toBeNull()
  expect(desk.problems).toEqual([])
})

test('the owner decides without limit again', async () => {
  const { limits } = (await sample.ask('GET', '/api/v1/goodwill/frame')) as { limits: { id: string; role: string }[] }
  await sample.ask('DELETE', `/api/v1/goodwill/limits/${limits.find(({ role }) => role === 'owner')!.id}`)
})

test('on a phone: the card with amount and reason, both decisions at the thumb, nothing wider than the screen', async () => {
  const { page } = phone
  await page.goto(`${sample.product.url}/approvals`)
  const card = page.locator('[data-approval]').filter({ hasText: /420\s€/ })
  await card.waitFor()
  await card.getByText('Drei Terminabsagen des Technikers').waitFor()
  const approve = card.getByRole('button', { name: 'Freigeben' })
  await approve.scrollIntoViewIfNeeded()
  const box = (await approve.boundingBox())!
  expect(box.height).toBeGreaterThanOrEqual(44)
  expect(box.width).toBeGreaterThanOrEqual(120)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await approve.click()
  await page.getByText('Freigegeben').first().waitFor()
  await eventually(() =>
    page
      .locator('[data-approval]')
      .filter({ hasText: /420\s€/ })
      .count(),
  ).toBe(0)
  await page.getByRole('tab', { name: 'Von mir angefragt' }).click()
  await page
    .locator('[data-approval]')
    .filter({ hasText: /120,50\s€/ })
    .getByRole('button', { name: 'Zurückziehen' })
    .waitFor()
  expect(phone.problems).toEqual([])
})

test('by key: the answer of a new colleague with what changed in it; the link of a mail opens and decides nothing', async () => {
  const { page } = desk
  const { items } = (await sample.ask('GET', '/api/v1/approvals?view=toDecide')) as {
    items: { id: string; kind: string }[]
  }
  const answer = items.find(({ kind }) => kind === 'reply')!
  await page.goto(`${sample.product.url}/approvals/${answer.id}`)
  await page.locator('[data-approval] ins').first().waitFor()
  expect(((await sample.ask('GET', `/api/v1/approvals/${answer.id}`)) as { state: string }).state).toBe('open')
  await page.keyboard.press('y')
  await eventually(
    async () => ((await sample.ask('GET', `/api/v1/approvals/${answer.id}`)) as { state: string }).state,
  ).toBe('used')
})

test('an answer that needs a second pair of eyes is handed in instead of sent', async () => {
  const { page } = desk
  const policy = (await sample.ask('GET', '/api/v1/reply-approval-policy')) as { version: number }
  await sample.ask('PUT', '/api/v1/reply-approval-policy', {
    basedOn: policy.version,
    rules: [{ name: 'Probe', approvers: { role: 'lead' } }],
  })
  await page.goto(`${sample.product.url}/cases/${answerCase}`)
  await page.locator('[data-composer="reply"] textarea').waitFor()
  await page.keyboard.press('r')
  await page.locator('[data-composer="reply"] textarea:focus').waitFor()
  await page.keyboard.type(
    'Guten Tag, vielen Dank für Ihre Geduld, ich habe die Gutschrift veranlasst und melde mich am Freitag.',
  )
  const button = page.getByRole('button', { name: /^Zur Freigabe/ }).first()
  await button.waitFor()
  await button.click()
  await page.getByText('Ihre Antwort wartet auf Freigabe').waitFor()
  const { items } = (await sample.ask('GET', `/api/v1/cases/${answerCase}/reply-requests`)) as {
    items: { state: string }[]
  }
  expect(items.map(({ state }) => state)).toEqual(['open'])
})
