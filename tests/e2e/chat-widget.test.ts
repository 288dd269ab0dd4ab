import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultyLight, png } from '../../packages/server/src/modules/demo/content/attachments.ts'
import { chatServer, connectChat } from '../../packages/server/src/modules/chat/test-chat.ts'
import { sendReply } from '../../packages/server/src/modules/replies/index.ts'
import { rows } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { buildWidget } from '../../packages/web/build/chat-widget.ts'
import { testDatabase } from '../database.ts'
import { type Cast, makeCast, testDeps } from '../deps.ts'
import { launchBrowser } from '../peers/browser.ts'
import { serverOf } from '../server.ts'

/** The chat on a website of somebody else with a strict policy, in a real browser. */
let deps: Deps
let cast: Cast
let server: Awaited<ReturnType<typeof chatServer>>
let chat: Awaited<ReturnType<typeof connectChat>>
let site: Awaited<ReturnType<typeof foreignSite>>
let browser: Browser
let script = ''

beforeAll(async () => {
  const { url } = await testDatabase()
  deps = testDeps(url)
  cast = await makeCast(deps)
  await putLogo()
  script = await buildWidget()
  server = await chatServer(deps, url, serverOf, async () => script)
  site = await foreignSite(() => server.home)
  chat = await connectChat(deps, cast.nordlicht.owner, {
    allowedOrigins: [site.url],
    mailPresenceId: cast.nordlicht.presenceId,
    askName: true,
    answerWithinMinutes: 5,
    privacyUrl: 'https://laden.example/datenschutz',
  })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  site.close()
  await server.stop()
  await deps.db.close()
})

test('the script is small', () => {
  expect(gzipSync(script).length).toBeLessThanOrEqual(30_000)
})

describe.each([
  ['light', 'de'],
  ['dark', 'en'],
] as const)('%s, %s', { timeout: 120_000 }, (colorScheme, lang) => {
  test('by keyboard alone, both ways, nothing kept before a word', async () => {
    const page = await opened(lang, { colorScheme, viewport: { width: 320, height: 640 } })
    const w =
      lang === 'de'
        ? { log: 'Unterhaltung', sent: 'angekommen', read: 'gelesen', typing: 'schreibt' }
        : { log: 'Conversation', sent: 'arrived', read: 'read', typing: 'is writing' }
    const text = `Ist das Rad noch da? ${lang} ${colorScheme}`
    await page.locator('.launcher').waitFor()
    await clean(page, `${lang}-${colorScheme}-1-closed`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('launcher')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('message')
    await clean(page, `${lang}-${colorScheme}-2-open`)
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('launcher')
    await page.keyboard.press('Enter')
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0)
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    const log = page.getByRole('log', { name: w.log })
    await log.getByText(w.sent).waitFor()
    expect(await page.evaluate('localStorage.length')).toBe(1)
    expect(await page.context().cookies()).toEqual([])
    await answer(text, 'Ja, in Größe M.')
    await log.getByText('Ja, in Größe M.').waitFor()
    await expect.poll(() => stateOf('Ja, in Größe M.', text)).toBe('read')
    await clean(page, `${lang}-${colorScheme}-3-conversation`)
    const small = await page
      .locator('button:visible')
      .evaluateAll(
        (all: { getBoundingClientRect(): { width: number; height: number } }[]) =>
          all.map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width < 44 || height < 44).length,
      )
    expect(small).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.context().close()
  })
})

test('offline: what is written waits and goes out once; a reload shows the conversation again', async () => {
  const page = await opened('de')
  await say(page, 'Vor der Störung')
  await page.getByText('angekommen').waitFor()
  await page.context().setOffline(true)
  await say(page, 'Mitten in der Störung')
  await page.getByText('wird gesendet').waitFor()
  await page.context().setOffline(false)
  await expect.poll(() => page.getByText('angekommen').count()).toBe(2)
  await expect.poll(() => countOf('Mitten in der Störung')).toBe(1)
  await page.reload()
  await page.locator('.launcher').click()
  await page.getByRole('log').getByText('Mitten in der Störung').waitFor()
  await page.context().close()
})

test('the way out: by mail, and how it was', async () => {
  const page = await opened('de')
  await say(page, 'Ich muss gleich weg')
  await page.getByText('angekommen').waitFor()
  await expect.poll(() => countOf('Ich muss gleich weg')).toBe(1)
  await page.getByRole('button', { name: 'Chat beenden' }).click()
  await clean(page, 'leaving')
  await page.getByLabel('E-Mail-Adresse').fill('gerda@')
  await page.getByRole('button', { name: 'Antworten per E-Mail erhalten' }).click()
  await page.getByText('nicht vollständig').waitFor()
  await page.getByLabel('E-Mail-Adresse').fill('gerda@example.org')
  await page.keyboard.press('Enter')
  await page.getByText('Wir antworten Ihnen an gerda@example.org').last().waitFor()
  await page.getByRole('radio', { name: '4: zufrieden' }).check({ force: true })
  await page.getByRole('button', { name: 'Bewertung senden' }).click()
  await page.getByText('Danke für Ihre Rückmeldung.').waitFor()
  const kept = await rows(deps.db.system, sql`select score, email from chat_session where email = 'gerda@example.org'`)
  expect(kept).toEqual([{ score: 4, email: 'gerda@example.org' }])
  await page.context().close()
})

