import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EmailSettings } from '@resonanz/contracts'
import { ImapFlow } from 'imapflow'
import { type MailPeer, mailPassword, type MailUser, noMail, startMail } from '../../../../tests/peers/mail.ts'
import { startFaultProxy } from '../../../../tests/peers/fault-proxy.ts'
import type { ConnectorError, Cursor, RawItem, Session } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { openMailbox } from './imap.ts'
import type { EmailContext, EmailSecrets } from './settings.ts'

describe.skipIf(noMail)('a real mailbox', () => {
  let mail: MailPeer
  const stop = new AbortController()
  beforeAll(async () => {
    mail = (await startMail())!
  })
  afterAll(async () => {
    stop.abort()
    await mail?.stop()
  })

  test('from now on, in order, each once; nothing changes in the mailbox', async () => {
    await mail.deliver('service@firma.test', [letter('before')])
    const session = await openMailbox(contextOf(mail, 'service@firma.test'))
    const start = await drain(session, {})
    expect(subjects(start.items)).toEqual([])
    await mail.deliver('service@firma.test', numbered(1, 230))
    const first = await drain(session, start.cursor)
    expect(subjects(first.items)).toEqual(names(1, 230))
    expect(new Set(first.items.map(({ sourceKey }) => sourceKey)).size).toBe(230)
    expect(subjects((await drain(session, first.cursor)).items)).toEqual([])
    await session.close()
    const flags = (await mail.fetchAll('service@firma.test')).flatMap((one) => [...one.flags])
    expect(flags.filter((flag) => flag !== '\\Recent')).toEqual([])
  })

  test('what lies there already, when asked for, is marked as imported', async () => {
    await mail.deliver('rechnung@firma.test', numbered(1, 3))
    const session = await openMailbox(contextOf(mail, 'rechnung@firma.test', { backfillDays: 30 }))
    const { items, cursor } = await drain(session, {})
    expect(items.map(({ source }) => source['imported'])).toEqual([true, true, true])
    await mail.deliver('rechnung@firma.test', [letter('new')])
    const later = await drain(session, cursor)
    expect(later.items.map(({ source }) => source['imported'])).toEqual([undefined])
    await session.close()
  })

  test('several folders; a mail deleted between listing and fetching is passed over', async () => {
    const user = 'leitung@firma.test'
    const person = await clientOf(mail, user)
    await person.mailboxCreate('Archiv.Bücher')
    const session = await openMailbox(contextOf(mail, user, { folders: ['INBOX', 'Archiv.Bücher'] }))
    const start = await drain(session, {})
    await mail.deliver(user, numbered(1, 220))
    await person.append('Archiv.Bücher', letter('in the archive'))
    const first = await session.fetch(start.cursor)
    expect(first.items).toHaveLength(200)
    await person.mailboxOpen('INBOX')
    await person.messageDelete('201:210', { uid: false })
    const rest = await drain(session, first.cursor)
    expect(subjects(rest.items)).toEqual([...names(211, 220), 'in the archive'])
    await person.logout()
    await session.close()
  })

  test('a missing folder is told by name, the others are read', async () => {
    const session = await openMailbox(contextOf(mail, 'jana@example.test', { folders: ['INBOX', 'Nirgends'] }))
    const start = await session.fetch({})
    const failure = await session.fetch(start.cursor).catch((error: ConnectorError) => error)
    expect(failure).toMatchObject({ kind: 'permanent', code: 'folder-missing', message: 'Nirgends' })
    await session.close()
  })

  test('UIDVALIDITY changes: everything of ours comes again under new keys, nothing older', async () => {
    const user = 'tom@example.test'
    const person = await clientOf(mail, user)
    await person.mailboxCreate('Fach')
    const context = contextOf(mail, user, { folders: ['Fach'] })
    let session = await openMailbox(context)
    const start = await drain(session, {})
    for (const name of ['a', 'b']) await person.append('Fach', letter(name))
    const before = await drain(session, start.cursor)
    expect(subjects(before.items)).toEqual(['a', 'b'])
    await session.close()
    await person.mailboxDelete('Fach')
    await sleep(1_100)
    await person.mailboxCreate('Fach')
    await person.append('Fach', letter('old', 'Mon, 02 Jan 2012 10:00:00 +0100'), [], new Date('2012-01-02'))
    for (const name of ['a', 'b', 'c']) await person.append('Fach', letter(name))
    session = await openMailbox(context)
    const after = await drain(session, before.cursor)
    expect(subjects(after.items)).toEqual(['a', 'b', 'c'])
    const keys = [...before.items, ...after.items].map(({ sourceKey }) => sourceKey)
    expect(new Set(keys).size).toBe(5)
    expect(subjects((await drain(session, after.cursor)).items)).toEqual([])
    await session.close()
    await person.logout()
  })

  test('the reconcile names what is there and fetches what is asked', async () => {
    const user = 'kunde@example.test'
    const session = await openMailbox(contextOf(mail, user, { backfillDays: 1 }))
    await mail.deliver(user, numbered(1, 5))
    const { items, cursor } = await drain(session, {})
    const keys = await session.keys!(cursor)
    expect(keys).toEqual(items.map(({ sourceKey }) => sourceKey))
    expect(subjects(await session.take!([keys[1]!, keys[4]!, 'INBOX/1/1', 'nonsense']))).toEqual(['mail 2', 'mail 5'])
    await session.close()
  })

  test('IDLE tells at once; a time-out ends it; a lost connection is told as closed', async () => {
    const user = 'jana@example.test'
    const session = await openMailbox(contextOf(mail, user))
    const start = await drain(session, {})
    const news = session.wait!(120_000, stop.signal)
    await mail.sendAs('kunde@example.test', { to: user, subject: 'knock', text: 'x' })
    expect(await news).toBe('news')
    const came = await drain(session, start.cursor)
    expect(subjects(came.items)).toEqual(['knock'])
    expect(await session.wait!(50, stop.signal)).toBe('time')
    const closed = session.wait!(120_000, stop.signal)
    await mail.stopImap()
    expect(await closed).toBe('closed')
    await session.close()
    await mail.startImap()
  })

  test('mail waits while IMAP is away and comes in order afterwards', async () => {
    const user = 'service@firma.test'
    const context = contextOf(mail, user)
    let session = await openMailbox(context)
    const { cursor } = await drain(session, {})
    await session.close()
    await mail.stopImap()
    await mail.deliver(user, numbered(1, 60))
    await expect(openMailbox(context)).rejects.toMatchObject({ kind: 'transient', code: 'unreachable' })
    await mail.startImap()
    session = await openMailbox(context)
    expect(subjects((await drain(session, cursor)).items)).toEqual(names(1, 60))
    await session.close()
  })

  test('cut after so many bytes, anywhere: nothing lost, nothing twice', async () => {
    const user = 'kunde@example.test'
    const way = await startFaultProxy({ port: mail.imapPort })
    const context = contextOf(mail, user)
    const faulty = contextOf({ ...mail, imapPort: way.port }, user)
    const before = await openMailbox(context)
    let { cursor } = await drain(before, {})
    await before.close()
    const got: string[] = []
    for (let round = 0, bytes = 200; bytes < 40_000; round += 1, bytes = Math.round(bytes * 1.3)) {
      await mail.deliver(user, [letter(`cut ${round} a`), letter(`cut ${round} b`, undefined, 3_000)])
      way.set({ cutAfterBytes: bytes })
      for (let tries = 0; tries < 3; tries += 1) {
        if (tries === 2) way.set({})
        try {
          const session = await openMailbox(faulty)
          for (let more = true; more; ) {
            const batch = await session.fetch(cursor)
            got.push(...batch.items.map(({ sourceKey }) => sourceKey))
            cursor = JSON.parse(JSON.stringify(batch.cursor)) as Cursor
            more = batch.more
          }
          await session.close()
        } catch (error) {
          expect(error).toMatchObject({ kind: 'transient' })
        }
      }
      expect(got).toHaveLength((round + 1) * 2)
    }
    expect(new Set(got).size).toBe(got.length)
    await way.stop()
  })

  test('a mail over 50 MB comes as its header, and stays where it is', async () => {
    const user = 'tom@example.test'
    const session = await openMailbox(contextOf(mail, user))
    const { cursor } = await drain(session, {})
    const person = await clientOf(mail, user)
    await person.append('INBOX', Buffer.concat([letter('huge'), Buffer.alloc(51 * 1024 * 1024, 'x\r\n')]))
    await person.append('INBOX', letter('small'))
    const { items } = await drain(session, cursor)
    expect(subjects(items)).toEqual(['huge', 'small'])
    expect(items[0]!.raw.byteLength).toBeLessThan(1_000)
    expect(items[0]!.source).toMatchObject({ tooLarge: true, size: expect.any(Number) })
    expect((await person.status('INBOX', { messages: true }))!.messages).toBe(2)
    await person.logout()
    await session.close()
  })

  test('a wrong password asks for a sign-in; a host that is not allowed is never contacted', async () => {
    const wrong = contextOf(mail, 'service@firma.test', {}, { password: 'nein' })
    await expect(openMailbox(wrong)).rejects.toMatchObject({ kind: 'sign_in', code: 'wrong-credentials' })
    const closed = { ...contextOf(mail, 'service@firma.test'), egress: makeEgress({ relaxedTls: true }) }
    await expect(openMailbox(closed)).rejects.toMatchObject({ kind: 'permanent', code: 'host-not-allowed' })
    const strict = makeEgress({ allow: [`127.0.0.1:${mail.imapPort}`] })
    const untrusted = { ...contextOf(mail, 'service@firma.test'), egress: strict }
    await expect(openMailbox(untrusted)).rejects.toMatchObject({ kind: 'permanent', code: 'certificate' })
  })

  function contextOf(
    peer: MailPeer,
    user: MailUser,
    change: { backfillDays?: number; folders?: string[] } = {},
    secrets: EmailSecrets = { password: mailPassword },
  ): EmailContext {
    return {
      presenceId: 'presence',
      settings: EmailSettings.parse({
        address: user,
        imap: {
          host: '127.0.0.1',
          port: peer.imapPort,
          security: 'starttls',
          user,
          folders: change.folders ?? ['INBOX'],
        },
        smtp: { host: '127.0.0.1', port: peer.submissionPort, user },
        backfillDays: change.backfillDays ?? 0,
      }),
      secrets,
      egress: makeEgress({ allow: [`127.0.0.1:${peer.imapPort}`], relaxedTls: true }),
      renewSecrets: async () => secrets,
      split: () => Promise.reject(new Error('mailboxes are not split')),
      signal: stop.signal,
    }
  }
})

async function drain(session: Session, cursor: Cursor): Promise<{ items: RawItem[]; cursor: Cursor }> {
  const items: RawItem[] = []
  for (;;) {
    // As the database keeps it.
    const batch = await session.fetch(JSON.parse(JSON.stringify(cursor)) as Cursor)
    items.push(...batch.items)
    cursor = batch.cursor
    if (!batch.more) return { items, cursor }
  }
}

async function clientOf(mail: MailPeer, user: MailUser): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: mail.imapPort,
    auth: { user, pass: mailPassword },
    tls: { rejectUnauthorized: false },
    logger: false,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

function letter(subject: string, date = new Date().toUTCString(), size = 0): Buffer {
  const head = [
    `From: Kunde <kunde@example.test>`,
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <${subject}@example.test>`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\nEin paar Worte.\r\n${'Und mehr. '.repeat(size / 10)}`)
}
const names = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `mail ${from + at}`)
const numbered = (from: number, to: number) => names(from, to).map((name) => letter(name))
const subjects = (items: RawItem[]) =>
  items.map(({ raw }) => /^Subject: (.*?)\r$/m.exec(Buffer.from(raw).toString())?.[1])
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))
