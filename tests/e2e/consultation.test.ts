import { AxeBuilder } from '@axe-core/playwright'
import {
  caseRoutes,
  type Consultation,
  consultationRoutes,
  expertRoutes,
  type ResponseOf,
  settingsRoutes,
} from '@resonanz/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import type { ReceivedMail } from '../peers/mailbox.ts'
import { caseTitled, connectMailbox, type Office, openOffice, reaching, tellTrouble } from './office.ts'
import { openScreen, pressFor } from './screen.ts'
import { until } from './until.ts'

// The workshop has no account: it is asked by mail, and answers by mail or by the link in it.
describe.skipIf(noMail)(`an expert is asked and answers by mail ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let office: Office
  let browser: Browser
  let page: Page
  let caseId = ''
  let expertId = ''
  let deputyId = ''
  let asked: ReceivedMail

  const questions = async () => (await office.ask(consultationRoutes.ofCase, { params: { id: caseId } })).items
  const newest = async (): Promise<Consultation> => (await questions())[0]!
  const timeline = async (): Promise<ResponseOf<typeof caseRoutes.timeline>['items']> =>
    (await office.ask(caseRoutes.timeline, { params: { id: caseId }, query: { limit: 200 } })).items
  const notes = async () => (await timeline()).flatMap((item) => (item.kind === 'note' ? [item.text] : []))

  beforeAll(async () => {
    mail = (await startMail())!
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort) })
    browser = await launchBrowser()
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    await connectMailbox(office, mail, 'service@firma.test')
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await mail?.stop()
  })

  test('somebody without an account is entered, with a deputy', async () => {
    const deputy = await office.ask(expertRoutes.create, { body: { name: 'Ole Kruse', email: 'tom@example.test' } })
    const expert = await office.ask(expertRoutes.create, {
      body: { name: 'Hanne Voss', email: 'jana@example.test', products: ['Pumpe'], deputyIds: [deputy.id] },
    })
    ;[expertId, deputyId] = [expert.id, deputy.id]
    expect(expert).toMatchObject({ memberId: null, deputies: [{ name: 'Ole Kruse' }] })
  })

  test('the question is written by keyboard; a mail goes out that names no customer', {
    timeout: 180_000,
  }, async () => {
    await mail.sendAs('kunde@example.test', {
      from: { name: 'Jörg Müßig', address: 'kunde@example.test' },
      to: 'service@firma.test',
      subject: 'Meine Pumpe leckt',
      text: 'Guten Tag,\n\nmeine Pumpe leckt seit Montag. IBAN für die Erstattung: DE89 3704 0044 0532 0130 00\n\nJörg Müßig',
    })
    caseId = (await caseTitled(office, 'Meine Pumpe leckt')).id
    page = await openScreen(browser, office.url, `/cases/${caseId}`)
    await page.locator('article', { hasText: 'leckt seit Montag' }).waitFor()
    const dialog = page.getByRole('dialog')
    await pressFor(page, 'f', dialog)
    const field = dialog.locator('textarea').first()
    await until('the field for the question', () => field.evaluate((element) => element.matches(':focus')))
    expect(await dialog.getByRole('combobox').first().inputValue()).toContain('Hanne Voss')
    await page.keyboard.type('Ist das ein Garantiefall? Herr Müßig wartet.')
    await page.keyboard.press('Control+Enter')
    asked = await mail.waitForMail('jana@example.test', (one) => one.subject?.includes('Rückfrage') === true, 60_000)
    expect(asked.text).toContain('Ist das ein Garantiefall? Herr [Name] wartet.')
    expect(asked.text).toContain('meine Pumpe leckt seit Montag')
    expect(asked.text).not.toMatch(/Müßig|DE89/)
    expect(asked.replyTo?.[0]?.address).toMatch(/^service\+c_[a-z2-7]+@firma\.test$/)
    expect((await office.ask(caseRoutes.read, { params: { id: caseId } })).owner).toBeNull()
  })

  test('the answer by mail is an internal note with its file, seen in the open page; no customer hears of it', {
    timeout: 180_000,
  }, async () => {
    const pdf = Buffer.from('%PDF-1.7\nGarantie\n%%EOF\n')
    await mail.sendAs('jana@example.test', {
      from: { name: 'Hanne Voss', address: 'jana@example.test' },
      to: asked.replyTo![0]!.address,
      subject: `Re: ${asked.subject}`,
      inReplyTo: asked.messageId!,
      references: [asked.messageId!],
      text: `Ja, Garantie bis März.\n\nAm 22.11.2026 schrieb Firma Test:\n> Ist das ein Garantiefall?`,
      attachments: [{ filename: 'garantie.pdf', content: pdf, contentType: 'application/pdf' }],
    })
    await until('the answer', async () => (await newest()).state === 'answered')
    const [answer] = (await newest()).answers
    expect(answer).toMatchObject({ way: 'mail', text: 'Ja, Garantie bis März.', author: 'Hanne Voss', isLate: false })
    const file = await office.download(answer!.attachments[0]!.href)
    expect(file.bytes.equals(pdf)).toBe(true)
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(await notes()).toEqual(['Antwort auf die Rückfrage, von Hanne Voss:\n\nJa, Garantie bis März.'])
    await page.getByText('Ja, Garantie bis März.').first().waitFor()
    expect((await timeline()).filter((item) => item.kind === 'message')).toHaveLength(1)
    expect(await mail.fetchAll('kunde@example.test')).toEqual([])
  })

  test('an expert who is away: the deputy is asked, answers by the link, and opening it did nothing', {
    timeout: 180_000,
  }, async () => {
    const away = {
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date(Date.now() + 86_400_000).toISOString(),
    }
    const { id } = await office.ask(consultationRoutes.ask, {
      params: { id: caseId },
      body: { expertId, question: 'Und die Dichtung?', dueInMinutes: 480, waits: true },
    })
    await mail.waitForMail('jana@example.test', (one) => one.text?.includes('Und die Dichtung?') === true, 60_000)
    await office.ask(expertRoutes.change, { params: { id: expertId }, body: { absences: [away] } })
    await office.sql(`update consultation set remind_at = now(), next_at = now() where id = $1`, [id])
    const instead = await mail.waitForMail(
      'tom@example.test',
      (one) => one.subject?.includes('Rückfrage') === true,
      60_000,
    )
    expect((await newest()).state).toBe('deputy_asked')
    expect(instead.text).toContain('Sie sind als Vertretung genannt')
    const link = /https?:\/\/\S+\/c\/[\w-]{43}/.exec(instead.text!)![0]
    const address = new URL(link).pathname
    const guest = await (await browser.newContext({ locale: 'de-DE' })).newPage()
    await guest.goto(office.url + address)
    expect((await newest()).state).toBe('deputy_asked')
    for (const [link, heading] of [
      ['English', 'Answer a question'],
      ['Deutsch', 'Rückfrage beantworten'],
    ] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        await guest.emulateMedia({ colorScheme })
        if (colorScheme === 'light') await guest.getByRole('link', { name: link }).click()
        await guest.getByRole('heading', { name: heading }).waitFor()
        const { violations } = await new AxeBuilder({ page: guest }).analyze()
        expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([])
      }
    expect((await newest()).state).toBe('deputy_asked')
    await guest.locator('#answer').fill('Die Dichtung liegt bei.')
    await guest.locator('#send').click()
    await guest.getByText('Danke, Ihre Antwort ist angekommen.').waitFor()
    await guest.close()
    const answered = await newest()
    expect(answered).toMatchObject({
      state: 'answered',
      asked: [{ place: 'expert' }, { place: 'deputy', expertId: deputyId }],
    })
    expect(answered.answers[0]).toMatchObject({ way: 'link', author: 'Ole Kruse' })
    const found = await office.ask(caseRoutes.read, { params: { id: caseId } })
    expect(found.category).not.toBe('waiting_internal')
    expect(await notes()).toHaveLength(2)
  })

  test('nobody answers: reminded, the lead is told, each once', { timeout: 180_000 }, async () => {
    await office.ask(expertRoutes.change, { params: { id: expertId }, body: { absences: [], deputyIds: [] } })
    const { id } = await office.ask(consultationRoutes.ask, {
      params: { id: caseId },
      body: { expertId, question: 'Liefern wir noch heute?', dueInMinutes: 60 },
    })
    const due = (column: string) =>
      office.sql(`update consultation set ${column} = now(), next_at = now() where id = $1`, [id])
    const state = async () => (await newest()).state
    await due('remind_at')
    await until('the reminder', async () => (await state()) === 'reminded')
    const reminder = await mail.waitForMail(
      'jana@example.test',
      (one) => one.subject?.startsWith('Erinnerung') === true,
      60_000,
    )
    expect(reminder.text).toContain('Liefern wir noch heute?')
    await due('due_at')
    await mail.waitForMail('jana@example.test', (one) => one.subject?.startsWith('Fällig') === true, 60_000)
    await due('deputy_at')
    await until('the escalation', async () => (await state()) === 'escalated')
    const mails = async () =>
      (await mail.fetchAll('jana@example.test')).filter((one) => one.text?.includes('Liefern wir noch heute?'))
    await until('question, reminder and due moment by mail', async () => (await mails()).length >= 3)
    expect(await mails()).toHaveLength(3)
    const events = (await timeline()).flatMap((item) => (item.kind === 'event' ? [item.event] : []))
    expect(events.filter((event) => event === 'consultation.escalated')).toHaveLength(1)
  })
})
