import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample, settled } from './sample.ts'

// One agent, one page, no mouse. Each step goes on where the one before ended.
let sample: Sample
let context: BrowserContext
let page: Page
let problems: string[]

beforeAll(async () => {
  sample = await openSample()
  await sample.ask('PATCH', '/api/v1/settings', { undoSeconds: 30 })
  const device = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900, signedIn: false })
  context = device.context
  page = device.page
  problems = device.problems
  page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await context?.close()
  await sample?.close()
})

/** A loaded machine may take its time; what counts is that it happens. */
const eventually = <T>(what: () => T | Promise<T>, { timeout = 60_000 } = {}) => expect.poll(what, { timeout })

const key = (...keys: string[]) =>
  keys.reduce((before, one) => before.then(() => page.keyboard.press(one)), Promise.resolve())
const type = (text: string) => page.keyboard.type(text)
const focused = (what: string) => page.evaluate(`document.activeElement?.${what}`) as Promise<string | null | undefined>
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor()
const rowFocused = () =>
  page.evaluate(`document.activeElement?.closest('[data-case]')?.dataset.case ?? null`) as Promise<string | null>

/** What opens takes the focus a moment after it is seen; a key before that is nobody's. */
const focusIn = (place: string) =>
  eventually(() => page.evaluate(`Boolean(document.activeElement?.closest('${place}'))`)).toBe(true)

/** Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(selector: string, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${selector}`)
}

test('sign in', async () => {
  await page.goto(`${sample.product.url}/sign-in`)
  await settled(page)
  await eventually(() => focused('type')).toBe('email')
  await type('h.aldag@uferlinie.example')
  await key('Tab')
  await tabTo('input[type=password]')
  await type('resonanz-demo-2026')
  await key('Enter')
  await page.waitForURL('**/inbox/mine')
  await page.locator('a[data-case]').first().waitFor()
})

test('through the list with j and k, open with Enter', async () => {
  await key('j')
  const first = await rowFocused()
  expect(first).not.toBeNull()
  await key('j')
  const second = await rowFocused()
  expect(second).not.toBe(first)
  await key('k')
  expect(await rowFocused()).toBe(first)
  await key('Enter')
  await page.waitForURL(`**/inbox/mine/${first}`)
  await page.locator('[data-row="message"]').first().waitFor()
})

test('answer, take it back, send again: it stands there as sent', { timeout: 180_000 }, async () => {
  const mail = await caseToAnswer()
  await page.goto(`${sample.product.url}/inbox/all/${mail}`)
  await page.locator('[data-row="message"]').first().waitFor()
  // The answer field comes a moment after the words; its keys hold from then on.
  await page.locator('[data-composer="reply"] textarea').waitFor()
  await key('r')
  await eventually(() => focused('tagName')).toBe('TEXTAREA')
  await type('Guten Tag, das ist für Sie erledigt.')
  await key('Control+Enter')
  await seen('Antwort wird gleich gesendet')
  // The focus has left the field: a single letter is a command again.
  await key('z')
  await seen('Ihr Text steht wieder im Antwortfeld.')
  await eventually(() => focused('value')).toContain('Guten Tag, das ist für Sie erledigt.')
  // Time enough to take it back on a busy machine; nobody waits for it so long.
  await sample.ask('PATCH', '/api/v1/settings', { undoSeconds: 8 })
  await key('Control+Enter')
  await seen('Antwort wird gleich gesendet')
  await page
    .locator('[data-row="message"]', { hasText: 'das ist für Sie erledigt' })
    .getByText(/^gesendet /)
    .waitFor()
})

test('an internal note that calls a colleague', async () => {
  await key('d')
  await eventually(() => focused('tagName')).toBe('TEXTAREA')
  await type('Bitte prüfen @Mara')
  await page.getByRole('option', { name: /Mara/ }).first().waitFor()
  await key('Enter')
  await type(' danke')
  await seen(/Benachrichtigt: Mara/)
  await key('Control+Enter')
  await page.locator('[data-row="note"]', { hasText: 'Bitte prüfen' }).waitFor()
})

