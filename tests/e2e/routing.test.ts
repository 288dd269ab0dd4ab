import { caseRoutes, organisationRoutes, routingRoutes, shippedRouting } from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type Office, openOffice, tellTrouble } from './office.ts'
import { openScreen } from './screen.ts'
import { until } from './until.ts'

// Somebody takes the next case by keyboard, and the case says why it is theirs.
describe('distribution', () => {
  let office: Office
  let browser: Browser
  let page: Page
  let teamId = ''
  let late = ''

  beforeAll(async () => {
    office = await openOffice()
    browser = await launchBrowser()
    page = await openScreen(browser, office.url, '/inbox/all')
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
  })

  test('as shipped, nothing of it is on the screen', { timeout: 180_000 }, async () => {
    await page.locator('[data-page-heading]').first().waitFor()
    expect(await page.getByRole('button', { name: 'Nächster Fall' }).count()).toBe(0)
  })

  test('an administrator sets a queue and skills on the screen, and tries it first', { timeout: 180_000 }, async () => {
    const me = await office.sql<{ id: string }>('select id from member')
    teamId = (await office.ask(organisationRoutes.teams)).items[0]?.id ?? ''
    if (!teamId)
      teamId = (await office.ask(organisationRoutes.createTeam, { body: { name: 'Service', memberIds: [me[0]!.id] } }))
        .id
    await office.ask(organisationRoutes.changeMember, { params: { id: me[0]!.id }, body: { teamIds: [teamId] } })
    await page.goto(`${office.url}/settings/routing`)
    await page
      .getByRole('button', { name: /^Warteschlange bearbeiten/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Zuteilen', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Übernehmen' }).click()
    await page.getByText('Fälle werden zugeteilt.').waitFor()
    await page.getByRole('button', { name: 'Ausprobieren' }).click()
    await page.getByText(/Fälle? angesehen/).waitFor()
    await page.getByRole('button', { name: 'Speichern' }).click()
    await page.getByRole('region', { name: 'Meldungen' }).getByText('Verteilung gespeichert').waitFor()
    const saved = await office.ask(routingRoutes.read)
    expect(saved).toMatchObject({ version: 1, policy: { queues: [{ teamId, mode: 'push' }] } })
    await office.ask(routingRoutes.setMember, {
      params: { id: me[0]!.id },
      body: { skills: [{ kind: 'channel', value: 'phone', level: 4 }], places: 8 },
    })
  })

  test('g n takes the most urgent case, which says why; nothing is left then', { timeout: 180_000 }, async () => {
    await office.ask(routingRoutes.save, {
      body: { basedOn: 1, policy: { ...shippedRouting, queues: [{ teamId, mode: 'pull', overflow: null }] } },
    })
    const call = (title: string, priority: 'low' | 'urgent') =>
      office.ask(caseRoutes.create, {
        body: { channel: 'phone', title, text: `${title} am Telefon`, teamId, ownerId: null, priority },
      })
    const calm = (await call('Frage zur Rechnung', 'low')).id
    late = (await call('Aufzug steckt fest', 'urgent')).id
    await page.goto(`${office.url}/inbox/all`)
    await page.getByRole('button', { name: 'Nächster Fall' }).waitFor()
    // Two keys pressed too far apart are two single ones.
    await until('the most urgent case', async () => {
      await page.keyboard.press('g')
      await page.keyboard.press('n')
      return page.waitForURL(`**/inbox/mine/${late}`, { timeout: 20_000 }).then(
        () => true,
        () => false,
      )
    })
    await page.getByRole('tab', { name: 'Fall' }).click()
    const why = page.getByRole('region', { name: 'Warum hier' })
    await until('why the case is mine', async () => (await why.textContent())?.includes('genommen') === true)
    expect(await why.textContent()).toMatch(
      /Von Ihnen als nächster Fall genommen: .*Kanal Telefon Stufe 4.*0 von 8 Plätzen/,
    )
    await page.getByRole('button', { name: 'Nächster Fall' }).click()
    await page.waitForURL(`**/inbox/mine/${calm}`)
    await page.getByRole('button', { name: 'Nächster Fall' }).click()
    await page.getByRole('region', { name: 'Meldungen' }).getByText('Gerade wartet kein Fall auf Sie.').waitFor()
  })

  test('whoever says they are available is given the next case', { timeout: 180_000 }, async () => {
    await office.ask(routingRoutes.save, {
      body: { basedOn: 2, policy: { ...shippedRouting, queues: [{ teamId, mode: 'push', overflow: null }] } },
    })
    await page.keyboard.press('g')
    await page.keyboard.press('v')
    await until('being available', async () => (await office.ask(routingRoutes.presence)).state === 'available')
    const pushed = await office.ask(caseRoutes.create, {
      body: { channel: 'phone', title: 'Neuer Anruf', text: 'Bitte zurückrufen', teamId, ownerId: null },
    })
    await until(
      'the case being given out',
      async () => (await office.ask(caseRoutes.read, { params: { id: pushed.id } })).owner !== null,
    )
    await page.goto(`${office.url}/cases/${pushed.id}`)
    await page.getByRole('tab', { name: 'Fall' }).click()
    await page.getByText(/Ihnen zugeteilt, weil: Kanal Telefon Stufe 4/).waitFor()
  })
})
