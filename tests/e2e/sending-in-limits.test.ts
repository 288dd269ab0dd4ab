import { AxeBuilder } from '@axe-core/playwright'
import { caseRoutes, messageActionRoutes } from '@resonanz/contracts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'
import { until } from './until.ts'

// The sample company answers on networks: nothing of it leaves, everything else is as it is with real accounts.
const long =
  'Guten Tag, Ihre Zehnerkarte gilt weiter. Alte Karten tauschen wir an jedem Anleger kostenlos um, auch nach dem Fahrplanwechsel. ' +
  'Bereits gelochte Fahrten bleiben verbraucht, alle übrigen gehen auf die neue Karte über. Bringen Sie die alte Karte bitte einfach mit. ' +
  'Mehr dazu steht hier: https://uferlinie.example/fahrplan/umtausch'

describe('answers in the limits of networks', () => {
  let sample: Sample
  let page: Page
  const cases = new Map<string, string>()

  beforeAll(async () => {
    sample = await openSample()
    // Time enough to take it back on a busy machine.
    await sample.ask('PATCH', '/api/v1/settings', { undoSeconds: 60 })
    const { items } = (await sample.ask('GET', `${caseRoutes.list.path}?view=all&limit=200`)) as {
      items: { id: string; title: string }[]
    }
    for (const { id, title } of items) cases.set(title, id)
    const look = { language: 'de', theme: 'light', width: 1440, height: 900 } as const
    ;({ page } = await deviceOf(sample, look))
    page.setDefaultTimeout(60_000)
  }, 240_000)
  afterAll(() => sample?.close())

  const open = async (title: string) => {
    await page.goto(`${sample.product.url}/cases/${cases.get(title)}`)
    return page.getByRole('textbox', { name: 'Antwort an den Kunden', exact: true })
  }

  test('too long for a post it leaves as a thread that was seen before; an undo takes all parts back', {
    timeout: 180_000,
  }, async () => {
    const field = await open('Fährkarten: Umtausch nach Fahrplanwechsel')
    await field.fill(long)
    const send = page.getByRole('button', { name: /^Senden( |$)/ }).first()
    await page.getByText(/Zeichen zu viel/).waitFor()
    expect(await send.isDisabled()).toBe(true)
    await page.getByLabel('als Folge 1/2 senden').check()
    // What goes out in parts shows itself; the key puts it away and brings it back.
    const preview = page.getByRole('region', { name: 'So sieht es aus: Bluesky' })
    await preview.getByText(/ 1\/2$/).waitFor()
    await page.keyboard.press('ControlOrMeta+Shift+P')
    await preview.waitFor({ state: 'detached' })
    await page.keyboard.press('ControlOrMeta+Shift+P')
    await preview.getByText(/ 1\/2$/).waitFor()
    await preview.getByText(/ 2\/2$/).waitFor()
    const found = await new AxeBuilder({ page: page as never })
      .include('section[aria-label="Antwort an den Kunden"]')
      .analyze()
    expect(found.violations.map(({ id }) => id)).toEqual([])
    await send.click()
    await page.locator('article').getByText(/2\/2$/).waitFor()
    await page
      .getByRole('button', { name: /Rückgängig/ })
      .last()
      .click()
    await until('the words are back', async () => (await field.inputValue()) === long)
    await until(
      'no part stands there',
      async () =>
        (await page
          .locator('article')
          .getByText(/[12]\/2$/)
          .count()) === 0,
    )
  })

  test('a window that closes soon is told before anything is written', { timeout: 180_000 }, async () => {
    await open('Jacke an Bord vergessen')
    await page.getByText(/^Antwort noch 2:\d\d möglich$/).waitFor()
  })

  test('a service note carries what no post can; personal data stops it; everybody reads it without a session', {
    timeout: 180_000,
  }, async () => {
    const field = await open('Fährkarten: Umtausch nach Fahrplanwechsel')
    await until('the draft', async () => (await field.inputValue()) === long)
    await page.getByRole('button', { name: 'Als Service-Notiz' }).click()
    const dialog = page.getByRole('dialog', { name: 'Service-Notiz veröffentlichen' })
    await dialog.getByLabel('Überschrift').fill('Umtausch, Frau Reents')
    await dialog.getByRole('button', { name: 'Veröffentlichen' }).click()
    await dialog.getByText('Das sieht nach persönlichen Angaben aus:').waitFor()
    await dialog.getByLabel('Überschrift').fill('Umtausch der Zehnerkarte')
    await dialog.getByRole('button', { name: 'Veröffentlichen' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const short = await field.inputValue()
    const [, path] = /^Die ausführliche Antwort steht hier: https?:\/\/[^/]+(\/n\/[\w-]+)$/.exec(short) ?? []
    const answer = await fetch(`${sample.product.url}${path}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Umtausch der Zehnerkarte')
  })

  test('a like from the menu of a message is set and seen', { timeout: 180_000 }, async () => {
    await open('Fährkarten: Umtausch nach Fahrplanwechsel')
    await page.getByRole('button', { name: 'Im Netzwerk' }).first().click()
    await page.getByRole('menuitem', { name: '„Gefällt mir“ setzen' }).click()
    await page.getByText('gefällt uns').waitFor()
    const path = messageActionRoutes.ofCase.path.replace(
      '{id}',
      cases.get('Fährkarten: Umtausch nach Fahrplanwechsel')!,
    )
    const { items } = (await sample.ask('GET', path)) as { items: { isLiked: boolean }[] }
    expect(items.some(({ isLiked }) => isLiked)).toBe(true)
  })
})
