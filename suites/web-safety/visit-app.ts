import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { type Api, anyAddress } from './api.ts'
import type { Planted } from './plant.ts'
import type { Found } from './visit-mails.ts'
import { danglingsOfApp, type Trouble, type Watch } from './watch.ts'

type Visit = { context: BrowserContext; watch: Watch; api: Api; page: Page }

/** Every screen that shows strangers' words, scrolled from end to end. */
export async function visitApp(
  context: BrowserContext,
  watch: Watch,
  api: Api,
  planted: Planted,
  payloads: readonly string[],
): Promise<Found[]> {
  const page = await context.newPage()
  await page.setViewportSize({ width: 1600, height: 2400 })
  const visit = { context, watch, api, page }
  const { taken } = planted
  const cases = await api.pages<{ id: string }>('/api/v1/cases?view=all&limit=200')
  const found = [
    await lists(visit, '/inbox/all', 'a[data-case]', 'name, title and preview in list rows', cases.length),
    await casePages(visit, planted, (taken.thread ?? 0) + (taken.mail ?? 0) + (taken.note ?? 0)),
    await lists(visit, '/mentions', '[data-mention]', 'feed items as mentions', taken.feed ?? 0),
    await lists(visit, '/customers', 'main a[href^="/customers/"]', 'customers in their list', taken.customer ?? 0),
    await customerPages(visit),
    await searches(visit, payloads),
    await addresses(visit, payloads),
    await rawAnswers(visit, payloads),
    await places(visit, planted),
  ]
  await page.close()
  return found
}

/** Scrolls a list to its end; every row counts. */
async function lists(
  { page, api, watch, context }: Visit,
  path: string,
  row: string,
  sink: string,
  total: number,
): Promise<Found> {
  const troubles: Trouble[] = []
  const seen = new Set<string>()
  // A row that was scrolled past before it was drawn is met when the list is gone through again.
  for (let round = 0; round < 3 && (round === 0 || seen.size < total); round += 1) {
    await open(context, page, api.url + path)
    await page.locator(row).first().waitFor({ timeout: 15_000 })
    // Under load a page of the list may take seconds.
    for (let still = 0; still < 8 || (seen.size < total && still < 40); ) {
      const before = seen.size
      for (const mark of (await page.evaluate(`(${scrollOn})(${JSON.stringify(row)})`)) as string[]) seen.add(mark)
      if (seen.size === before) await sleep(120)
      else troubles.push(...(await danglingsOfApp(page, api.url)))
      still = seen.size === before ? still + 1 : 0
    }
  }
  if (seen.size < total) troubles.push(`only ${seen.size} of ${total} rows came to the screen: ${path}`)
  return { sink, total, troubles: [...watch.take(), ...troubles] }
}

const scrollOn = `async (row) => {
  const rows = [...document.querySelectorAll(row)]
  for (let box = rows.at(-1)?.parentElement; box; box = box.parentElement)
    if (box.scrollHeight > box.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(box).overflowY)) { box.scrollTop += box.clientHeight * 0.8; break }
  window.scrollBy(0, innerHeight * 0.8)
  const more = [...document.querySelectorAll('main button')].find((button) => /weitere|mehr laden|load more/i.test(button.textContent))
  more?.click()
  // Until what is in view now is drawn.
  for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn))
  return rows.map((one) => one.dataset.case ?? one.dataset.mention ?? one.getAttribute('href'))
}`

async function casePages({ page, api, watch, context }: Visit, { groups }: Planted, total: number): Promise<Found> {
  const troubles: Trouble[] = []
  let marked = 0
  for (const id of groups) {
    await open(context, page, `${api.url}/cases/${id}`)
    await page
      .locator('[data-row="message"]')
      .first()
      .waitFor({ timeout: 60_000 })
      .catch(() => troubles.push(`case ${id} shows no message`))
    for (let more = true, round = 0; more && round < 10; round += 1) {
      more = (await page.evaluate(
        `(() => { const box = document.querySelector('[data-row]')?.parentElement?.parentElement; if (box) box.scrollTop = 0; return Boolean(document.querySelector('[class*=older] button')) })()`,
      )) as boolean
      if (more) await sleep(150)
    }
    troubles.push(...(await danglingsOfApp(page, api.url)))
    marked += await withMarks(page, troubles, api.url)
  }
  if (marked === 0) troubles.push('no carrying words were marked')
  return {
    sink: 'messages, file names, notes, tags and drafts in cases',
    total,
    troubles: [...watch.take(), ...troubles],
  }
}

/** The same with the carrying words marked, beside cases that are alike; answers how many marks there were. */
async function withMarks(page: Page, troubles: Trouble[], own: string): Promise<number> {
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press('w')
  await page
    .getByRole('tab')
    .nth(1)
    .click({ timeout: 2_000 })
    .catch(() => {})
  await settled(page)
  troubles.push(...(await danglingsOfApp(page, own)))
  return page.locator('mark').count()
}