test('to me, follow-up, done, each by one key', async () => {
  const [id] = await freeCases(1)
  await page.goto(`${sample.product.url}/cases/${id}`)
  await page.locator('[data-row]').first().waitFor()
  await key('i')
  await eventually(async () => (await caseOf(id!)).owner?.name).toBe('Henrike Aldag')
  await key('h')
  await page.getByRole('dialog').waitFor()
  await focusIn('[role="dialog"]')
  await key('Enter')
  await eventually(async () => (await caseOf(id!)).followUpAt).not.toBeNull()
  await page.goto(`${sample.product.url}/cases/${id}`)
  await page.locator('[data-row]').first().waitFor()
  await key('e')
  await eventually(
    async () => (await page.getByRole('dialog').count()) > 0 || (await caseOf(id!)).category === 'done',
  ).toBe(true)
  // The customer had the last word: who may closes all the same, and says why.
  if (await page.getByRole('dialog').count()) await focusIn('[role="dialog"]')
  if (await page.getByLabel('Warum ohne ein Wort?').count()) {
    await tabTo('[role="dialog"] input')
    await type('Am Telefon geklärt')
    await key('Enter')
  } else if (await page.getByRole('dialog').count()) await key('Enter')
  await eventually(async () => (await caseOf(id!)).category).toBe('done')
})

test('the palette leads to a screen, the sheet says which keys work here', async () => {
  await page.goto(`${sample.product.url}/inbox/team`)
  await page.locator('a[data-case]').first().waitFor()
  await key('Control+k')
  await page.getByRole('combobox').waitFor()
  await eventually(() => focused("getAttribute('role')")).toBe('combobox')
  await type('Quarant')
  await page
    .getByRole('option', { name: /Quarantäne/, selected: true })
    .first()
    .waitFor()
  await key('Enter')
  await page.waitForURL('**/quarantine')
  await page.getByRole('heading', { level: 1, name: 'Quarantäne' }).waitFor()
  await key('?')
  await page.getByRole('dialog').getByText('Tasten auf dieser Seite').first().waitFor()
  await key('Escape')
  await eventually(() => page.getByRole('dialog').count()).toBe(0)
})

