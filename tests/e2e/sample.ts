import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '../peers/browser.ts'
import { type Product, startProduct } from '../product.ts'

export type Sample = {
  product: Product
  browser: Browser
  cookie: string
  /** Asks the API as the sample owner. */
  ask(method: string, path: string, body?: unknown): Promise<never>
  /** The same as a colleague. */
  askAs(email: string): Promise<Sample['ask']>
  places: Places
  close(): Promise<void>
}

/** Ids of things that screens are about. */
export type Places = {
  mailCase: string
  publicCase: string
  customer: string
  /** A case with a mail that has HTML. */
  htmlCase: string
  mailbox: string
  form: string
  formKey: string
  invitation: string
  approval: string
  incident: string
  /** A case that others say the same as. */
  sameCase: string
  workflow: string
}

const owner = { email: 'h.aldag@uferlinie.example', password: 'resonanz-demo-2026' }

/** The product with its sample company, and a browser unless told otherwise (then `browser` is not to be touched). */
export async function openSample(options: { browser?: boolean; env?: Record<string, string> } = {}): Promise<Sample> {
  const [product, browser] = await Promise.all([
    startProduct({
      env: { RESONANZ_DEMO: 'true', RESONANZ_TRUST_PROXY: 'true', RESONANZ_LOG_LEVEL: 'warn', ...options.env },
    }),
    options.browser === false ? undefined : launchBrowser(),
  ])
  const cookie = await signIn(product.url)
  const ask = askerOf(product.url, cookie)
  return {
    product,
    browser: browser as Browser,
    cookie,
    ask,
    askAs: async (email) => askerOf(product.url, await signIn(product.url, email)),
    places: await findPlaces(ask),
    async close() {
      await browser?.close()
      await product.stop()
    },
  }
}

function askerOf(url: string, cookie: string): Sample['ask'] {
  return async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as never
  }
}

async function signIn(url: string, email = owner.email): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ ...owner, email }),
  })
  if (!answer.ok) throw new Error(`sign in: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

type Row = {
  id: string
  channel: string
  duplicateCount: number
  messageCount: number
  customer: { id: string | null }
  promises?: unknown[]
}

async function findPlaces(ask: Sample['ask']): Promise<Places> {
  const { items: cases } = (await ask('GET', '/api/v1/cases?view=all&limit=200')) as { items: Row[] }
  const { items: channels } = (await ask('GET', '/api/v1/presences')) as {
    items: { id: string; kind: string; publicKey: string | null }[]
  }
  const mail = cases
    .filter(({ channel, customer }) => channel === 'email' && customer.id !== null)
    .toSorted((a, b) => b.messageCount - a.messageCount)[0]!
  const { link } = (await ask('POST', '/api/v1/invitations', { email: 'neu@uferlinie.example', role: 'agent' })) as {
    link: string
  }
  const first = async (path: string) =>
    ((await ask('GET', path)) as { items: { id: string }[] }).items[0]?.id ?? mail.id
  const form = channels.find(({ kind }) => kind === 'form')!
  return {
    mailCase: mail.id,
    publicCase: (cases.find(({ channel }) => channel === 'inlet' || channel === 'found') ?? mail).id,
    customer: mail.customer.id!,
    mailbox: channels.find(({ kind }) => kind === 'email')!.id,
    htmlCase: await caseWithHtml(ask, cases),
    form: form.id,
    formKey: form.publicKey!,
    invitation: link.split('/').at(-1)!,
    approval: await first('/api/v1/approvals?view=toDecide'),
    incident: await first('/api/v1/incidents?state=all'),
    sameCase: (cases.find(({ duplicateCount }) => duplicateCount > 0) ?? mail).id,
    workflow: await first('/api/v1/workflows'),
  }
}

async function caseWithHtml(ask: Sample['ask'], cases: readonly Row[]): Promise<string> {
  for (const { id } of cases.filter(({ channel }) => channel === 'email').slice(0, 60)) {
    const { items } = (await ask('GET', `/api/v1/cases/${id}/timeline?limit=200`)) as { items: { hasHtml?: boolean }[] }
    if (items.some(({ hasHtml }) => hasHtml)) return id
  }
  return cases[0]!.id
}

export type Look = {
  language: 'de' | 'en'
  theme: 'light' | 'dark'
  width: number
  height: number
  signedIn?: boolean
  /** A colleague of the sample company by their address; the owner otherwise. */
  who?: string
}

/** A page of a device that looks like this, with nothing moving; what is wrong in it is kept in `problems`. */
export async function deviceOf(
  sample: Sample,
  look: Look,
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await sample.browser.newContext({
    viewport: { width: look.width, height: look.height },
    locale: look.language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    hasTouch: look.width < 640,
    deviceScaleFactor: 1,
    extraHTTPHeaders: { 'x-forwarded-for': `10.1.${Math.floor(Math.random() * 250)}.${look.width % 250}` },
  })
  if (look.signedIn !== false) await context.addCookies(await cookiesOf(sample.product.url, look.who))
  await context.addInitScript({
    content: `if (self === top && !localStorage.getItem('resonanz.theme')) { localStorage.setItem('resonanz.theme', '${look.theme}'); localStorage.setItem('resonanz.preferences', JSON.stringify({ language: '${look.language}' })) }`,
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`script error: ${error.message}`))
  page.on('console', (message) => {
    // Who has not signed in is told so; the browser writes that down as an error of ours.
    if (look.signedIn === false && message.text().includes('401')) return
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`)
  })
  return { context, page, problems }
}

async function cookiesOf(url: string, email?: string) {
  const cookie = await signIn(url, email)
  return cookie.split('; ').map((one) => {
    const [name = '', ...value] = one.split('=')
    return { name, value: value.join('='), url }
  })
}

/** Until the screen stands still: its heading is there, nothing is on its way, fonts are loaded. */
export async function settled(page: Page, ready = 'h1'): Promise<void> {
  for (const part of new Set(['h1', ready])) await page.locator(part).first().waitFor({ timeout: 60_000 })
  // The catalogue shows what loading looks like, for ever.
  const busy = `location.pathname !== '/catalogue' && Boolean(document.querySelector('[aria-busy="true"], [class*=skeleton]') || document.fonts.status !== 'loaded')`
  // Not waitForFunction: it evaluates text inside the page, which our policy refuses.
  for (const endMs = performance.now() + 60_000; await page.evaluate(busy); ) {
    if (performance.now() > endMs) throw new Error('still loading after 60 s')
    await page.waitForTimeout(50)
  }
  await page.waitForTimeout(150)
}
