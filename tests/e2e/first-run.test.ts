import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type Product, startProduct } from '../product.ts'

const built = existsSync(join(import.meta.dirname, '../../packages/web/dist/index.html'))
const question = 'Mein Zähler ist seit Dienstag ausgefallen. Wann kommt jemand vorbei?'

describe.skipIf(!built)('the first run, in a browser alone', () => {
  let product: Product
  let browser: Browser
  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('from the token to a form, and from the form to a case in the inbox', { timeout: 240_000 }, async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 900 } })
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()

    await page.goto(`${product.url}/set-up?token=${product.setupToken}`)
    await page.getByLabel('Name des Unternehmens').fill('Nordlicht Energie')
    await press('Weiter')
    await page.getByLabel('Vor- und Nachname').fill('Ida Brandt')
    await page.getByLabel('E-Mail-Adresse').fill('ida@nordlicht.example')
    await page.getByLabel('Passwort', { exact: true }).fill('ein gutes langes Passwort')
    await press('Weiter')
    await press('Einrichten')

    await page.getByLabel('E-Mail-Adresse der Kollegin').fill('ole@nordlicht.example')
    await press('Link erstellen')
    await page.getByText('ole@nordlicht.example').waitFor()
    await press('Weiter')
    await page.getByText('Webformular anlegen').click()
    await press('Formular anlegen')
    await page.getByRole('heading', { name: 'Weitergeben' }).waitFor()
    const shown = (await page.locator('pre').first().innerText()).trim()
    expect(shown).toMatch(/\/f\/[\w-]{8,}$/)

    const visitor = await (await browser.newContext({ locale: 'de-DE' })).newPage()
    await visitor.goto(`${product.url}${new URL(shown).pathname}`)
    await visitor.locator('textarea').first().fill(question)
    await visitor.getByRole('button', { name: 'Weiter' }).click()
    await visitor.locator('input[type=email]').fill('jana@kundin.example')
    await visitor.getByRole('button', { name: /senden/i }).click()

    await page.goto(`${product.url}/inbox/all`)
    await page.getByText('Mein Zähler ist seit Dienstag').first().waitFor()
    await page.goto(`${product.url}/settings/people?tab=invitations`)
    await page.getByText('ole@nordlicht.example').waitFor()
  })
})
