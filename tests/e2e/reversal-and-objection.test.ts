import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'

// A department objects to goodwill in its topic and is overruled on a phone; what was booked is reversed by a line of its own.
let sample: Sample
let desk: Awaited<ReturnType<typeof deviceOf>>
let phone: typeof desk
let caseId: string
let topic: { id: string; name: { de: string } }
/** Somebody of the department, by her own session. */
let expert: { cookie: string; team: { id: string; name: string } }
/** Somebody else's session. */
let granter: string

type Member = { id: string; name: string; email: string; role: string; teamIds: string[] }
type Grant = { bookingNo: number | null; amountMinor: number; objection: { state: string } | null }

beforeAll(async () => {
  sample = await openSample()
  caseId = sample.places.mailCase
  const { items: members } = (await sample.ask('GET', '/api/v1/members')) as { items: Member[] }
  const { items: teams } = (await sample.ask('GET', '/api/v1/teams')) as { items: { id: string; name: string }[] }
  const agents = members.filter(({ role }) => role === 'agent')
  const team = teams.find(
    ({ id }) =>
      agents.some(({ teamIds }) => teamIds.includes(id)) && agents.some(({ teamIds }) => !teamIds.includes(id)),
  )!
  const someone = agents.find(({ teamIds }) => teamIds.includes(team.id))!
  expert = { cookie: await cookieOf(someone.email), team }
  granter = await cookieOf(agents.find(({ teamIds }) => !teamIds.includes(team.id))!.email)
  const { items: topics } = (await sample.ask('GET', '/api/v1/topics')) as { items: (typeof topic)[] }
  topic = topics[0]!
  await sample.ask('PATCH', `/api/v1/cases/${caseId}`, { topicId: topic.id })
  desk = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  phone = await deviceOf(sample, { language: 'en', theme: 'dark', width: 390, height: 844 })
  for (const { page } of [desk, phone]) page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await desk?.context.close()
  await phone?.context.close()
  await sample?.close()
})

async function cookieOf(email: string): Promise<string> {
  const answer = await fetch(`${sample.product.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: sample.product.url },
    body: JSON.stringify({ email, password: 'resonanz-demo-2026' }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
const grants = async () => ((await sample.ask('GET', `/api/v1/cases/${caseId}/goodwill`)) as { items: Grant[] }).items
async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('a department is set in a few clicks', async () => {
  const { page } = desk
  await page.goto(`${sample.product.url}/settings/goodwill`)
  await page.getByRole('button', { name: 'Fachabteilung festlegen' }).click()
  const dialog = page.getByRole('dialog', { name: 'Fachabteilung festlegen' })
  await dialog.getByLabel('Thema').fill(topic.name.de)
  await page.getByRole('option', { name: topic.name.de, exact: true }).click()
  await dialog.getByLabel('Fachabteilung').fill(expert.team.name)
  await page.getByRole('option', { name: expert.team.name, exact: true }).click()
  await dialog.getByText('Überstimmen kann die Inhaberschaft').click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText(`${topic.name.de}: ${expert.team.name}, 8 Arbeitsstunden für den Einspruch`).waitFor()
})

test('the department objects in the case, in its time; the grant says so to everybody', async () => {
  const by = sample.browser
  const granted = await fetch(`${sample.product.url}/api/v1/cases/${caseId}/goodwill`, {
    method: 'POST',
    headers: { cookie: granter, 'content-type': 'application/json' },
    body: JSON.stringify({ mode: 'grant', kind: 'refund', amountMinor: 4_000, reason: 'Lieferung kam zu spät' }),
  })
  expect(granted.status).toBe(201)
  const context = await by.newContext({
    locale: 'de-DE',
    viewport: { width: 1440, height: 900 },
    // What is half faded in has colours of its own.
    reducedMotion: 'reduce',
  })
  await context.addCookies(
    expert.cookie.split('; ').map((one) => ({
      name: one.slice(0, one.indexOf('=')),
      value: one.slice(one.indexOf('=') + 1),
      url: sample.product.url,
    })),
  )
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${sample.product.url}/cases/${caseId}`)
  await page.locator('[data-row="message"]').first().waitFor()
  await page.getByRole('tab', { name: 'Fall' }).click()
  await page.getByText(`${expert.team.name} kann bis`).first().waitFor()
  await page.getByRole('button', { name: 'Widersprechen' }).click()
  const dialog = page.getByRole('dialog', { name: 'Der Kulanz widersprechen' })
  await dialog.getByLabel(/^Grund/).waitFor()
  await expectAccessible(page)
  await dialog.getByLabel(/^Grund/).fill('Bedienfehler, kein Mangel')
  await page.keyboard.press('Enter')
  await page.getByText('Einspruch eingelegt.').first().waitFor()
  await page.getByRole('link', { name: 'Zur Entscheidung' }).waitFor()
  await context.close()
})

test('on a phone, in English: the head reads both reasons and overrules it', async () => {
  const { page } = phone
  await page.goto(`${sample.product.url}/approvals`)
  const card = page.locator('[data-approval]').filter({ hasText: 'Bedienfehler, kein Mangel' })
  await card.getByText(/To approve overrules it, to reject ends the goodwill/).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await expectAccessible(page)
  await card.getByRole('button', { name: 'Approve' }).click()
  await expect
    .poll(async () => (await grants()).map(({ objection }) => objection?.state), { timeout: 60_000 })
    .toEqual(['overruled'])
})

test('what is booked is reversed with a reason: both lines stand, in both languages', async () => {
  const { page } = desk
  await sample.ask('POST', '/api/v1/goodwill/runs', { from: '2020-01-01', to: '2099-12-31' })
  await page.goto(`${sample.product.url}/cases/${caseId}`)
  await page.locator('[data-row="message"]').first().waitFor()
  await page.getByRole('tab', { name: 'Fall' }).click()
  await page.getByText('Überstimmt von').first().waitFor()
  await page.getByRole('button', { name: 'Stornieren' }).click()
  const dialog = page.getByRole('dialog', { name: /stornieren: 40/ })
  await dialog.getByLabel(/^Grund/).fill('Ware kam doch an')
  await dialog.getByRole('button', { name: 'Stornieren' }).click()
  await page.getByText('durch Storno aufgehoben').waitFor()
  await page.getByText(/^Storno zu Nr\. \d+$/).waitFor()
  const [reversal, grant] = await grants()
  expect([reversal!.amountMinor, grant!.amountMinor, grant!.bookingNo]).toEqual([-4_000, 4_000, expect.any(Number)])
  await expectAccessible(page)
  const english = await deviceOf(sample, { language: 'en', theme: 'dark', width: 1440, height: 900 })
  await english.page.goto(`${sample.product.url}/cases/${caseId}`)
  await english.page.locator('[data-row="message"]').first().waitFor()
  await english.page.getByRole('tab', { name: 'Case' }).click()
  await english.page.getByText('undone by a reversal').waitFor()
  await english.page.getByText(/^Reversal of no\. \d+$/).waitFor()
  await english.context.close()
})
