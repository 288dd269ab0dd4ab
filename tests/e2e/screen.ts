import type { Browser, Page } from 'playwright-core'
import { owner } from './office.ts'

/** Comes to a screen as a person does: the address, the sign-in screen, the screen. */
export async function openScreen(browser: Browser, url: string, path: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto(`${url}${path}`)
  await page.locator('input[name=email]').fill(owner.email)
  await page.locator('input[name=password]').fill(owner.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${path}`)
  return page
}

/** A mark that a reload would wipe away: whoever still finds it has seen one page all the time. */
export async function markPage(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(globalThis, { neverReloaded: true }))
}

export async function wasNeverReloaded(page: Page): Promise<boolean> {
  return page.evaluate(() => 'neverReloaded' in globalThis)
}
