// Strangers' words in a real browser: nothing may execute, no request may leave for anybody else's server.
import { launchBrowser } from '../tests/peers/browser.ts'
import { startProduct } from '../tests/product.ts'
import { score, type SuiteResult } from './result.ts'
import { serveFeed } from './web-safety/feed.ts'
import { allPayloads, ownPayloads, payloadsPresent } from './web-safety/payloads.ts'
import { plant, setUp } from './web-safety/plant.ts'
import { visitApp } from './web-safety/visit-app.ts'
import { bareServer, type Found, visitMails } from './web-safety/visit-mails.ts'
import { watchContext } from './web-safety/watch.ts'

export async function run(): Promise<SuiteResult[]> {
  if (!payloadsPresent) return []
  const { found } = await webSafety([...ownPayloads, ...allPayloads()])
  return found.map(({ sink, total, troubles }) => {
    const misses = [...new Set(troubles)].map((got) => ({ id: got, field: 'happened', expected: 'nothing', got }))
    return { ...score(`web_safety ${sink}`, misses), total, passed: Math.max(0, total - misses.length) }
  })
}

export type WebSafety = { found: Found[]; taken: Record<string, number> }

/** Plants the payloads in an empty product and looks at every place where they show. */
export async function webSafety(payloads: readonly string[]): Promise<WebSafety> {
  const feed = await serveFeed(payloads)
  const product = await startProduct({
    env: { RESONANZ_TRUST_PROXY: 'true', RESONANZ_EGRESS_ALLOW: feed.address, RESONANZ_LOG_LEVEL: 'warn' },
  })
  const bare = await bareServer()
  // No name resolves: what tries to leave is seen as a request and goes nowhere.
  const browser = await launchBrowser({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] })
  try {
    const api = await setUp(product)
    const planted = await plant(product, api, payloads, feed)
    const cookies = api.cookie.split('; ').map((cookie) => {
      const [name = '', ...value] = cookie.split('=')
      return { name, value: value.join('='), url: product.url }
    })
    const lane = async () => {
      const context = await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce', serviceWorkers: 'block' })
      await context.addCookies(cookies)
      // Every case in a row of its own, also those that say the same.
      await context.addInitScript(
        `try { localStorage.setItem('resonanz.preferences', '{"foldDuplicates":false}') } catch {}`,
      )
      return { context, watch: await watchContext(context, [product.url, bare.url]) }
    }
    const [one, other] = [await lane(), await lane()]
    const found = await Promise.all([
      visitApp(one.context, one.watch, api, planted, payloads),
      visitMails(other.context, other.watch, api, planted.htmlMessages, bare),
    ])
    return { found: found.flat(), taken: planted.taken }
  } catch (error) {
    throw new Error(`The product said:\n${product.log().slice(-4_000)}`, { cause: error })
  } finally {
    await browser.close()
    bare.close()
    await feed.close()
    await product.stop()
  }
}
