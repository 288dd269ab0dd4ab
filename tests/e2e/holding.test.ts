import {
  caseRoutes,
  consultationRoutes,
  expertRoutes,
  holdingReplyRoutes,
  promiseRoutes,
  replyRoutes,
  settingsRoutes,
} from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { caseTitled, connectMailbox, type Office, openOffice, reaching, tellTrouble } from './office.ts'
import { openScreen } from './screen.ts'
import { until } from './until.ts'

// A promised word runs out: the product proposes what can truthfully be said; people send it, or a rule.
describe.skipIf(noMail)(`a promised word runs out ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let office: Office
  let browser: Browser
  let page: Page
  let caseId = ''
  let expertId = ''
  const shots = process.env.SHOTS
  const shoot = async (of: Page, name: string) => {
    if (shots) await of.screenshot({ path: `${shots}/${name}.png` })
  }

  const holding = async (id = caseId) => (await office.ask(holdingReplyRoutes.ofCase, { params: { id } })).item
  const promises = async (id = caseId) =>
    (await office.ask(promiseRoutes.ofCase, { params: { id } })).items.filter(({ kind }) => kind === 'next_update')
  const history = async (id = caseId) =>
    (await office.ask(caseRoutes.history, { params: { id }, query: {} })).items.map(({ event }) => event)
  const stateOf = async (id: string) =>
    (
      await office.sql<{ state: string; void_why: string | null }>(
        `select state, void_why from holding_reply where case_id = $1 order by id desc limit 1`,
        [id],
      )
    )[0]

  /** What was promised days ago ends in a few minutes. */
  async function runOut(id: string): Promise<void> {
    await until('the watch of the promise', async () => {
      const [row] = await office.sql<{ is: boolean }>(
        `select exists (select from holding_watch w join promise p on p.id = w.promise_id where w.case_id = $1 and p.state = 'open') as is`,
        [id],
      )
      return row!.is
    })
    await office.sql(
      `update promise set due_at = now() + interval '15 minutes', made_at = now() - interval '3 days' where case_id = $1 and state = 'open'`,
      [id],
    )
    await office.sql(`update cases set next_update_at = now() + interval '15 minutes' where id = $1`, [id])
    await office.sql(
      `update holding_watch w set due_at = p.due_at, since = p.made_at, look_at = now() from promise p where p.id = w.promise_id and w.case_id = $1`,
      [id],
    )
    await until('the proposal', async () => (await holding(id)) !== null, 60_000)
  }

  /** A customer writes, is told when they hear from us, and an expert is asked. */
  async function promisedCase(title: string, from: 'kunde@example.test' | 'tom@example.test'): Promise<string> {
    await mail.sendAs(from, {
      from: { name: 'Jörg Müßig', address: from },
      to: 'service@firma.test',
      subject: title,
      text: `Guten Tag,\n\n${title}, was nun?\n\nJörg Müßig`,
    })
    const { id } = await caseTitled(office, title)
    const { threads, lastMessageId } = await office.ask(caseRoutes.read, { params: { id } })
    await office.ask(replyRoutes.send, {
      params: { id },
      body: {
        threadId: threads[0]!.id,
        text: 'Guten Tag, ich prüfe das in der Werkstatt und sage Ihnen, was herauskam. Freundliche Grüße',
        expectedLastMessageId: lastMessageId,
        nextUpdate: { at: new Date(Date.now() + 3 * 86_400_000).toISOString() },
      },
    })
    await office.ask(consultationRoutes.ask, {
      params: { id },
      body: { expertId, question: 'Ist das ein Garantiefall?', dueInMinutes: 600, waits: false },
    })
    return id
  }

  beforeAll(async () => {
    mail = (await startMail())!
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort) })
    browser = await launchBrowser()
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    await connectMailbox(office, mail, 'service@firma.test')
    const expert = await office.ask(expertRoutes.create, {
      body: { name: 'Hanne Voss', email: 'jana@example.test', department: 'Werkstatt' },
    })
    expertId = expert.id
    caseId = await promisedCase('Meine Pumpe leckt', 'kunde@example.test')
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await mail?.stop()
  })

  test('proposed above the answer field, made of what happened; one key sends it to the customer', {
    timeout: 180_000,
  }, async () => {
    await runOut(caseId)
    page = await openScreen(browser, office.url, `/cases/${caseId}`)
    const strip = page.getByRole('region', { name: 'Zwischenbescheid' })
    await strip.getByText('unsere Abteilung Werkstatt gefragt', { exact: false }).waitFor()
    await shoot(page, 'holding-de')
    await page.keyboard.press('Shift+H')
    const arrived = await mail.waitForMail(
      'kunde@example.test',
      (one) => one.text?.includes('Abteilung Werkstatt gefragt') === true,
      60_000,
    )
    expect(arrived.text).toContain('Guten Tag Jörg Müßig')
    await strip.waitFor({ state: 'detached' })
    expect((await promises()).map(({ state }) => state)).toEqual(['open', 'kept'])
    expect(await history()).toEqual(expect.arrayContaining(['holding.proposed', 'holding.sent']))
  })

  test('changed in the answer field, in English: the words and the next promise lie there, sent by key', {
    timeout: 180_000,
  }, async () => {
    await runOut(caseId)
    const english = await openScreen(browser, office.url, `/cases/${caseId}`)
    await english.evaluate(`localStorage.setItem('resonanz.preferences', JSON.stringify({ language: 'en' }))`)
    // A slow line: what the server tells of an earlier draft comes after the words were laid into the field.
    const told = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    await english.route('**/drafts/reply', async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      asked.resolve()
      await told.promise
      await route.continue()
    })
    await english.reload()
    // What the customer was told already is no news.
    const strip = english.getByRole('region', { name: 'Holding reply' })
    await strip.getByText('nothing new since our last word').waitFor()
    await shoot(english, 'holding-en')
    await strip.getByRole('button', { name: 'Change it in the answer field' }).press('Enter')
    const field = english.locator('[data-composer="reply"] textarea').first()
    await until('the words in the field', async () => (await field.inputValue()).includes('Werkstatt'))
    await asked.promise
    const answered = english.waitForResponse((response) => response.url().endsWith('/drafts/reply'))
    told.resolve()
    await (await answered).finished()
    await english.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect(await field.inputValue()).toContain('Werkstatt')
    await english.unroute('**/drafts/reply')
    await field.press('Control+End')
    await english.keyboard.type('\nDer Meister ruft Sie am Montag um 9 Uhr an.')
    await english.keyboard.press('Control+Enter')
    await mail.waitForMail(
      'kunde@example.test',
      (one) => one.text?.includes('Der Meister ruft Sie am Montag') === true,
      60_000,
    )
    await until('the end of the proposal', async () => (await stateOf(caseId))?.state === 'void')
    expect(await stateOf(caseId)).toEqual({ state: 'void', void_why: 'answered' })
    await english.context().close()
  })

  test('put away by keyboard with a reason', { timeout: 180_000 }, async () => {
    await runOut(caseId)
    await page.reload()
    const strip = page.getByRole('region', { name: 'Zwischenbescheid' })
    await strip.getByRole('button', { name: 'Vorschlag verwerfen' }).press('Enter')
    const reason = page.getByRole('dialog').getByLabel('Warum braucht es ihn nicht?')
    await until('the field for the reason', () => reason.evaluate((element) => element.matches(':focus')))
    await page.keyboard.type('Ich rufe gleich selbst an')
    await page.keyboard.press('Enter')
    await strip.waitFor({ state: 'detached' })
    await until('it is put away', async () => (await stateOf(caseId))?.state === 'dismissed')
  })

  test('a lead lets the rule send; it does so once nobody acted, and never over a word of the customer', {
    timeout: 240_000,
  }, async () => {
    await page.goto(`${office.url}/settings/holding-replies`)
    await page.getByRole('button', { name: 'Im ganzen Haus ändern' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Die Regel, wenn niemand handelt').click()
    await shoot(page, 'holding-terms')
    await dialog.getByRole('button', { name: 'Speichern' }).press('Enter')
    await page.getByText('Danach sendet die Regel, höchstens 2 hintereinander.', { exact: false }).waitFor()
    await shoot(page, 'holding-settings')

    const byRule = await promisedCase('Der Filter klappert', 'tom@example.test')
    await runOut(byRule)
    expect((await holding(byRule))!.ruleAt).not.toBeNull()
    await office.sql(`update holding_reply set rule_at = now() where case_id = $1 and state = 'proposed'`, [byRule])
    const arrived = await mail.waitForMail(
      'tom@example.test',
      (one) => one.subject?.startsWith('Zwischenstand zu Ihrem Anliegen') === true,
      60_000,
    )
    expect(arrived.text).toContain('Abteilung Werkstatt gefragt')
    expect(arrived.text).not.toContain('Müßig')
    const [open, replaced] = await promises(byRule)
    expect([open!.state, replaced!.state, replaced!.reason]).toEqual(['open', 'replaced', 'holding-reply'])

    await runOut(byRule)
    await mail.sendAs('tom@example.test', {
      from: { name: 'Jörg Müßig', address: 'tom@example.test' },
      to: 'service@firma.test',
      subject: `Re: ${arrived.subject}`,
      inReplyTo: arrived.messageId!,
      references: [arrived.messageId!],
      text: 'Jetzt tropft es auch noch.',
    })
    await until('the word of the customer', async () => (await stateOf(byRule))?.void_why === 'customer-wrote', 60_000)
    await office.sql(`update holding_reply set rule_at = now() where case_id = $1 and state = 'proposed'`, [byRule])
    const sent = (await mail.fetchAll('tom@example.test')).filter(({ subject }) => subject?.startsWith('Zwischenstand'))
    expect(sent).toHaveLength(1)
  })
})
