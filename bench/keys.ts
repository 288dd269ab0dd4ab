import { deviceOf, openSample } from '../tests/e2e/sample.ts'
import { quantile, round } from './stage.ts'

type Result = Record<string, unknown> & { name: string }

const presses = Number(process.env.BENCH_PRESSES ?? 120)
const opens = Number(process.env.BENCH_OPENS ?? 20)

/**
 * How long after a key something else is on the screen, in a real browser with the sample's 400 cases: from the press
 * to the frame in which the focused row (or the case beside the list) is another one. Budgets: 50 ms and 100 ms.
 */
export async function run(): Promise<Result[]> {
  const sample = await openSample()
  try {
    const { context, page } = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
    await page.goto(`${sample.product.url}/inbox/all?filter=status:any`)
    await page.locator('a[data-case]').first().waitFor()
    await page.keyboard.press('j')
    const rows: number[] = []
    for (let n = 0; n < presses; n += 1) rows.push(await after(page, n % 4 === 3 ? 'k' : 'j', rowMark))
    // Warm: each case was opened once before.
    const cases: number[] = []
    for (let round = 0; round < 2; round += 1) {
      await page.keyboard.press('Home')
      for (let n = 0; n < opens; n += 1) {
        await page.keyboard.press('j')
        const took = await after(page, 'Enter', caseMark)
        if (round === 1) cases.push(took)
      }
    }
    await context.close()
    return [
      { name: 'key to next row', presses, ...figures(rows) },
      { name: 'key to warm case', presses: opens, ...figures(cases) },
    ]
  } finally {
    await sample.close()
  }
}

type Page = Awaited<ReturnType<typeof deviceOf>>['page']

const rowMark = `document.activeElement?.closest('[data-case]')?.dataset.case`
const caseMark = `location.pathname + (document.querySelector('[data-row="message"]')?.dataset.key ?? '')`

/** In the page: waits for the key, then frame by frame until the mark is another; ms from the key's own time stamp. */
async function after(page: Page, key: string, mark: string): Promise<number> {
  // Listening first, then the key: the two go to the browser by different ways.
  await page.evaluate(`void (globalThis.took = new Promise((resolve) => {
    const read = () => ${mark}
    const before = read()
    addEventListener('keydown', ({ timeStamp }) => {
      const look = () => {
        const ms = performance.now() - timeStamp
        if (read() !== before || ms > 5000) resolve(ms)
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, { once: true, capture: true })
  }))`)
  await page.keyboard.press(key)
  return (await page.evaluate('globalThis.took')) as number
}

function figures(times: readonly number[]) {
  return { p50Ms: round(quantile(times, 0.5)), p95Ms: round(quantile(times, 0.95)), worstMs: round(Math.max(...times)) }
}