test('signed in at the host site: known to us; a wrong signature is nobody, and said', async () => {
  const good = await opened('de', {}, { identity: token(chat.secret) })
  await say(good, 'Ich bin angemeldet')
  await good.getByText('Angemeldet als Gerda Lund.').waitFor()
  const bad = await opened('de', {}, { identity: token('geraten') })
  await say(bad, 'Ich gebe mich aus')
  await bad.getByText('konnte nicht geprüft werden').waitFor()
  await expect.poll(() => countOf('Ich gebe mich aus')).toBe(1)
  const flags = await rows(
    deps.db.system,
    sql<{ flags: string[] }>`select flags from message where text = 'Ich gebe mich aus'`,
  )
  expect(flags[0]!.flags).toContain('identity-refused')
  await Promise.all([good.context().close(), bad.context().close()])
})

test('the logo is drawn though the page allows no pictures from elsewhere; without it the title stands alone', async () => {
  const page = await opened('de')
  await page.locator('.launcher').click()
  const mark = page.getByRole('img', { name: 'Nordlicht' })
  await mark.waitFor()
  type Canvas = { getContext(kind: '2d'): { getImageData(...box: number[]): { data: Uint8ClampedArray } } }
  const isDrawn = () =>
    mark.evaluate((one) => (one as unknown as Canvas).getContext('2d').getImageData(0, 0, 9, 9).data.some(Boolean))
  await expect.poll(isDrawn).toBe(true)
  const gone = await browser.newContext()
  await gone.route('**/logo/*', (route) => route.abort())
  const bare = await gone.newPage()
  await bare.goto(`${site.url}/?lang=de`)
  await bare.locator('.launcher').click()
  await bare.getByRole('dialog').waitFor()
  await expect.poll(() => bare.getByRole('img', { name: 'Nordlicht' }).count()).toBe(0)
  await Promise.all([page.context().close(), gone.close()])
})

test('on a page the company did not name nothing stands there', async () => {
  const page = await opened('de', {}, { host: '127.0.0.1' })
  // Its question, whether it may stand there, is answered; what follows is drawn within a frame.
  const isAnswered = `performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/v1/chat/${chat.key}'))`
  await expect.poll(() => page.evaluate(isAnswered)).toBe(true)
  await page.waitForTimeout(500)
  expect(await page.locator('.launcher').count()).toBe(0)
  await page.context().close()
})

async function putLogo(): Promise<void> {
  const { bytes } = png('logo', faultyLight)
  const key = randomBytes(16).toString('base64url')
  await sql`insert into company_logo (workspace_id, type, bytes, width, height, key)
    values (${cast.nordlicht.workspaceId}, 'image/png', ${bytes}, 96, 72, ${key})`.execute(deps.db.system)
}

async function say(page: Page, text: string): Promise<void> {
  // The chat comes a moment after the page: it asks first whether it may stand there.
  await page.locator('.launcher:visible, #message:visible').first().waitFor()
  if (await page.locator('.launcher').isVisible()) await page.locator('.launcher').click()
  await page.locator('#message').fill(text)
  await page.locator('#message').press('Enter')
}

async function answer(to: string, text: string): Promise<void> {
  const find = () =>
    rows(
      deps.db.system,
      sql<{
        caseId: string
        threadId: string
      }>`select cm.case_id as "caseId", m.thread_id as "threadId" from message m join case_message cm on cm.message_id = m.id where m.text = ${to}`,
    )
  await expect.poll(find, { timeout: 60_000 }).toHaveLength(1)
  const [{ caseId, threadId }] = (await find()) as [{ caseId: string; threadId: string }]
  await sendReply(deps, cast.nordlicht.agent, caseId, {
    threadId,
    text,
    expectedLastMessageId: null,
    attachmentIds: [],
    nextUpdate: null,
    evenIfNewer: true,
    logged: false,
    includeQuote: false,
  })
}

async function stateOf(text: string, to: string): Promise<string | undefined> {
  const [found] = await rows(
    deps.db.system,
    sql<{
      state: string
    }>`select o.state from message m join outbox o on o.message_id = m.id join message q on q.thread_id = m.thread_id and q.text = ${to} where m.text = ${text}`,
  )
  return found?.state
}

async function countOf(text: string): Promise<number> {
  return (await rows(deps.db.system, sql`select 1 from message where text = ${text}`)).length
}

/** As the host site signs its visitor. */
function token(secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1000) + 600
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'kunde-4711', name: 'Gerda Lund', email: 'lund@example.org', exp })}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

/** Somebody else's page: scripts, connections and styles from our address only, nothing inline, trusted types. */
async function foreignSite(home: () => string): Promise<{ url: string; port: number; close(): void }> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://x').searchParams
    const policy = `default-src 'none'; script-src ${home()}; connect-src ${home()}; style-src ${home()}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
    const identity = asked.get('identity') ? ` data-identity="${asked.get('identity')}"` : ''
    response.end(
      `<!doctype html><html lang="${asked.get('lang')}"><title>Laden</title><main><h1>Laden</h1><a href="#">Räder</a></main><script src="${home()}/chat/${chat.key}/chat.js"${identity} async></script></html>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    port,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function opened(
  lang: 'de' | 'en',
  options: Parameters<Browser['newContext']>[0] = {},
  given: { identity?: string; host?: string } = {},
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => expect.unreachable(`script error: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) expect.unreachable(message.text())
  })
  const query = new URLSearchParams({ lang, ...(given.identity ? { identity: given.identity } : {}) })
  await page.goto(`http://${given.host ?? 'localhost'}:${site.port}/?${query}`)
  return page
}

/** No violation that axe knows of; a picture where SHOTS names a folder. */
async function clean(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/chat-${name}.png` })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

function focused(page: Page): Promise<string> {
  return page.evaluate(
    `(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at?.id || at?.className || '' })()`,
  )
}
