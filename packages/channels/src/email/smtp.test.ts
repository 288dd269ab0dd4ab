import { createServer, type Server, type Socket } from 'node:net'
import { EmailSettings } from '@resonanz/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../../tests/free-port.ts'
import { type MailPeer, mailPassword, noMail, startMail } from '../../../../tests/peers/mail.ts'
import { type SmtpSink, startSmtpSink } from '../../../../tests/peers/smtp-sink.ts'
import type { Outgoing } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { emailConnector } from './connector.ts'
import type { EmailContext, EmailSecrets } from './settings.ts'

const outgoing = (change: Partial<Outgoing> = {}): Outgoing => ({
  clientToken: `<r.${Math.random().toString(36).slice(2)}@firma.test>`,
  to: [{ name: 'Gerda Lund', address: 'kunde@example.test' }],
  cc: [],
  subject: 'Re: Wo bleibt mein Fahrrad?',
  text: 'Guten Tag Frau Lund,\n\nes kommt am Montag.\n',
  html: null,
  inReplyTo: '<1@example.test>',
  references: ['<0@example.test>', '<1@example.test>'],
  senderName: 'Jörg vom Service',
  replyToken: null,
  automatic: false,
  language: 'de',
  target: null,
  attachments: [],
  ...change,
})

function contextOf(
  imapPort: number,
  smtpPort: number,
  change: Partial<EmailSecrets> & { security?: 'none' | 'starttls' } = {},
): EmailContext {
  const { security = 'starttls', ...given } = change
  const secrets: EmailSecrets = { password: mailPassword, ...given }
  const user = 'service@firma.test'
  return {
    presenceId: 'presence',
    settings: EmailSettings.parse({
      address: user,
      imap: { host: '127.0.0.1', port: imapPort, security: 'starttls', user },
      smtp: { host: '127.0.0.1', port: smtpPort, security, user: security === 'none' ? '' : user },
    }),
    secrets,
    egress: makeEgress({ allow: [`127.0.0.1:${imapPort}`, `127.0.0.1:${smtpPort}`], relaxedTls: true }),
    renewSecrets: async () => secrets,
    split: () => Promise.reject(new Error('mailboxes are not split')),
    signal: AbortSignal.timeout(60_000),
  }
}
const send = (context: EmailContext, mail: Outgoing) => emailConnector.send!(context, mail)

describe.skipIf(noMail)('a real mail server', () => {
  let mail: MailPeer
  beforeAll(async () => {
    mail = (await startMail())!
  })
  afterAll(() => mail?.stop())
  const context = (change = {}) => contextOf(mail.imapPort, mail.submissionPort, change)

  test('the answer arrives as written, belongs to its thread, and lies in Sent once', async () => {
    const letter = outgoing({ replyToken: 'abcdefghijklmnopqrstuvwxyz234567abcd' })
    expect(await send(context(), letter)).toMatchObject({
      state: 'handed_over',
      providerId: expect.stringContaining('250'),
    })
    const came = await mail.waitForMail('kunde@example.test', (one) => one.messageId === letter.clientToken)
    expect(came).toMatchObject({
      subject: letter.subject,
      from: { name: 'Jörg vom Service', address: 'service@firma.test' },
      inReplyTo: '<1@example.test>',
      references: '<0@example.test> <1@example.test>',
      replyTo: [{ address: 'service+c_abcdefghijklmnopqrstuvwxyz234567abcd@firma.test' }],
    })
    expect(came.text).toContain('es kommt am Montag.')
    expect(came.headers.some(({ key }) => key === 'auto-submitted')).toBe(false)
    expect(await emailConnector.lookup!(context(), letter.clientToken)).toBe('unknown')
    await emailConnector.afterSend!(context(), letter)
    await emailConnector.afterSend!(context(), letter)
    expect(await emailConnector.lookup!(context(), letter.clientToken)).toBe('found')
    const sent = await mail.fetchAll('service@firma.test', 'Sent')
    expect(sent.filter((one) => one.messageId === letter.clientToken)).toHaveLength(1)
  })

  test('automatic mail carries the marks that stop other automatons', async () => {
    const letter = outgoing({ automatic: true })
    await send(context(), letter)
    const came = await mail.waitForMail('kunde@example.test', (one) => one.messageId === letter.clientToken)
    const header = (key: string) => came.headers.find((one) => one.key === key)?.value
    expect(header('auto-submitted')).toBe('auto-replied')
    expect(header('x-auto-response-suppress')).toMatch(/OOF/)
  })

  test('no line break gets into a header', async () => {
    const evil = 'x\r\nBcc: jana@example.test\r\n\r\nTEXT'
    const letter = outgoing({
      subject: evil,
      senderName: evil,
      to: [{ name: evil, address: 'kunde@example.test' }],
      attachments: [{ name: evil, type: 'text/plain', content: Buffer.from('x') }],
    })
    expect((await send(context(), letter)).state).toBe('handed_over')
    const came = await mail.waitForMail('kunde@example.test', (one) => one.messageId === letter.clientToken)
    expect(came.headers.filter(({ key }) => key === 'bcc')).toEqual([])
    expect((await mail.fetchAll('jana@example.test')).map((one) => one.messageId)).not.toContain(letter.clientToken)
  })

  test('a wrong password waits for a person; the steps of a test say where it ends', async () => {
    const wrong = { smtpPassword: 'falsch' }
    expect(await send(context(wrong), outgoing())).toMatchObject({ state: 'retry', code: 'wrong-credentials' })
    const tried = await emailConnector.test!(context(wrong))
    expect(tried.ok).toBe(false)
    expect(tried.steps.map(({ step, ok, code }) => `${step} ${ok ? 'ok' : code}`)).toEqual([
      'address ok',
      'connect ok',
      'sign_in ok',
      'read ok',
      'send wrong-credentials',
    ])
    const good = await emailConnector.test!(context())
    expect(good).toMatchObject({ ok: true, found: { folders: expect.arrayContaining(['INBOX', 'Sent']) } })
  })
})

