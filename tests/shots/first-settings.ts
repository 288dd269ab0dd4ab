// node tests/shots/first-settings.ts: the pictures of docs/guides/first-settings.md.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { clicksToSet, firstSettings } from '../e2e/first-settings.ts'
import { deviceOf, openSample } from '../e2e/sample.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs', 'images', 'first-settings')
// Dates as a German browser shows them.
process.env.LANGUAGE = 'de'
mkdirSync(folder, { recursive: true })
const sample = await openSample()
try {
  const { context, page } = await deviceOf(sample, { language: 'de', theme: 'light', width: 1024, height: 680 })
  for (const setting of firstSettings) {
    const clicks = await clicksToSet(page, sample.product.url, setting, async () => {
      await page.screenshot({
        path: join(folder, `${setting.name}.png`),
        animations: 'disabled',
        caret: 'hide',
      })
    })
    console.log(`${setting.name}: ${clicks} clicks`)
  }
  await context.close()
} finally {
  await sample.close()
}
