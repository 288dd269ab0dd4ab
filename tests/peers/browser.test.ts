import { expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

async function titleOfAPage(): Promise<string> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto('data:text/html;charset=utf-8,<title>Grüße</title><button onclick="document.title=2*21">x</button>')
    expect(await page.title()).toBe('Grüße')
    await page.getByRole('button').click()
    return await page.title()
  } finally {
    await browser.close()
  }
}

test('a browser opens a page and clicks', async () => {
  expect(await titleOfAPage()).toBe('42')
})

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'the browser inside the package does so too',
  async () => {
    const before = process.env.RESONANZ_CHROMIUM
    process.env.RESONANZ_CHROMIUM = 'packaged'
    try {
      expect(await titleOfAPage()).toBe('42')
    } finally {
      if (before === undefined) delete process.env.RESONANZ_CHROMIUM
      else process.env.RESONANZ_CHROMIUM = before
    }
  },
)
