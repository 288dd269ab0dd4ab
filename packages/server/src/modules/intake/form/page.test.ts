import { AxeBuilder } from '@axe-core/playwright'
import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../../tests/deps.ts'
import { launchBrowser } from '../../../../../../tests/peers/browser.ts'
import { makeApp, makeParts, type Parts } from '../../../app.ts'
import { createPresence } from '../../presences/create-presence.ts'

let deps: Deps
let cast: Cast
let parts: Parts
let app: FastifyInstance
let browser: Browser
let url = ''

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  parts = await makeParts(deps)
  app = await makeApp(deps, parts)
  const home = await app.listen({ port: 0, host: '127.0.0.1' })
  const settings = {
    mailPresenceId: cast.nordlicht.presenceId,
    askPhone: true,
    askOrderNumber: true,
    privacyUrl: 'https://nordlicht.example/datenschutz',
    intro: { de: 'Wir lesen jede Nachricht selbst.', en: 'We read every message ourselves.' },
  }
  const input = PresenceInput.parse({ kind: 'form', name: 'Kontakt', settings })
  const { presence } = await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input)
  url = `${home}/f/${presence.publicKey}`
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app.close()
  await parts.pool.close()
  await parts.hub.loop.stop()
  await deps.db.close()
})

describe.each(['light', 'dark'] as const)('the form, %s', (colorScheme) => {
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

test('wide, and inside another page, growing with its content', async () => {
  const page = await opened({ viewport: { width: 1280, height: 900 } }, `${url}?lang=de`)
  await clean(page, 'wide')
  await page.context().close()
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

async function opened(options: Parameters<Browser['newContext']>[0], address: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce', ...options })
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