test('a call is taken in with few keys', async () => {
  const before = await newest()
  await key('c')
  await page.waitForURL('**/new')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await eventually(() => focused('tagName')).toBe('INPUT')
  await tabTo('input:not([type=radio])')
  await type('Gesine Ruge')
  await tabTo('textarea')
  await type('Fragt nach der Fundsache vom Montag.')
  await key('Control+Enter')
  await seen(/aufgenommen|Fall #?\d+/)
  await eventually(newest).toBe(before + 1)
})

test('a mention becomes a case with c', async () => {
  await key('Escape')
  await page.goto(`${sample.product.url}/mentions`)
  await page.locator('[data-mention]').first().waitFor()
  await key('j', 'c')
  await page.waitForURL('**/cases/*')
  await page.locator('[data-row="message"]').first().waitFor()
})

test('choose several, change them, take it back', async () => {
  await page.goto(`${sample.product.url}/inbox/unassigned`)
  await page.locator('a[data-case]').first().waitFor()
  const count = async () =>
    ((await sample.ask('GET', '/api/v1/cases?view=unassigned&limit=200')) as { items: unknown[] }).items.length
  const before = await count()
  await key('j', 'x', 'j', 'x')
  await page.getByRole('toolbar').getByText('2').first().waitFor()
  await key('i')
  // How many will change is said first.
  await page.getByRole('dialog').getByText('2 Fälle').first().waitFor()
  await focusIn('[role="dialog"]')
  await key('Enter')
  // The bar that offers the way back comes when the answer is there, and stays while the pointer is on it.
  await page
    .getByRole('button', { name: /^Rückgängig/ })
    .first()
    .hover()
  await eventually(count).toBe(before - 2)
  await key('z')
  await eventually(count).toBe(before)
})

test('filter by text', async () => {
  await page.goto(`${sample.product.url}/inbox/all?filter=kanal:brief`)
  await page.locator('a[data-case]').first().waitFor()
  await tabTo('[aria-label="Filter als Text"]')
  await key('Enter')
  await eventually(() => focused('tagName')).toBe('INPUT')
  await key('Control+a')
  await type('kanal:telefon')
  await key('Enter')
  await eventually(() => decodeURIComponent(page.url())).toContain('telefon')
  await page.locator('a[data-case]').first().waitFor()
})

test('language and theme change at once', async () => {
  await tabTo('[aria-label^="Konto von"], [aria-label="Konto und Darstellung"]')
  await key('Enter')
  await page.getByRole('menu').waitFor()
  await focusIn('[role="menu"]')
  await page.getByRole('menuitemradio', { name: /English/ }).focus()
  await key('Enter')
  await eventually(() => page.evaluate('document.documentElement.lang')).toBe('en')
  await seen('All cases')
  await tabTo('[aria-label^="Account of"], [aria-label^="Account"]')
  await key('Enter')
  await page.getByRole('menu').waitFor()
  await focusIn('[role="menu"]')
  await page.getByRole('menuitemradio', { name: /Dark/ }).focus()
  await key('Enter')
  await eventually(() => page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark')
})

test('without a network: said so, what is there stays; back again, it catches up', { timeout: 180_000 }, async () => {
  await page.goto(`${sample.product.url}/inbox/all?sort=newest`)
  await page.locator('a[data-case]').first().waitFor()
  await context.setOffline(true)
  await seen(/Offline (seit|since)/)
  expect(await page.locator('a[data-case]').count()).toBeGreaterThan(3)
  const made = (await sample.ask('POST', '/api/v1/cases', {
    channel: 'phone',
    text: 'Rief an, als die Leitung fort war.',
    title: 'Anruf in der Funkstille',
    contact: { name: 'Ottilie Kramp' },
  })) as { id: string }
  await context.setOffline(false)
  await eventually(() => page.getByText(/Offline (seit|since)/).count(), { timeout: 45_000 }).toBe(0)
  await page.locator(`a[data-case="${made.id}"], button:has-text("new")`).first().waitFor({ timeout: 30_000 })
})

test('no script failed on the way', () => {
  expect(problems.filter((one) => one.startsWith('script error'))).toEqual([])
})

type CaseOf = {
  owner: { name: string } | null
  category: string
  followUpAt: string | null
  allowed: string[]
  threads: { reply: string; replyTo: string[] }[]
  lastMessageId: string | null
}

const caseOf = (id: string) => sample.ask('GET', `/api/v1/cases/${id}`) as Promise<CaseOf>

async function freeCases(count: number): Promise<string[]> {
  const { items } = (await sample.ask('GET', '/api/v1/cases?view=unassigned&limit=50')) as { items: { id: string }[] }
  return items.slice(-count).map(({ id }) => id)
}

async function newest(): Promise<number> {
  const { items } = (await sample.ask('GET', '/api/v1/cases?view=all&filter=status:any&sort=newest&limit=200')) as {
    items: { number: number }[]
  }
  return Math.max(...items.map(({ number }) => number))
}

/** An open mail case whose first way to answer is a mail of ours. */
async function caseToAnswer(): Promise<string> {
  const { items } = (await sample.ask('GET', '/api/v1/cases?view=all&filter=kanal:email&limit=60')) as {
    items: { id: string }[]
  }
  for (const { id } of items) {
    const { threads, allowed } = await caseOf(id)
    if (
      allowed.includes('reply') &&
      threads.length === 1 &&
      threads[0]!.reply === 'send' &&
      threads[0]!.replyTo.length > 0
    )
      return id
  }
  throw new Error('no mail case to answer')
}
