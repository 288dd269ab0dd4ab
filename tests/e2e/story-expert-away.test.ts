import { caseRoutes, consultationRoutes, expertRoutes, settingsRoutes } from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { caseTitled, connectMailbox, type Office, openOffice, reaching, tellTrouble } from './office.ts'
import { openScreen, pressFor } from './screen.ts'
import { until } from './until.ts'

const day = (inDays: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date(Date.now() + inDays * 86_400_000))

// The one who knows is on holiday: who stands in is offered before anybody waits, and answers from a mail.
describe.skipIf(noMail)(`an expert who is away ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let office: Office
  let browser: Browser
  let page: Page
  let caseId = ''

  const questions = async () => (await office.ask(consultationRoutes.ofCase, { params: { id: caseId } })).items

  beforeAll(async () => {
    mail = (await startMail())!
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort) })
    browser = await launchBrowser()
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    await connectMailbox(office, mail, 'service@firma.test')
    const deputy = await office.ask(expertRoutes.create, { body: { name: 'Ole Kruse', email: 'tom@example.test' } })
    await office.ask(expertRoutes.create, {
      body: { name: 'Hanne Voss', email: 'jana@example.test', products: ['Pumpe'], deputyIds: [deputy.id] },
    })
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await mail?.stop()
  })

  test('her absence is entered in the directory, which says who stands in', { timeout: 180_000 }, async () => {
    page = await openScreen(browser, office.url, '/settings/experts')
    page.setDefaultTimeout(60_000)
    await page.getByRole('button', { name: 'Hanne Voss bearbeiten' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Abwesenheit eintragen' }).click()
    await dialog.getByLabel('Erster Tag').fill(day(-1))
    await dialog.getByLabel('Letzter Tag').fill(day(7))
    await dialog.getByRole('button', { name: 'Speichern' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'Hanne Voss' }).first()
    await row.getByText(/^abwesend bis/).waitFor()
    expect(await row.textContent()).toContain('Vertretung: Ole Kruse')
  })

  test('the question offers the deputy, who is asked and answers by the link in the mail', {
    timeout: 180_000,
  }, async () => {
    await mail.sendAs('kunde@example.test', {
      from: { name: 'Jörg Müßig', address: 'kunde@example.test' },
      to: 'service@firma.test',
      subject: 'Meine Pumpe leckt',
      text: 'Guten Tag,\n\nmeine Pumpe leckt seit Montag. Welche Dichtung passt?\n\nJörg Müßig',
    })
    caseId = (await caseTitled(office, 'Meine Pumpe leckt')).id
    await page.goto(`${office.url}/cases/${caseId}`)
    await page.locator('article', { hasText: 'leckt seit Montag' }).waitFor()
    const dialog = page.getByRole('dialog', { name: 'Rückfrage stellen' })
    await pressFor(page, 'f', dialog)
    const who = dialog.getByRole('combobox').first()
    const instead = dialog.getByRole('button', { name: 'Ole Kruse fragen' })
    await until('the deputy', async () => {
      if ((await who.inputValue()).includes('Ole Kruse')) return true
      if (await instead.isVisible()) {
        await dialog.getByText('Hanne Voss ist abwesend. Ole Kruse vertritt.').waitFor()
        await instead.click()
      }
      return false
    })
    await dialog.locator('textarea').first().fill('Welche Dichtung passt zur Pumpe?')
    await page.keyboard.press('Control+Enter')
    const asked = await mail.waitForMail('tom@example.test', (one) => one.subject!.includes('Rückfrage'), 60_000)
    expect(asked.text).not.toContain('Müßig')
    expect(await mail.fetchAll('jana@example.test')).toEqual([])
    const address = new URL(/https?:\/\/\S+\/c\/[\w-]{43}/.exec(asked.text!)![0]).pathname
    const guest = await browser.newPage({ locale: 'de-DE' })
    await guest.goto(office.url + address)
    await guest.locator('#answer').fill('Die rote mit 22 Millimetern.')
    await guest.locator('#send').click()
    await guest.getByText('Danke, Ihre Antwort ist angekommen.').waitFor()
    await guest.close()
    await page.getByText('Die rote mit 22 Millimetern.').first().waitFor()
    await until('answered', async () => (await questions())[0]?.state === 'answered')
    expect((await questions())[0]!.answers[0]).toMatchObject({ way: 'link', author: 'Ole Kruse' })
  })

  test('the customer is told in our words, and heard nothing of the question', { timeout: 180_000 }, async () => {
    await pressFor(page, 'r', page.locator('[data-composer=reply] textarea:focus'))
    await page.keyboard.type(
      'Guten Tag Herr Müßig,\n\ndie rote Dichtung mit 22 Millimetern passt. Sie liegt morgen in Ihrer Post.',
    )
    await page.keyboard.press('Control+Enter')
    await mail.waitForMail('kunde@example.test', (one) => one.text!.includes('22 Millimetern passt'), 60_000)
    expect(await mail.fetchAll('kunde@example.test')).toHaveLength(1)
    expect((await office.ask(caseRoutes.read, { params: { id: caseId } })).category).not.toBe('waiting_internal')
  })
})
