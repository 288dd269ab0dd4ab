import type { Browser, Locator, Page } from 'playwright-core'
import { owner, type Person } from './office.ts'
import { until } from './until.ts'

type Wish = { who?: Person; language?: 'de' | 'en'; phone?: boolean }

/** Comes to a screen as a person does: the address, the sign-in screen, the screen. */
export async function openScreen(
  browser: Browser,
  url: string,
  path: string,
  { who = owner, language = 'de', phone = false }: Wish = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: phone,
  })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto(`${url}${path}`)
  await page.locator('input[name=email]').fill(who.email)
  await page.locator('input[name=password]').fill(who.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${path}`)
  return page
}

/** Presses a key until what it opens is there: what answers it may come a moment after what is seen. */
export async function pressFor(page: Page, key: string, opened: Locator): Promise<void> {
  await until(`what ${key} opens`, async () => {
    await page.keyboard.press(key)
    return opened.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    )
  })
}

/** A mark that a reload would wipe away: whoever still finds it has seen one page all the time. */
export async function markPage(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(globalThis, { neverReloaded: true }))
}

export async function wasNeverReloaded(page: Page): Promise<boolean> {
  return page.evaluate(() => 'neverReloaded' in globalThis)
}
