import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deviceOf, type Look, openSample, type Sample, settled } from './sample.ts'
import { type Screen, screens } from './screens.ts'

let sample: Sample

beforeAll(async () => {
  sample = await openSample()
}, 120_000)
afterAll(() => sample?.close())

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe.each([
  { name: 'wide, light', look: { language: 'de', theme: 'light', width: 1440, height: 900 } },
  { name: 'wide, dark', look: { language: 'de', theme: 'dark', width: 1440, height: 900 } },
  { name: 'phone, light', look: { language: 'de', theme: 'light', width: 390, height: 844 } },
  { name: 'phone, dark, English', look: { language: 'en', theme: 'dark', width: 390, height: 844 } },
  { name: 'wide, light, English', look: { language: 'en', theme: 'light', width: 1440, height: 900 } },
] as const)('every screen, $name', ({ look }) => {
  test('axe finds nothing, title and one main heading, no word on the console', { timeout: 900_000 }, async () => {
    const found = await overAll(look, async (page, problems, screen) => [
      ...(await violations(page)),
      ...(await shapeOf(page, screen)),
      ...(await overflow(page)),
      ...problems,
    ])
    expect(found).toEqual([])
  })
})

describe('little room', () => {
  test.each([
    { name: '320 px wide', width: 320, height: 640 },
    { name: '400 % zoom', width: 320, height: 256 },
  ])('$name: nothing runs out of the page, something can be done', { timeout: 900_000 }, async ({ width, height }) => {
    const found = await overAll({ language: 'de', theme: 'light', width, height }, async (page) => [
      ...(await overflow(page)),
      ...(await usable(page)),
    ])
    expect(found).toEqual([])
  })
})

/** What is wrong, each line beginning with the screen's name. */
async function overAll(
  look: Look,
  check: (page: Page, problems: string[], screen: Screen) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = []
  for (const signedOut of [false, true]) {
    const { context, page, problems } = await deviceOf(sample, { ...look, signedIn: !signedOut })
    for (const screen of screens) {
      if (Boolean(screen.signedOut) !== signedOut || (screen.wideOnly && look.width < 1024)) continue
      if (screen.germanOnly && look.language !== 'de') continue
      problems.length = 0
      try {
        await page.goto(sample.product.url + screen.path(sample.places))
        await settled(page, screen.ready)
        await screen.then?.(page)
        found.push(...(await check(page, problems, screen)).map((what) => `${screen.name}: ${what}`))
      } catch (error) {
        found.push(`${screen.name}: ${String(error).split('\n')[0]}`)
      }
    }
    await context.close()
  }
  return found
}

async function violations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).withTags(standards).analyze()
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  )
}

async function shapeOf(page: Page, screen: Screen): Promise<string[]> {
  const found: string[] = []
  const title = await page.title()
  if (title === '' || (title === 'Resonanz' && !screen.signedOut)) found.push(`document title: „${title}“`)
  const headings = (await page.evaluate(
    `[...document.querySelectorAll('h1')].filter((one) => one.checkVisibility() || one.className.includes('sr')).map((one) => one.textContent)`,
  )) as string[]
  if (headings.length !== 1 && screen.name !== 'catalogue')
    found.push(`${headings.length} main headings: ${headings.join(' | ')}`)
  return found
}

/** Elements that reach over the right edge of the page; what scrolls inside itself may. */
async function overflow(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width + 1) return []
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1 && one.checkVisibility())
    return out.slice(-2).map((one) => 'wider than the page: ' + one.outerHTML.slice(0, 120))
  })()`)) as string[]
}

/** The content has room under bars that stay: at least a third of the height scrolls. */
async function usable(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const main = document.querySelector('main') ?? document.body
    const { height } = main.getBoundingClientRect()
    return height < innerHeight / 3 ? ['only ' + Math.round(height) + ' px of ' + innerHeight + ' for the content'] : []
  })()`)) as string[]
}
