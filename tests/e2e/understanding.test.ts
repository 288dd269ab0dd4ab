import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'
import { pressFor } from './screen.ts'
import { until } from './until.ts'

// What the product understood, corrected and overridden without a mouse. Each step goes on where the one before ended.
let sample: Sample
let context: BrowserContext
let page: Page
let problems: string[]

beforeAll(async () => {
  sample = await openSample()
  const { version, rules } = (await sample.ask('GET', '/api/v1/guideline')) as { version: number; rules: object[] }
  await sample.ask('PUT', '/api/v1/guideline', { basedOn: version, note: '', rules: [...rules, ownRule] })
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

const ownRule = {
  id: 'own.wann',
  enabled: true,
  level: 'warning',
  phrases: ['kulanterweise'],
  reason: 'Klingt von oben herab.',
  suggestion: 'gern',
  channels: [],
  audience: 'any',
}

type CaseOf = {
  sentiment: string | null
  kind: string | null
  corrected: string[]
  allowed: string[]
  threads: { reply: string; replyTo: string[] }[]
}
const eventually = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: 60_000 })
const caseOf = (id: string) => sample.ask('GET', `/api/v1/cases/${id}`) as Promise<CaseOf>
const key = async (...keys: string[]) => {
  for (const one of keys) await page.keyboard.press(one)
}
/** It stays while the pointer is on it, however long the looks take. */
const undoOffered = () =>
  page
    .getByRole('button', { name: /^Rückgängig/ })
    .first()
    .hover()
const toneOf = (id: string) => async () => (await caseOf(id)).sentiment

test('the sample company is read in the background', { timeout: 240_000 }, async () => {
  const isWhole = async () => {
    const { isReadingAgain } = (await sample.ask('GET', '/api/v1/text-quality')) as { isReadingAgain: boolean }
    return !isReadingAgain && (await caseOf(sample.places.mailCase)).sentiment !== null
  }
  await expect.poll(isWhole, { timeout: 200_000, interval: 1_000 }).toBe(true)
})

test('in the list: + and - say what was heard, z takes it back', async () => {
  await page.goto(`${sample.product.url}/inbox/all`)
  await page.locator('a[data-case]').first().waitFor()
  const inHand = () =>
    page.evaluate(`document.activeElement?.closest('[data-case]')?.dataset.case`) as Promise<string | undefined>
  const id = await until('a case in hand', async () => {
    await key('j')
    return inHand()
  })
  const before = await caseOf(id)
  const [press, said] = before.sentiment === 'positive' ? ['-', 'negative'] : ['+', 'positive']
  await key(press!)
  await undoOffered()
  await eventually(toneOf(id)).toBe(said)
  expect((await caseOf(id)).corrected).toContain('sentiment')
  await page
    .locator(`a[data-case="${id}"] [data-sentiment="${said}"] [aria-label="Von einer Person gesetzt"]`)
    .waitFor()
  await key('z')
  await eventually(toneOf(id)).toBe(before.sentiment)
})

test('several chosen: one key says it of all of them, z takes all back', async () => {
  await key('x', 'j', 'x')
  await page.getByRole('toolbar').waitFor()
  const chosen = () =>
    page.evaluate(
      `[...document.querySelectorAll('[data-chosen] a[data-case]')].map((one) => one.dataset.case)`,
    ) as Promise<string[]>
  await eventually(chosen).toHaveLength(2)
  const ids = await chosen()
  await key('-')
  await undoOffered()
  for (const id of ids) await eventually(toneOf(id)).toBe('negative')
  await key('z')
  for (const id of ids) await eventually(async () => (await caseOf(id)).corrected).not.toContain('sentiment')
})

test('in a case: tonality, kind by typing, and the words that carry it', async () => {
  const id = sample.places.mailCase
  await page.goto(`${sample.product.url}/cases/${id}`)
  await page.locator('[data-row="message"]').first().waitFor()
  const chip = page.getByRole('button', { name: /^negativ/ }).first()
  await pressFor(page, '-', chip.and(page.locator('[title^="Von einer Person gesetzt"]')))
  await eventually(toneOf(id)).toBe('negative')
  const choice = page.getByRole('dialog', { name: 'Art' })
  await pressFor(page, 'Shift+A', choice)
  await choice.locator('input:focus').waitFor()
  await page.keyboard.type('Lob')
  await key('Enter')
  await eventually(async () => (await caseOf(id)).kind).toBe('praise')
  await choice.waitFor({ state: 'detached' })
  await key('w')
  await page.locator('[data-row="message"] dl').first().waitFor()
  await key('w')
  await eventually(() => page.locator('[data-row="message"] dl').count()).toBe(0)
})

test('the better wording is taken by one key; what is sent all the same needs a reason', async () => {
  const id = await caseToAnswer()
  await page.goto(`${sample.product.url}/cases/${id}`)
  await page.locator('[data-row="message"]').first().waitFor()
  await page.locator('[data-composer="reply"] textarea').waitFor()
  await key('r')
  await eventually(() => page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA')
  await page.keyboard.type('Guten Tag, der Betrag ist kulanterweise schon auf Ihrem Konto.')
  const strip = page.getByRole('region', { name: 'Hinweise der Richtlinie' })
  await strip.getByText('Klingt von oben herab.').waitFor()
  await key('Control+.')
  const written = () => page.evaluate('document.activeElement?.value') as Promise<string>
  await eventually(written).toContain('der Betrag ist gern schon auf')
  await eventually(() => strip.getByText('Klingt von oben herab.').count()).toBe(0)
  await page.keyboard.type(' Er kam kulanterweise am 20.11. an.')
  await strip.getByText('Klingt von oben herab.').waitFor()
  await key('Control+Enter')
  await page.getByRole('dialog', { name: 'Trotzdem senden' }).locator('input:focus').waitFor()
  await key('Enter')
  await page.getByText('Bitte nennen Sie den Grund in ein paar Worten.').waitFor()
  await page.keyboard.type('So mit der Kundin besprochen')
  await key('Enter')
  await page.getByText('Antwort wird gleich gesendet').first().waitFor()
  await eventually(() => overriddenIn(id)).toContain('So mit der Kundin besprochen')
})

test('a filter by what was heard is text and chips', async () => {
  await page.goto(`${sample.product.url}/inbox/all?filter=tonalit%C3%A4t:negativ`)
  await page.getByRole('button', { name: 'Tonalität: negativ', exact: true }).waitFor()
  await page.locator('a[data-case]').first().waitFor()
})

test('no script failed on the way', () => {
  expect(problems.filter((one) => one.startsWith('script error'))).toEqual([])
})

async function overriddenIn(id: string): Promise<string[]> {
  const { items } = (await sample.ask('GET', `/api/v1/cases/${id}/history?limit=50`)) as {
    items: { event: string; data: { reason?: string } }[]
  }
  return items.filter(({ event }) => event === 'reply.overridden').map(({ data }) => data.reason ?? '')
}

async function caseToAnswer(): Promise<string> {
  const { items } = (await sample.ask('GET', '/api/v1/cases?view=all&filter=kanal:email&limit=60')) as {
    items: { id: string }[]
  }
  for (const { id } of items) {
    const { threads, allowed } = await caseOf(id)
    const [thread] = threads
    if (allowed.includes('reply') && threads.length === 1 && thread?.reply === 'send' && thread.replyTo.length > 0)
      return id
  }
  throw new Error('no mail case to answer')
}
