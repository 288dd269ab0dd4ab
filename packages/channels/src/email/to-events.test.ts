import { randomUUID } from 'node:crypto'
import { EmailSettings } from '@resonanz/contracts'
import { describe, expect, test } from 'vitest'
import type { InboundMessage, RawItem } from '../connector.ts'
import { replyAddress } from './reply-token.ts'
import { checkReplyToken, mintMessageId, mintReplyToken, threadOfMessageId } from './thread-marks.ts'
import { mailToEvents } from './to-events.ts'

const key = Buffer.alloc(32, 7)
const otherKey = Buffer.alloc(32, 8)
const threadId = '01990000-0000-7000-8000-00000000abcd'
const address = 'service@firma.example'
const context = {
  presenceId: 'p',
  settings: EmailSettings.parse({ address, imap: { host: 'h', user: 'u' }, smtp: { host: 'h', user: 'u' } }),
  ownAddresses: [address],
  nowMs: Date.UTC(2026, 10, 20),
}
function read(head: Record<string, string>, body = 'Guten Tag', source: Record<string, unknown> = {}): InboundMessage {
  const fields = {
    From: 'Gerda Lund <Gerda@Kunde.example>',
    To: address,
    Subject: 'Frage',
    'Message-ID': '<1@k.example>',
    ...head,
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  const raw = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
  const item: RawItem = {
    sourceKey: 'INBOX/1/1',
    contentType: 'message/rfc822',
    source,
    raw,
    occurredAt: '2026-11-19T08:00:00.000Z',
  }
  const [event] = mailToEvents(item, context)
  if (event?.type !== 'message') throw new Error(`became ${JSON.stringify(event)}`)
  return event
}

describe('where a mail belongs', () => {
  test('our plus address and our Message-IDs come out as tokens that only our key opens', () => {
    const token = mintReplyToken({ threadId, recipient: 'gerda@kunde.example', key })
    const messageId = mintMessageId({ threadId, messageId: randomUUID(), domain: 'firma.example', key })
    const { threadHints } = read({
      To: replyAddress(address, token)!.toUpperCase(),
      References: `<a@k.example> ${messageId}`,
    })
    const opened = threadHints.replyTokens.map((hint) => checkReplyToken(hint, key) ?? threadOfMessageId(hint, key))
    expect(opened).toEqual([threadId, threadId])
    expect(
      threadHints.replyTokens.map((hint) => checkReplyToken(hint, otherKey) ?? threadOfMessageId(hint, otherKey)),
    ).toEqual([null, null])
    expect(threadHints.references).toEqual([messageId, '<a@k.example>'])
  })
  test('two Message-IDs of one thread differ, and nobody else’s is taken for ours', () => {
    const mint = () => mintMessageId({ threadId, messageId: randomUUID(), domain: 'firma.example', key })
    const [one, two] = [mint(), mint()]
    expect(one).not.toBe(two)
    expect([threadOfMessageId(one, key), threadOfMessageId(two, key)]).toEqual([threadId, threadId])
    for (const forged of ['', '<>', '<1@k.example>', one.replace(/\.[^.@]+@/, '@'), one.replace('<r.a', '<r.b')]) {
      expect(threadOfMessageId(forged, key)).toBeNull()
    }
  })
  test('a bounce names the mail it is about', () => {
    const ours = mintMessageId({ threadId, messageId: randomUUID(), domain: 'firma.example', key })
    const body = `--b\r\n\r\nNicht zustellbar\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; weg@kunde.example\r\nAction: failed\r\nStatus: 5.1.1\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${ours}\r\nSubject: Re: Frage\r\n\r\n--b--\r\n`
    const event = read(
      {
        From: 'MAILER-DAEMON@mx.example',
        'Return-Path': '<>',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      },
      body,
    )
    expect(event.nature).toBe('bounce')
    expect(event.bounce).toMatchObject({
      hard: true,
      status: '5.1.1',
      recipient: 'weg@kunde.example',
      originalMessageId: ours,
    })
    expect(event.threadHints.references).toContain(ours)
    expect(event.threadHints.replyTokens.some((hint) => threadOfMessageId(hint, key) === threadId)).toBe(true)
  })
})

describe('what stands in it', () => {
  test('the same mail fetched again is the same; other words under the same id are told apart', () => {
    const [one, again, other] = [read({}), read({ Received: 'from elsewhere' }), read({}, 'Etwas anderes')]
    expect(again.contentHash).toBe(one.contentHash)
    expect([other.externalId, other.contentHash === one.contentHash]).toEqual([one.externalId, false])
  })
  test('without a Message-ID the content is the id', () => {
    const [one, again, other] = [
      read({ 'Message-ID': '' }),
      read({ 'Message-ID': '' }),
      read({ 'Message-ID': '' }, 'x'),
    ]
    expect(one.externalId).toBe(again.externalId)
    expect(one.externalId).not.toBe(other.externalId)
  })
  test('a date that cannot be gives way to the server’s', () => {
    expect(read({ Date: 'Fri, 20 Nov 2099 10:00:00 +0000' })).toMatchObject({
      occurredAt: '2026-11-19T08:00:00.000Z',
      flags: expect.arrayContaining(['date-wrong']),
    })
    expect(read({ Date: '' }).occurredAt).toBe('2026-11-19T08:00:00.000Z')
    expect(read({ Date: 'Wed, 18 Nov 2026 10:00:00 +0100' }).occurredAt).toBe('2026-11-18T09:00:00.000Z')
  })
  test('the author by address, else by name; warnings where the sender is unclear', () => {
    expect(read({}).author).toEqual({
      kind: 'email',
      scope: '',
      key: 'gerda@kunde.example',
      display: 'Gerda@Kunde.example',
      name: 'Gerda Lund',
    })
    expect(read({ From: 'Gerda Lund' }).author).toMatchObject({ key: expect.any(String) })
    expect(read({ From: '' }).author).toBeNull()
    expect(read({ From: 'service@firma.example <boese@anders.example>' }).flags).toContain('name-shows-other-address')
    expect(read({ From: address }).flags).toContain('from-own-address')
  })
  test('answers go where the sender asks for; recipients are kept', () => {
    const { meta } = read({ 'Reply-To': 'buero@kunde.example', Cc: 'chef@kunde.example' })
    expect(meta).toMatchObject({ to: [address], cc: ['chef@kunde.example'], replyTo: ['buero@kunde.example'] })
  })
  test('pictures inside keep their place, those of other servers wait', () => {
    const body =
      '--b\r\nContent-Type: text/html\r\n\r\n<p>Siehe</p><img src="cid:bild 1@x"><img src="http://pixel.example/1.gif">\r\n--b\r\nContent-Type: image/png; name=b.png\r\nContent-ID: <bild 1@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n'
    const event = read({ 'Content-Type': 'multipart/related; boundary=b' }, body)
    expect(event.html).toContain('src="cid:bild%201%40x"')
    expect(event.html).not.toMatch(/ src="http/)
    expect(event.remoteImages).toBe(1)
    expect(event.attachments).toMatchObject([{ index: 0, inline: true, type: 'image/png' }])
  })
})
