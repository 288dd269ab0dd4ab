import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseRoutes, healthRoutes, presenceRoutes, replyRoutes, settingsRoutes } from '@resonanz/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../packages/server/src/platform/embedded-postgres/index.ts'
import { type FaultProxy, type Faults, startFaultProxy } from '../peers/fault-proxy.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { type SmtpSink, startSmtpSink } from '../peers/smtp-sink.ts'
import { connectInlet, type Inlet, push } from './inlet.ts'
import { connectMailbox, messagesOf, type Office, openOffice, reaching, tellTrouble } from './office.ts'
import { until } from './until.ts'

describe.skipIf(noMail)(`the way to the mailbox breaks ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let proxy: FaultProxy
  let office: Office
  let mailbox = ''
  const delivered: string[] = []

  beforeAll(async () => {
    mail = (await startMail())!
    proxy = await startFaultProxy({ port: mail.imapPort })
    office = await openOffice({ env: reaching(proxy.port, mail.submissionPort) })
    mailbox = await connectMailbox(office, mail, 'service@firma.test', { imapPort: proxy.port, plainImap: true })
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await office?.close()
    await proxy?.stop()
    await mail?.stop()
  })

  const error = async () => (await office.ask(presenceRoutes.read, { params: { id: mailbox } })).health.error
  const arrived = async () =>
    (await office.sql<{ subject: string }>(`select subject from message where direction = 'in' order by id`)).map(
      ({ subject }) => subject,
    )

  /** A mail comes while the fault holds; the fault is seen, then it passes, then the mail is there. */
  async function through(name: string, faults: Faults, wasHit: () => boolean): Promise<string[]> {
    proxy.set(faults)
    await proxy.pause()
    await proxy.resume()
    await mail.deliver('service@firma.test', [mailNamed(name)])
    delivered.push(name)
    await until(`the fault „${name}“ takes effect`, wasHit)
    await until(`„${name}“ is shown`, async () => (await error())?.kind === 'transient')
    expect(await arrived()).not.toContain(name)
    proxy.set({})
    await office.ask(presenceRoutes.sync, { params: { id: mailbox } })
    await until(`the mail „${name}“`, async () => (await arrived()).includes(name))
    await until('no trouble any more', async () => (await error()) === null)
    return arrived()
  }

  const steps: [string, 'client' | 'server', RegExp, (chunk: string) => number][] = [
    ['greeting', 'server', /^\* OK/, () => 3],
    ['sign-in', 'client', /\b(LOGIN|AUTHENTICATE)\b/, () => 0],
    ['answer to the sign-in', 'server', /Logged in/, () => 4],
    ['choice of the folder', 'client', /\b(SELECT|EXAMINE)\b/, () => 6],
    ['answer to the choice', 'server', /UIDVALIDITY/, (chunk) => chunk.indexOf('UIDVALIDITY')],
    ['search', 'client', /\bSEARCH\b/, () => 5],
    ['request for the mail', 'client', /\bUID FETCH\b/, () => 0],
    ['middle of the mail', 'server', /BODY\[\][^\r]*\{\d+\}\r\n/, (chunk) => Math.floor(chunk.length / 2)],
  ]
  test.each(steps)('at the %s: nothing lost, nothing double', { timeout: 180_000 }, async (name, side, pattern, at) => {
    let hit = false
    const cutAt = (chunk: string, from: string) => {
      if (from !== side || !pattern.test(chunk)) return undefined
      hit = true
      return at(chunk)
    }
    expect(await through(name, { cutAt }, () => hit)).toEqual(delivered)
  })

  test('at the door, or by silence', { timeout: 180_000 }, async () => {
    const before = proxy.connections()
    const knocked = await through('reset', { reset: true }, () => proxy.connections() > before)
    const then = proxy.connections()
    expect(await through('silence', { stall: true }, () => proxy.connections() > then)).toEqual([...knocked, 'silence'])
  })

  test('a slow way is only slow', { timeout: 180_000 }, async () => {
    proxy.set({ latencyMs: 100 })
    await mail.deliver('service@firma.test', [mailNamed('langsam')])
    delivered.push('langsam')
    await until('the mail', async () => (await arrived()).includes('langsam'))
    proxy.set({})
    expect(await error()).toBeNull()
    expect(await arrived()).toEqual(delivered)
  })
})

const mailNamed = (name: string): string =>
  `From: Kundin <kundin@example.test>\r\nTo: service@firma.test\r\nSubject: ${name}\r\nMessage-ID: <${encodeURIComponent(name)}@example.test>\r\n\r\n${'Seit zwei Wochen warte ich auf mein Paket.\r\n'.repeat(1_500)}`

describe('the way out breaks', () => {
  let sink: SmtpSink
  let proxy: FaultProxy
  let office: Office

  beforeAll(async () => {
    sink = await startSmtpSink()
    proxy = await startFaultProxy({ port: sink.port })
    office = await openOffice({ env: reaching(proxy.port) })
    await office.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    const server = { host: '127.0.0.1', port: proxy.port, security: 'none' as const, user: 'x' }
    await office.ask(presenceRoutes.create, {
      body: {
        kind: 'email',
        name: 'Postfach',
        settings: { address: 'service@firma.test', imap: server, smtp: server },
        secrets: { password: 'x' },
      },
    })
  }, 240_000)
  afterEach(tellTrouble(() => office))
  afterAll(async () => {
    await office?.close()
    await proxy?.stop()
    await sink?.stop()
  })

  type Sent = { caseId: string; outboxId: string }
  type Row = { state: string; attempts: number; error_code: string | null; client_token: string }

  async function write(text: string): Promise<Sent> {
    const made = await office.ask(caseRoutes.create, {
      body: { channel: 'email', title: text, text: 'Vermerk', contact: { name: 'Jana', email: 'jana@kunden.test' } },
    })
    const { outboxId } = await office.ask(replyRoutes.send, {
      params: { id: made.id },
      body: {
        threadId: made.threads[0]!.id,
        text,
        to: ['jana@kunden.test'],
        expectedLastMessageId: made.lastMessageId,
        evenIfNewer: true,
        nextUpdate: null,
      },
    })
    return { caseId: made.id, outboxId: outboxId! }
  }
  async function rowOf({ outboxId }: Sent): Promise<Row> {
    const [row] = await office.sql<Row>('select state, attempts, error_code, client_token from outbox where id = $1', [
      outboxId,
    ])
    return row!
  }
  const becomes = (sent: Sent, state: string, attempts?: number) =>
    until(`${state} ${attempts ?? ''}`, async () => {
      const row = await rowOf(sent)
      return row.state === state && (attempts === undefined || row.attempts === attempts) && row
    })
  /** Time passes: what waits for its next attempt is due. */
  async function later(): Promise<void> {
    await office.sql(`update outbox set send_at = now() where state = 'queued'`)
    await office.sql(`select pg_notify('resonanz_outbox', '')`)
  }
  const shown = async ({ caseId }: Sent) =>
    (await messagesOf(office, caseId)).find((message) => message.outbox)!.outbox!
  const tries = (row: Row) => sink.mails.filter(({ messageId }) => messageId === row.client_token).length
  const inView = async ({ caseId }: Sent) =>
    (await office.ask(caseRoutes.list, { query: { view: 'unclear' } })).items.some(({ id }) => id === caseId)

  test('a server that wants it later (greylisting) gets it later, once', async () => {
    sink.answerWith('later')
    const sent = await write('Später')
    const row = await becomes(sent, 'queued', 1)
    expect(row.error_code).toBe('temporarily-refused')
    expect((await shown(sent)).reasonCode).toBe('temporarily-refused')
    await later()
    await becomes(sent, 'queued', 2)
    sink.answerWith('accept')
    await later()
    await becomes(sent, 'handed_over')
    expect(sink.delivered().get(row.client_token)).toBe(1)
    expect((await shown(sent)).state).toBe('handed_over')
  })

  test('a server that never wants it: failed, due, and sent again only by a person', async () => {
    sink.answerWith('never')
    const sent = await write('Niemals')
    const row = await becomes(sent, 'failed')
    const now = await office.ask(caseRoutes.read, { params: { id: sent.caseId } })
    expect(now).toMatchObject({ category: 'open', dueKind: 'answer' })
    sink.answerWith('accept')
    await later()
    expect(tries(row)).toBe(1)
    await office.ask(replyRoutes.resolve, { params: { id: sent.outboxId }, body: { decision: 'send_again' } })
    await becomes(sent, 'handed_over')
    expect(sink.delivered().get(row.client_token)).toBe(1)
    expect((await office.ask(caseRoutes.read, { params: { id: sent.caseId } })).dueAt, 'never silent').not.toBeNull()
  })

  test('cut after the last byte: unclear, shown, never sent again by itself', async () => {
    sink.answerWith('take-and-drop')
    const taken = await write('Angekommen?')
    const row = await becomes(taken, 'unclear')
    sink.answerWith('drop')
    const dropped = await write('Nicht angekommen?')
    const other = await becomes(dropped, 'unclear')
    expect((await office.ask(healthRoutes.health)).outbox.unclear).toBe(2)
    expect([await inView(taken), await inView(dropped)]).toEqual([true, true])
    expect((await shown(taken)).state).toBe('unclear')

    sink.answerWith('accept')
    await office.sql(
      `update outbox set send_at = now(), lease_until = now() - interval '1 hour' where state = 'unclear'`,
    )
    await later()
    await becomes(await write('Danach'), 'handed_over')
    expect([tries(row), tries(other)]).toEqual([1, 1])

    await office.ask(replyRoutes.resolve, { params: { id: taken.outboxId }, body: { decision: 'was_sent' } })
    await office.ask(replyRoutes.resolve, { params: { id: dropped.outboxId }, body: { decision: 'send_again' } })
    await becomes(dropped, 'handed_over')
    await becomes(taken, 'handed_over')
    const delivered = sink.delivered()
    expect([delivered.get(row.client_token), delivered.get(other.client_token)]).toEqual([1, 1])
    expect([await inView(taken), await inView(dropped)]).toEqual([false, false])
    for (const { caseId } of [taken, dropped])
      expect((await office.ask(caseRoutes.read, { params: { id: caseId } })).dueAt, 'never silent').not.toBeNull()
  })

  test('a server that cannot be reached, or cuts before the mail, gets it afterwards, once', async () => {
    await proxy.pause()
    const sent = await write('Unerreichbar')
    const row = await becomes(sent, 'queued', 1)
    await proxy.resume()
    proxy.set({ cutAt: (chunk, from) => (from === 'client' && chunk.startsWith('RCPT') ? 0 : undefined) })
    await later()
    await becomes(sent, 'queued', 2)
    proxy.set({})
    await later()
    await becomes(sent, 'handed_over')
    expect(sink.delivered().get(row.client_token)).toBe(1)
  })
})

test('the database stops while webhooks come: 503, and taken at the retry', { timeout: 300_000 }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'resonanz-e2e-'))
  // Under root the database runs as another user, who must get through.
  await chmod(dir, 0o711)
  const log = { info: () => {}, warn: () => {} }
  const start = () => startEmbeddedPostgres({ dataDir: dir, log, restart: false })
  let database = await start()
  const office = await openOffice({ databaseUrl: database.url })
  try {
    const inlet: Inlet = await connectInlet(office)
    expect(await push(office.url, inlet, ['davor'])).toBe(202)
    const stopping = database.stop()
    const accepted = ['davor']
    const refused: string[] = []
    await until('refusals', async () => {
      const id = `mitten-${accepted.length + refused.length}`
      const status = await push(office.url, inlet, [id])
      expect([202, 503]).toContain(status)
      ;(status === 202 ? accepted : refused).push(id)
      return refused.length >= 3
    })
    await stopping
    expect((await fetch(`${office.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${office.url}/readyz`)).status).toBe(503)
    database = await start()
    for (const id of refused) await until(`${id} is taken`, async () => (await push(office.url, inlet, [id])) === 202)
    await until('ready again', async () => (await fetch(`${office.url}/readyz`)).ok)
    const texts = async () => (await office.sql<{ text: string }>('select text from message')).map(({ text }) => text)
    const expected = [...accepted, ...refused].map((id) => `Wo bleibt ${id}?`).toSorted()
    // What was claimed when the database went is claimed again when its lease of 60 s has run out.
    await until('all of them', async () => (await texts()).length >= expected.length, 120_000)
    expect((await texts()).toSorted()).toEqual(expected)
  } finally {
    await office.close()
    await database.stop()
    await rm(dir, { recursive: true, force: true, maxRetries: 5 })
  }
})