describe('a server that answers oddly', () => {
  let sink: SmtpSink
  beforeAll(async () => {
    sink = await startSmtpSink()
  })
  afterAll(() => sink.stop())
  const attempt = (mail = outgoing()) => send(contextOf(1, sink.port, { security: 'none' }), mail)

  test('refused for now, refused for good', async () => {
    sink.answerWith('later')
    expect(await attempt()).toMatchObject({ state: 'retry', code: 'temporarily-refused' })
    sink.answerWith('never')
    expect(await attempt()).toMatchObject({ state: 'failed', code: 'refused', detail: expect.stringContaining('554') })
  })
  test('cut after the last byte: nobody knows, and the outcome says so', async () => {
    for (const answer of ['take-and-drop', 'drop'] as const) {
      sink.answerWith(answer)
      expect(await attempt()).toMatchObject({ state: 'unclear', code: 'connection-lost' })
    }
  })
  test('an unknown recipient fails at once and says so; beside a good one it is told apart', async () => {
    const refusal = '550 5.1.1 <niemand@example.test>: no such user'
    const nobody = { name: '', address: 'niemand@example.test' }
    const one = await scripted(['220 hello', '250 hello', '250 ok', refusal])
    const failed = await send(contextOf(1, one.port, { security: 'none' }), outgoing({ to: [nobody] }))
    expect(failed).toMatchObject({ state: 'failed', code: 'recipient-unknown' })
    const two = await scripted(['220 hello', '250 hello', '250 ok', '250 ok', refusal, '354 go', '250 2.0.0 taken'])
    const mixed = await send(contextOf(1, two.port, { security: 'none' }), outgoing({ cc: [nobody] }))
    expect(mixed).toMatchObject({
      state: 'handed_over',
      refused: [{ address: nobody.address, code: 'recipient-unknown' }],
    })
    one.close()
    two.close()
  })
  test('nobody there, not allowed: tried again later, nothing was offered', async () => {
    const port = await freePort()
    const none = await send(contextOf(1, port, { security: 'none' }), outgoing())
    expect(none).toMatchObject({ state: 'retry', code: 'unreachable' })
    const closed = { ...contextOf(1, port, { security: 'none' }), egress: makeEgress() }
    expect(await send(closed, outgoing())).toMatchObject({ state: 'retry', code: 'host-not-allowed' })
  })
  test.each([
    ['before the greeting', [], { state: 'retry', code: 'unreachable' }],
    ['after MAIL FROM', ['220 hello', '250 hello', '250 ok'], { state: 'retry', code: 'connection-lost' }],
    [
      'after DATA was allowed',
      ['220 hello', '250 hello', '250 ok', '250 ok', '354 go'],
      { state: 'retry', code: 'connection-lost' },
    ],
  ])('cut %s', async (_, script, outcome) => {
    const server = await scripted(script)
    const large = outgoing({
      attachments: [{ name: 'gross.bin', type: 'application/octet-stream', content: Buffer.alloc(12_000_000, 7) }],
    })
    expect(await send(contextOf(1, server.port, { security: 'none' }), large)).toMatchObject(outcome)
    server.close()
  })
})

/** Says its lines one per command and then hangs up, in the middle of whatever comes. */
async function scripted(lines: string[]): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    let at = 0
    const next = () => (at < lines.length ? socket.write(`${lines[at++]}\r\n`) : socket.destroy())
    socket.on('data', next).on('error', () => {})
    next()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { port: (server.address() as { port: number }).port, close: () => server.close() }
}