async function customerPages({ page, api, watch, context }: Visit): Promise<Found> {
  const { items } = (await api.call('GET', '/api/v1/customers?limit=40')) as { items: { id: string }[] }
  const troubles: Trouble[] = []
  for (const { id } of items) {
    await open(context, page, `${api.url}/customers/${id}`)
    await page.locator('h1').first().waitFor()
    troubles.push(...(await danglingsOfApp(page, api.url)))
  }
  return { sink: 'customer pages', total: items.length, troubles: [...watch.take(), ...troubles] }
}

async function searches(visit: Visit, payloads: readonly string[]): Promise<Found> {
  const words = ['alert', 'script', 'img', 'onerror', 'javascript', ...every(payloads, 60)]
  const troubles = await walk(
    visit,
    words.map((word) => `/search?q=${address(word.slice(0, 300))}`),
  )
  return { sink: 'search words and marked snippets', total: words.length, troubles }
}

async function addresses(visit: Visit, payloads: readonly string[]): Promise<Found> {
  const places = [
    '/inbox/all?filter=',
    '/inbox/',
    '/cases/',
    '/customers?q=',
    '/settings/channels/',
    '/settings/people?tab=',
    '/settings/journal?kind=',
    '/nowhere/',
    '/settings/channels/new/',
    '/inbox/all#',
  ]
  const asked = every(payloads, 150).map(
    (payload, index) => places[index % places.length]! + address(payload.slice(0, 500)),
  )
  const troubles = await walk(visit, asked)
  return { sink: 'addresses of the app', total: asked.length, troubles }
}

/** Moves inside the running app, as its links do. */
async function walk({ page, api, watch, context }: Visit, paths: readonly string[]): Promise<Trouble[]> {
  const troubles: Trouble[] = []
  for (const [index, path] of paths.entries()) {
    if (index % 25 === 0) await open(context, page, api.url + path)
    else
      await page.evaluate(
        `history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
      )
    await settled(page)
    troubles.push(...(await danglingsOfApp(page, api.url)))
    if (!page.url().startsWith(api.url)) troubles.push(`${path} left for ${page.url()}`)
  }
  return [...watch.take(), ...troubles]
}

/** Answers of the server itself to addresses that are payloads, and screens without a session. */
async function rawAnswers({ api, watch, context }: Visit, payloads: readonly string[]): Promise<Found> {
  const places = ['/api/v1/', '/f/', '/f/verify/', '/api/v1/cases/', '/assets/', '/api/auth/']
  const asked = every(payloads, 120).map(
    (payload, index) => places[index % places.length]! + address(payload.slice(0, 400)),
  )
  const signedOut = every(payloads, 30).flatMap((payload, index) => [
    ['/sign-in?next=', '/set-up?token=', '/invitation/'][index % 3] + address(payload.slice(0, 300)),
  ])
  const page = await context.newPage()
  for (const path of asked) await page.goto(api.url + path, { waitUntil: 'domcontentloaded' }).catch(() => {})
  const troubles: Trouble[] = []
  for (const path of [
    ...signedOut,
    '/sign-in?next=https%3A%2F%2Fforeign.example%2F',
    '/sign-in?next=%2F%2Fforeign.example',
    '/sign-in?next=javascript%3Aalert(1)',
  ]) {
    await open(context, page, api.url + path)
    await settled(page)
    troubles.push(...(await danglingsOfApp(page, api.url)))
  }
  await page.close()
  return {
    sink: 'answers to hostile addresses',
    total: asked.length + signedOut.length,
    troubles: [...watch.take(), ...troubles],
  }
}

/** The screens where names given by colleagues and channels stand, and the form page. */
async function places(visit: Visit, { formKey }: Planted): Promise<Found> {
  const { page, api, watch, context } = visit
  const paths = [
    '/inbox/mine',
    '/inbox/drafts',
    '/quarantine',
    '/settings',
    '/settings/channels',
    '/settings/people',
    '/settings/system',
    '/settings/journal',
    '/settings/workspace',
    '/settings/guideline',
    '/settings/text-quality',
    '/settings/topics',
    '/profile',
    '/new',
    `/f/${formKey}`,
    `/f/${formKey}?lang=en`,
  ]
  const troubles: Trouble[] = []
  for (const path of paths) {
    await open(context, page, api.url + path)
    await settled(page)
    if (!path.startsWith('/f/')) troubles.push(...(await danglingsOfApp(page, api.url)))
  }
  return {
    sink: 'names of people, views, channels and forms',
    total: paths.length,
    troubles: [...watch.take(), ...troubles],
  }
}

async function open(context: BrowserContext, page: Page, url: string): Promise<void> {
  await context.setExtraHTTPHeaders({ 'x-forwarded-for': anyAddress() })
  await page.goto(url, { waitUntil: 'domcontentloaded' })
}

/** Until nothing is loading; the live stream is always open, so the network never rests. */
async function settled(page: Page): Promise<void> {
  await sleep(60)
  const isBusy = `Boolean(document.querySelector('[aria-busy="true"], [class*=skeleton]'))`
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await page.evaluate(isBusy).catch(() => true)) === false) return
    await sleep(50)
  }
}

function every(payloads: readonly string[], count: number): string[] {
  const step = Math.max(1, Math.floor(payloads.length / count))
  return payloads.filter((_, index) => index % step === 0).slice(0, count)
}

function address(payload: string): string {
  return encodeURIComponent(payload.toWellFormed())
}
