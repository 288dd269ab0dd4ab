import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../../tests/deps.ts'
import { serverOf } from '../../../../../../tests/server.ts'
import { launchBrowser } from '../../../../../../tests/peers/browser.ts'
import { connectForm, formServer } from './test-form.ts'

let deps: Deps
let cast: Cast
let app: FastifyInstance
let browser: Browser
let url = ''

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  app = await formServer(deps, serverOf)
  const home = await app.listen({ port: 0, host: '127.0.0.1' })
  const settings = {
    mailPresenceId: cast.nordlicht.presenceId,
    askPhone: true,
    askOrderNumber: true,
    privacyUrl: 'https://nordlicht.example/datenschutz',
    intro: { de: 'Wir lesen jede Nachricht selbst.', en: 'We read every message ourselves.' },
  }
  url = `${home}/f/${await connectForm(deps, cast.nordlicht.owner, settings)}`
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app.close()
  await deps.db.close()
})

describe.each(['light', 'dark'] as const)('the form, %s', { timeout: 180_000 }, (colorScheme) => {
  test.each(['de', 'en'] as const)('%s: by keyboard alone from the question to the number', async (language) => {
    const page = await opened({ colorScheme, viewport: { width: 390, height: 844 } }, `${url}?lang=${language}`)
    await clean(page, `${language}-${colorScheme}-1-question`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('question')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('#summary').textContent()).not.toBe('')
    await clean(page, `${language}-${colorScheme}-2-question-missing`)
    await page.locator('#question').focus()
    await page.keyboard.type('Wo ist mein Fahrrad?')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('contact-title')
    await clean(page, `${language}-${colorScheme}-3-contact`)
    await page.keyboard.press('Tab')
    await page.keyboard.type('Gerda Lund')
    await page.keyboard.press('Tab')
    await page.keyboard.type('gerda@')
    await page.keyboard.press('Enter')
    await clean(page, `${language}-${colorScheme}-4-address-wrong`)
    expect(await page.locator('#email').getAttribute('aria-invalid')).toBe('true')
    await page.locator('#email').fill(`gerda.${language}.${colorScheme}@example.org`)
    await page.locator('#email').press('Enter')
    await page.locator('#receipt').waitFor()
    expect(await focused(page)).toBe('thanks')
    await clean(page, `${language}-${colorScheme}-5-receipt`)
    const number = Number(await page.locator('#number').textContent())
    const found = await rows(deps.db.system, sql`select 1 from cases where number = ${number}`)
    expect(found).toHaveLength(1)
    await page.context().close()
  })
})

test('wide', async () => {
  const page = await opened({ viewport: { width: 1280, height: 900 } }, `${url}?lang=de`)
  await clean(page, 'wide')
  expect((await page.locator('main').boundingBox())!.width).toBeLessThanOrEqual(700)
  await page.context().close()
})

test('inside a page that the company named, growing with its content; in no other', async () => {
  const { port, close } = await foreignSite()
  const allowedOrigins = [`http://localhost:${port}`]
  const key = await connectForm(deps, cast.nordlicht.owner, { allowedOrigins })
  const site = `http://localhost:${port}/?src=${encodeURIComponent(`${new URL(url).origin}/f/${key}/embed.js`)}`
  const page = await opened({ viewport: { width: 800, height: 900 } }, site)
  const frame = page.frameLocator('iframe')
  await frame.locator('#question').fill('Wann ist geöffnet?')
  const height = async () => (await page.locator('iframe').boundingBox())!.height
  const before = await height()
  await frame.locator('#next').click()
  await frame.locator('#send').waitFor()
  await expect.poll(height).toBeGreaterThan(before)
  await frame.locator('#email').fill('rahmen@example.org')
  await frame.locator('#send').click()
  await frame.locator('#number').waitFor()
  await page.goto(site.replace('localhost', '127.0.0.2'))
  await page.locator('iframe').waitFor()
  expect(await page.frameLocator('iframe').locator('#question').count()).toBe(0)
  await page.context().close()
  close()
})

test('offline: what was written stays, and the next try sends it once', async () => {
  const page = await opened({}, url)
  await page.locator('#question').fill('Wann ist geöffnet?')
  await page.locator('#next').click()
  const email = `offline.${deps.newId().slice(-6)}@example.org`
  await page.locator('#email').fill(email)
  await page.context().setOffline(true)
  await page.locator('#send').click()
  await page.locator('#summary').waitFor()
  expect(await page.locator('#question').inputValue()).toBe('Wann ist geöffnet?')
  await page.context().setOffline(false)
  await page.locator('#send').click()
  await page.locator('#receipt').waitFor()
  const items = await rows(
    deps.db.system,
    sql`select 1 from inlet_item where convert_from(raw, 'utf8')::jsonb->>'email' = ${email}`,
  )
  expect(items).toHaveLength(1)
  await page.context().close()
})

test('the page behind the mail: nothing happens by opening it, a click confirms', async () => {
  const [mail] = await rows(
    deps.db.system,
    sql<{
      text: string
    }>`select payload->'outgoing'->>'text' as text from outbox where purpose = 'verification' limit 1`,
  )
  const token = /\/f\/verify\/([\w-]+)/.exec(mail!.text)![1]
  const page = await opened({}, `${new URL(url).origin}/f/verify/${token}`)
  await clean(page, 'confirm')
  const before = await rows(deps.db.system, sql`select 1 from form_submission where verified_at is not null`)
  await page.locator('#confirm').click()
  await page.locator('#outcome.done').waitFor()
  await clean(page, 'confirmed')
  const after = await rows(deps.db.system, sql`select 1 from form_submission where verified_at is not null`)
  expect([before.length, after.length]).toEqual([0, 1])
  await page.context().close()
})

/** Somebody else's page that brings in the script it is told. */
async function foreignSite(): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    const src = new URL(request.url ?? '/', 'http://x').searchParams.get('src') ?? ''
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(`<!doctype html><html lang="de"><title>Laden</title><script src="${src}" async></script></html>`)
  })
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, close }
}

async function opened(options: Parameters<Browser['newContext']>[0], address: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce', ...options })
  // A loaded machine takes its time over the puzzle.
  context.setDefaultTimeout(90_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => expect.unreachable(`script error: ${error.message}`))
  await page.goto(address)
  return page
}

/** No violation that axe knows of; a picture where SHOTS names a folder. */
async function clean(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/form-${name}.png`, fullPage: true })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.id')
}
