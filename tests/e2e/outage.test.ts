import { healthRoutes, notificationRoutes, presenceRoutes } from '@resonanz/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type MailPeer, mailPassword, noMail, startMail } from '../peers/mail.ts'
import { connectMailbox, type Office, openOffice, reaching, tellTrouble } from './office.ts'
import { until } from './until.ts'

const COUNT = 2_000

describe.skipIf(noMail)(`a mailbox that cannot be reached ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let office: Office
  let mailbox = ''

  const state = async () => (await office.ask(presenceRoutes.read, { params: { id: mailbox } })).state
  const told = async (kind: string) =>
    (await office.ask(healthRoutes.journal, { query: { kind, subjectId: mailbox } })).items.length

  beforeAll(async () => {
    mail = (await startMail())!
    office = await openOffice({ env: reaching(mail.imapPort, mail.submissionPort) })
    mailbox = await connectMailbox(office, mail, 'service@firma.test')
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await office?.close()
    await mail?.stop()
  })

  test(`${COUNT} mails wait meanwhile and then arrive once each, in order`, { timeout: 240_000 }, async () => {
    await mail.stopImap()
    await mail.deliver('service@firma.test', numbered(COUNT))
    await until('the channel counts as failing', async () => (await state()) === 'failing')
    const health = await office.ask(healthRoutes.health)
    expect(health.healthy).toBe(false)
    expect(health.presences.find(({ id }) => id === mailbox)!.state).toBe('failing')
    const notices = async () =>
      (await office.ask(notificationRoutes.list)).items.filter(({ kind }) => kind === 'channel_failing')
    await until('those who can mend it are told', async () => (await notices()).length > 0)
    expect(await notices()).toHaveLength(1)

    await mail.startImap()
    await office.ask(presenceRoutes.sync, { params: { id: mailbox } })
    const arrived = () =>
      office.sql<{ subject: string }>(`select subject from message where direction = 'in' order by id`)
    await until('all of them', async () => (await arrived()).length >= COUNT, 180_000)
    await until('nothing waits', async () => (await office.ask(healthRoutes.health)).intake.waiting === 0)
    expect((await arrived()).map((row) => row.subject)).toEqual(subjects(COUNT))
    const cases = await office.sql<{ number: number }>(
      `select c.number from message m join thread t on t.id = m.thread_id join cases c on c.id = t.case_id order by m.id`,
    )
    expect(cases.map(({ number }) => Number(number) - Number(cases[0]!.number))).toEqual(cases.map((_, at) => at))
    await until('it runs again', async () => (await state()) === 'running')
    await until('its recovery is told', async () => (await told('presence.recovered')) > 0)
    expect([await told('presence.failing'), await told('presence.recovered')]).toEqual([1, 1])
  })

  test('a password that is wrong now waits for a person, who is told; the right one goes on', {
    timeout: 180_000,
  }, async () => {
    // Also where the test before ended early, with the server away.
    await mail.startImap()
    await office.ask(presenceRoutes.sync, { params: { id: mailbox } })
    await until('it runs', async () => (await state()) === 'running', 120_000)
    const change = (password: string) =>
      office.ask(presenceRoutes.change, { params: { id: mailbox }, body: { secrets: { password } } })
    await change('inzwischen-ein-anderes')
    await until('the state', async () => (await state()) === 'needs_sign_in')
    const read = await office.ask(presenceRoutes.read, { params: { id: mailbox } })
    expect(read.health.error).toMatchObject({ kind: 'sign_in', code: 'wrong-credentials' })
    expect(JSON.stringify(read)).not.toContain('inzwischen-ein-anderes')
    await mail.deliver('service@firma.test', numbered(COUNT + 1).slice(-1))
    await change(mailPassword)
    await until('the mail that waited', async () => {
      return (await office.sql(`select 1 from message where subject = $1`, [subjects(COUNT + 1).at(-1)])).length === 1
    })
    await until('it runs again', async () => (await state()) === 'running')
  })
})

const subjects = (count: number): string[] => Array.from({ length: count }, (_, at) => `Anfrage ${at + 1}`)
const numbered = (count: number): string[] =>
  subjects(count).map(
    (subject, at) =>
      `From: Kundin ${at} <kundin-${at}@example.test>\r\nTo: service@firma.test\r\nSubject: ${subject}\r\nMessage-ID: <${at}.anfrage@example.test>\r\nDate: ${new Date(Date.now() - 3_600_000).toUTCString()}\r\n\r\nGuten Tag, dies ist Nachricht ${at + 1}.\r\n`,
  )
