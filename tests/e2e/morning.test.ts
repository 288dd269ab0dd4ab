import { caseRoutes, settingsRoutes } from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { caseTitled, connectMailbox, type Office, openOffice, reaching, tellTrouble } from './office.ts'
import { openScreen } from './screen.ts'
import { until } from './until.ts'

// A case is put on the morning list by key, gone through there, comes by mail, and is taken off again.
describe.skipIf(noMail)(`the morning list ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let office: Office
  let browser: Browser
  let page: Page
  let caseId = ''
  const shots = process.env.SHOTS
  const shoot = async (of: Page, name: string) => {
    if (shots) await of.screenshot({ path: `${shots}/${name}.png` })
  }

  beforeAll(async () => {
    mail = (await startMail())!
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort) })
    browser = await launchBrowser()
    await office.ask(settingsRoutes.change, { body: { publicUrl: 'https://hilfe.firma.test' } })
    await connectMailbox(office, mail, 'service@firma.test')
    await mail.sendAs('kunde@example.test', {
      from: { name: 'Jörg Müßig', address: 'kunde@example.test' },
      to: 'service@firma.test',
      subject: 'Eine Frage zur Heizung',
      text: 'Guten Tag, wann kommt der Monteur?',
    })
    caseId = (await caseTitled(office, 'Eine Frage zur Heizung')).id
    page = await openScreen(browser, office.url, `/cases/${caseId}`)
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await mail?.stop()
  })

  /** By key, with the reason. */
  async function switchByKey(of: Page, reason: string): Promise<void> {
    await of.locator('article').first().waitFor()
    const field = of.getByRole('dialog').getByRole('textbox')
    await until('the field for the reason', async () => {
      // What stands above the words comes by itself: its key holds from then on.
      if ((await field.count()) === 0) await of.keyboard.press('Shift+O')
      return field.evaluate((element) => element.matches(':focus'), undefined, { timeout: 2_000 })
    })
    // A key that was pressed once more than needed may stand there.
    await of.keyboard.press('Control+a')
    await of.keyboard.type(reason)
    await of.keyboard.press('Enter')
    await of.getByRole('dialog').waitFor({ state: 'detached' })
  }

  test('put on it by key with the reason; the case says so', { timeout: 180_000 }, async () => {
    await until('the way onto the list', async () => {
      const answer = page.waitForResponse(/morning-watch/, { timeout: 5_000 }).catch(() => null)
      await page.reload()
      return (await answer)?.ok()
    })
    await switchByKey(page, 'Bloggt über uns')
    await page.getByText('daraufgesetzt von Imke Petersen: Bloggt über uns').first().waitFor()
    await shoot(page, 'morning-case')
    const { items } = await office.ask(caseRoutes.history, { params: { id: caseId }, query: {} })
    expect(items.find(({ event }) => event === 'case.morning')!.data).toEqual({
      isWatched: true,
      reason: 'Bloggt über uns',
    })
  })

  test('gone through by keyboard; the tick stands after a reload', { timeout: 180_000 }, async () => {
    await page.goto(`${office.url}/morning`)
    const tick = page.getByRole('checkbox', { name: /durchgesehen/ })
    await tick.press('Space')
    await page.getByText('1 von 1 durchgesehen').waitFor()
    await page.reload()
    await page.getByText('durchgesehen von Imke Petersen', { exact: false }).waitFor()
    await shoot(page, 'morning-list')
  })

  test('who wants it gets it by mail, with the case and its link', { timeout: 180_000 }, async () => {
    await page.getByRole('button', { name: 'Als E-Mail' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('switch', { name: 'Ich möchte die Liste als E-Mail' }).press('Space')
    await dialog.getByRole('checkbox', { name: 'Auch wenn nichts daraufsteht' }).waitFor()
    await shoot(page, 'morning-mail')
    const [queued] = await until(
      'the mail',
      async () => {
        // Whatever the hour of this test: the hour of the house was a minute ago, also when midnight passes meanwhile.
        await office.sql(
          `insert into morning_setting (workspace_id, to_leads, minute_of_day)
            select id, false, greatest(0, (extract(epoch from (now() at time zone 'Europe/Berlin')::time) / 60)::int - 1) from workspace
            on conflict (workspace_id) do update set minute_of_day = excluded.minute_of_day`,
        )
        const found = await office.sql<{ text: string }>(
          `select payload->'outgoing'->>'text' as text from outbox where purpose = 'morning'`,
        )
        return found.length > 0 ? found : undefined
      },
      90_000,
    )
    expect(queued!.text).toContain('Eine Frage zur Heizung (von Hand)')
    expect(queued!.text).toContain(`https://hilfe.firma.test/cases/${caseId}`)
  })

  test('taken off in English, by key as well', { timeout: 180_000 }, async () => {
    const english = await openScreen(browser, office.url, `/cases/${caseId}`)
    await english.evaluate(`localStorage.setItem('resonanz.preferences', JSON.stringify({ language: 'en' }))`)
    await english.reload()
    await english.getByText('put on by Imke Petersen: Bloggt über uns').first().waitFor()
    await shoot(english, 'morning-case-en')
    await switchByKey(english, 'Settled by phone')
    await english.getByText('put on by Imke Petersen').first().waitFor({ state: 'detached' })
    await english.goto(`${office.url}/morning`)
    await english.getByText('No serious cases').waitFor()
  })
})
