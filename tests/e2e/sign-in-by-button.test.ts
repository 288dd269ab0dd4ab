import { AxeBuilder } from '@axe-core/playwright'
import { presenceRoutes, settingsRoutes } from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  type AppNetworks,
  startAppNetworks,
} from '../../packages/server/src/modules/channel-sign-in/testing/app-networks.ts'
import { launchBrowser } from '../peers/browser.ts'
import { type Office, openOffice, tellTrouble } from './office.ts'
import { openScreen } from './screen.ts'

// Somebody who looks after two pages connects one of them by signing in; once they change their mind on the way.
let office: Office
let browser: Browser
let network: AppNetworks
let page: Page

beforeAll(async () => {
  network = await startAppNetworks()
  network.pages = [
    { id: '101', name: 'Uferlinie', access_token: 'seite-101' },
    { id: '102', name: 'Uferlinie Werkstatt', access_token: 'seite-102' },
  ]
  office = await openOffice({ env: { RESONANZ_EGRESS_ALLOW: new URL(network.url).host } })
  await office.ask(settingsRoutes.change, { body: { publicUrl: office.url } })
  browser = await launchBrowser()
  page = await openScreen(browser, office.url, '/settings/channels/new/facebook')
  // The network is ours and stands elsewhere; nothing else of what the browser sends is changed.
  await page.route('**/api/v1/channel-sign-in', async (route) => {
    const asked = route.request().postDataJSON() as { start: object } | null
    if (!asked) return route.continue()
    await route.continue({ postData: { ...asked, start: { ...asked.start, apiRoot: network.url } } })
  })
  await page.route('**/dialog/oauth?**', (route) => {
    const agreed = network.agree(route.request().url())
    const denied = new URL(agreed)
    denied.searchParams.delete('code')
    denied.searchParams.set('error', 'access_denied')
    const link = (href: string, words: string) => `<a href="${href.replaceAll('&', '&amp;')}">${words}</a>`
    const body = `<!doctype html><title>Netzwerk</title>${link(agreed, 'Zustimmen')} ${link(denied.href, 'Ablehnen')}`
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body })
  })
})
afterEach(tellTrouble(() => office))
afterAll(async () => {
  await browser?.close()
  await office?.close()
  await network?.close()
})

async function begin(): Promise<void> {
  const panel = page.locator('#sign-in')
  network.redirectUri = (await panel.getByText('/channel-sign-in/facebook/').innerText()).trim()
  await panel.getByLabel('App-ID').fill(network.app.id)
  await panel.getByLabel('App-Geheimcode').fill(network.app.secret)
  await panel.getByLabel('App-Geheimcode').press('Enter')
}

async function violations(): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

test('whoever denies access at the network is told that nothing happened, and comes back to the channels', async () => {
  await begin()
  await page.getByRole('link', { name: 'Ablehnen' }).click()
  await page.getByText('Beim Netzwerk wurde der Zugriff abgelehnt.').waitFor()
  expect(await violations()).toEqual([])
  await page.getByRole('link', { name: /^(Zurück zum Kanal|Zu den Kanälen)$/ }).click()
  await page.waitForURL('**/settings/channels**')
  expect((await office.ask(presenceRoutes.list)).items.filter(({ kind }) => kind === 'facebook')).toEqual([])
})

test('one of two pages is chosen by keys, and the channel says that it is read', async () => {
  await page.goto(`${office.url}/settings/channels/new/facebook`)
  await begin()
  await page.getByRole('link', { name: 'Zustimmen' }).click()
  await page.getByRole('heading', { name: 'Konto auswählen' }).waitFor()
  const second = page.getByRole('radio', { name: 'Uferlinie Werkstatt' })
  await page.getByRole('radio', { name: 'Uferlinie', exact: true }).focus()
  await page.keyboard.press('ArrowDown')
  expect(await second.isChecked()).toBe(true)
  expect(await violations()).toEqual([])
  await page.getByRole('button', { name: 'Verbinden' }).press('Enter')
  await page.getByText('Die Anmeldung beim Netzwerk ist gelungen.').waitFor()
  expect(await violations()).toEqual([])
  const found = (await office.ask(presenceRoutes.list)).items.filter(({ kind }) => kind === 'facebook')
  expect(found).toMatchObject([{ name: 'Uferlinie Werkstatt', settings: { pageId: '102' } }])
})
