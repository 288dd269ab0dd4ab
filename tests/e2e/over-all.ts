import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { deviceOf, type Look, type Sample, settled } from './sample.ts'
import { type Screen, screens } from './screens.ts'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Axe finds nothing, there is a title and one main heading, nothing runs out of the page, no word on the console. */
export function lookAtAll(sample: Sample, look: Look): Promise<string[]> {
  return overAll(sample, look, async (page, problems, screen) => [
    ...(await violations(page)),
    ...(await shapeOf(page, screen)),
    ...(await overflow(page)),
    ...problems,
  ])
}

/** With little room nothing runs out of the page, and something can be done. */
export function tryWithLittleRoom(sample: Sample, room: { width: number; height: number }): Promise<string[]> {
  return overAll(sample, { language: 'de', theme: 'light', ...room }, async (page) => [
    ...(await overflow(page)),
    ...(await usable(page)),
  ])
}

/** What is wrong, each line beginning with the screen's name. */
async function overAll(
  sample: Sample,
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
