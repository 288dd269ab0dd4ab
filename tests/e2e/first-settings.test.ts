import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clicksToSet, firstSettings } from './first-settings.ts'
import { deviceOf, openSample, type Sample } from './sample.ts'

// An administrator who has read nothing: what is wanted first is found by its word and set with few clicks.
const most = 12
const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guides', 'first-settings.md'), 'utf8')
let sample: Sample
let context: BrowserContext
let page: Page
let problems: string[]

beforeAll(async () => {
  sample = await openSample()
  ;({ context, page, problems } = await deviceOf(sample, {
    language: 'de',
    theme: 'light',
    width: 1440,
    height: 900,
  }))
  page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await context?.close()
  await sample?.close()
})

test.each(firstSettings)('$name is set with the clicks the guide tells', { timeout: 180_000 }, async (setting) => {
  const clicks = await clicksToSet(page, sample.product.url, setting)
  expect(clicks).toBeLessThanOrEqual(most)
  const told = guide.match(new RegExp(`\\]\\(\\.\\./images/first-settings/${setting.name}\\.png\\)[^#]*?(\\d+) clicks`))
  expect(Number(told?.[1]), `clicks of ${setting.name} in the guide`).toBe(clicks)
  expect(await problemsBut()).toEqual([])
})

test('all of it holds', async () => {
  const items = async <T>(path: string) => ((await sample.ask('GET', path)) as { items: T[] }).items
  const absences = await items<{ member: { name: string }; deputy: { name: string } | null }>('/api/v1/absences')
  expect(absences.map(({ member, deputy }) => `${member.name}: ${deputy?.name}`)).toContain('Mara Sievers: Tolga Erdem')
  const experts = await items<{ name: string; deputies: { name: string }[] }>('/api/v1/experts')
  expect(experts.find(({ name }) => name === 'Arne Petersen')!.deputies.map(({ name }) => name)).toEqual([
    'Silke Harms',
  ])
  const { budgets } = (await sample.ask('GET', '/api/v1/goodwill/frame')) as {
    budgets: { unitId: string | null; monthlyMinor: number }[]
  }
  expect(budgets.find(({ unitId }) => unitId === null)!.monthlyMinor).toBe(300_000)
})

async function problemsBut(): Promise<string[]> {
  return problems.filter((one) => one.startsWith('script error'))
}
