import { setTimeout as rest } from 'node:timers/promises'
import { buildWeb } from '../packages/cli/bin/build-web.mjs'
import { type Product, startProduct } from '../tests/product.ts'
import { type Client, setUp } from './product-client.ts'
import { quantile, round } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const seconds = Number(process.env.BENCH_SECONDS ?? 20)
const perSecond = 50

/**
 * The product as it runs: 50 signed items a second, each pushed by itself; from the moment the sender lets go to the
 * event of its case in an open live stream, and to its row in an open inbox of a real browser.
 */
export async function run(): Promise<Result[]> {
  const webApp = !process.env.BENCH_NO_BROWSER && buildWeb('missing')
  const product = await startProduct({ env: { RESONANZ_LOG_LEVEL: 'warn' } })
  const client = await setUp(product)
  const results: Result[] = []
  try {
    const streamed = await openStream(client)
    await pour(client, 'warm', 5)
    const sent = await pour(client, 'strom', seconds)
    await rest(2_000)
    results.push({
      name: 'arrival, to the live stream',
      perSecond,
      ...figures(await latencies(client, sent, streamed.seen)),
      ...(await health(product)),
    })
    streamed.close()
    results.push(webApp ? await inBrowser(client) : { name: 'arrival, to the row in a browser', skipped: 'no web app' })
    return results
  } finally {
    await product.stop()
  }
}

async function inBrowser(client: Client): Promise<Result> {
  const { launchBrowser } = await import('../tests/peers/browser.ts')
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies(
      client.cookie.split('; ').map((cookie) => {
        const at = cookie.indexOf('=')
        return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: client.url }
      }),
    )
    const page = await context.newPage()
    // The items say the same in the same words: folded, all but the first would be a number in its row.
    await page.addInitScript(`localStorage.setItem('resonanz.preferences', '{"foldDuplicates":false}')`)
    await page.goto(`${client.url}/inbox/all?sort=newest`)
    const rows = await page.waitForSelector('[data-case]', { timeout: 30_000 }).catch(() => null)
    if (!rows) return { name: 'arrival, to the row in a browser', skipped: 'no rows came' }
    await page.evaluate(watchRows)
    await pour(client, 'warm-browser', 3)
    const sent = await pour(client, 'browser', seconds)
    await rest(2_000)
    const seen = new Map((await page.evaluate('[...globalThis.seenCases]')) as [string, number][])
    return { name: 'arrival, to the row in a browser', perSecond, ...figures(await latencies(client, sent, seen)) }
  } finally {
    await browser.close()
  }
}

/** Runs in the page: notes when each case's row first stood there. */
const watchRows = `
  const seen = (globalThis.seenCases = new Map())
  const look = () => {
    for (const row of document.querySelectorAll('[data-case]')) if (!seen.has(row.dataset.case)) seen.set(row.dataset.case, Date.now())
  }
  look()
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-case'] })
`

type Sent = { word: string; at: number[] }

/** Evenly spaced, whatever the answers take: a slow product does not slow its customers down. */
async function pour(client: Client, word: string, forSeconds: number): Promise<Sent> {
  const at: number[] = []
  const pushes: Promise<void>[] = []
  const start = performance.now()
  const startedAt = Date.now()
  for (let index = 0; index < forSeconds * perSecond; index += 1) {
    const due = start + (index * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await rest(wait)
    at.push(startedAt + performance.now() - start)
    pushes.push(
      client.push({
        id: `${word}-${index}`,
        author: { name: `Kundin ${index}`, handle: `@kundin${index}@social.example` },
        text: `${word}-${index}: Seit gestern warte ich auf meine Rückerstattung, und niemand antwortet mir.`,
      }),
    )
  }
  await Promise.all(pushes)
  return { word, at }
}

/** When each case was first seen, minus when its item was sent; -1 for one that was never seen. */
async function latencies(client: Client, sent: Sent, seen: ReadonlyMap<string, number>): Promise<number[]> {
  const found: number[] = []
  const wanted = new RegExp(`^${sent.word}-(\\d+):`)
  let cursor = ''
  let missing = sent.at.length
  while (missing > 0) {
    const answer = await fetch(
      `${client.url}/api/v1/cases?view=all&sort=newest&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      { headers: { cookie: client.cookie } },
    )
    const page = (await answer.json()) as { items: { id: string; title: string }[]; nextCursor: string | null }
    for (const { id, title } of page.items) {
      const index = wanted.exec(title)?.[1]
      if (index === undefined) continue
      missing -= 1
      const at = seen.get(id)
      found.push(at === undefined ? -1 : at - sent.at[Number(index)]!)
    }
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  return found
}

function figures(found: readonly number[]) {
  const times = found.filter((ms) => ms >= 0)
  return {
    items: found.length,
    notSeen: found.length - times.length,
    p50Ms: round(quantile(times, 0.5), 0),
    p95Ms: round(quantile(times, 0.95), 0),
    p99Ms: round(quantile(times, 0.99), 0),
  }
}

async function openStream(client: Client): Promise<{ seen: Map<string, number>; close(): void }> {
  const seen = new Map<string, number>()
  const stop = new AbortController()
  const answer = await fetch(`${client.url}/api/v1/live`, { headers: { cookie: client.cookie }, signal: stop.signal })
  void (async () => {
    let rest = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        const id = /^data: \{"type":"case","caseId":"([0-9a-f-]{36})"/.exec(line)?.[1]
        if (id && !seen.has(id)) seen.set(id, Date.now())
      }
    }
  })().catch(() => {})
  return { seen, close: () => stop.abort() }
}

async function health(product: Product) {
  const text = await (await fetch(`${product.url}/metrics`)).text()
  const bytes = Number(/^resonanz_process_resident_memory_bytes (\d+)/m.exec(text)?.[1])
  return { rssMb: round(bytes / 2 ** 20, 0) }
}
