import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'
import { until } from './until.ts'

// A post is written, planned and moved by keys alone; a colleague's waits for somebody else; all are stopped and lifted.
type Post = {
  id: string
  text: string
  state: string
  localTime: string
  version: number
  approval: { id: string } | null
}
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

const dialog = () => page.getByRole('dialog')
async function planned(text: string): Promise<Post | undefined> {
  const query = 'from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z'
  const { items } = (await sample.ask('GET', `/api/v1/posts?${query}`)) as { items: Post[] }
  return items.find((post) => post.text === text)
}
async function isAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('by keys alone: a day, the words, planned, moved after a question', { timeout: 180_000 }, async () => {
  await page.goto(`${sample.product.url}/publishing`)
  await page.locator('[data-post]').first().waitFor()
  await isAccessible()
  await page.keyboard.press('Shift+J')
  const day = page.locator('td[data-day][tabindex="0"]')
  await day.focus()
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key)
  const date = String(await page.evaluate('document.activeElement.dataset.day'))
  await page.keyboard.press('Enter')
  await until('the field for the words', () =>
    dialog()
      .getByRole('textbox')
      .first()
      .evaluate((field) => field.matches(':focus')),
  )
  await page.keyboard.type('Am Hafen brennt wieder Licht.')
  await page.getByText('von 300').first().waitFor()
  await isAccessible()
  await page.keyboard.press('Control+Enter')
  await dialog().waitFor({ state: 'detached' })
  const made = (await planned('Am Hafen brennt wieder Licht.'))!
  expect([made.state, made.localTime]).toEqual(['planned', `${date}T10:00`])

  const chip = page.locator(`[data-post="${made.id}"]`)
  await chip.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await dialog().getByText('Beitrag verschieben').waitFor()
  await isAccessible()
  await until('the time to be the field in hand', () =>
    dialog()
      .getByLabel('Wann?')
      .evaluate((field) => field.matches(':focus')),
  )
  await page.keyboard.press('Enter')
  await dialog().waitFor({ state: 'detached' })
  await until('the other day', async () => {
    const now = await planned(made.text)
    return now && now.localTime > made.localTime && now.localTime.endsWith('T10:00')
  })
  await chip.focus()
  await page.keyboard.press('Enter')
  await dialog().getByText(made.text).waitFor()
  await isAccessible()
  await page.keyboard.press('Escape')
})

test('a colleague’s post waits, and is planned once somebody else approved it', { timeout: 180_000 }, async () => {
  const waiting = (await planned('Wie heißt unsere neue Fähre? Bis Freitag sammeln wir Ihre Vorschläge.'))!
  expect(waiting.state).toBe('waiting')
  const nadia = await sample.askAs('n.rahmouni@uferlinie.example')
  const asked = (await nadia('GET', `/api/v1/approvals/${waiting.approval!.id}`)) as { fingerprint: string }
  await page.goto(`${sample.product.url}/publishing?post=${waiting.id}`)
  await dialog().getByText('Wartet auf eine Freigabe').waitFor()
  await nadia('POST', `/api/v1/approvals/${waiting.approval!.id}/decide`, {
    decision: 'approve',
    reason: '',
    fingerprint: asked.fingerprint,
  })
  // Seen without a press: the stream tells it.
  await dialog().getByText('geplant', { exact: true }).first().waitFor()
})

test('all are stopped with a reason, and lifted', { timeout: 180_000 }, async () => {
  await page.goto(`${sample.product.url}/publishing`)
  await page.getByRole('button', { name: 'Alle anhalten' }).click()
  await dialog().getByRole('textbox').fill('Fährunglück vor Tarpsiel')
  await page.keyboard.press('Enter')
  await page.getByText('Alle Beiträge sind angehalten.').first().waitFor()
  await isAccessible()
  await page.getByRole('button', { name: 'Weiterlaufen lassen' }).click()
  await dialog().getByRole('textbox').fill('Alle sind wohlauf')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Alle anhalten' }).waitFor()
  expect(problems).toEqual([])
})
