import { describe, expect, it } from 'vitest'
import { readBounce } from './bounce.ts'
import { isLoop, loopReason } from './loop.ts'
import { parseMail } from './parse.ts'

function mail(headers: string[], body = 'Guten Tag') {
  return parseMail(Buffer.from(`${headers.join('\n')}\n\n${body}`))
}

const customer = ['From: Mia <mia@example.org>', 'To: hilfe@firma.example']
const daemon = ['From: Mail Delivery System <MAILER-DAEMON@mx.example.org>', 'To: hilfe@firma.example']

describe('kind of a mail (A24, A25, A28)', () => {
  it.each([
    ['a customer', [...customer, 'Subject: Meine Bestellung'], 'message'],
    ['a customer who writes about holidays', [...customer, 'Subject: Frage zu meinem Urlaub'], 'message'],
    [
      'a customer who forwards a failure',
      [...customer, 'Subject: WG: Ihre Mail kam als Undelivered Mail Returned zurück'],
      'message',
    ],
    ['a customer with Auto-Submitted: no', [...customer, 'Subject: Hallo', 'Auto-Submitted: no'], 'message'],
    ['an answer to our receipt', [...customer, 'Subject: AW: Automatische Antwort: Ihre Anfrage'], 'message'],
    [
      'an answer sent through a mailing service',
      [...customer, 'In-Reply-To: <a@b>', 'List-Unsubscribe: <https://example.org/u>'],
      'message',
    ],
    ['RFC 3834', [...customer, 'Subject: Hallo', 'Auto-Submitted: auto-replied (vacation)'], 'autoreply'],
    ['X-Autoreply', [...customer, 'Subject: Hallo', 'X-Autoreply: yes'], 'autoreply'],
    ['Precedence: auto_reply', [...customer, 'Subject: Hallo', 'Precedence: auto_reply'], 'autoreply'],
    ['German subject', [...customer, 'Subject: Abwesenheitsnotiz: Ihre Anfrage'], 'autoreply'],
    [
      'German subject, encoded',
      [...customer, 'Subject: =?utf-8?Q?Automatische_Antwort:_Au=C3=9Fer_Haus?='],
      'autoreply',
    ],
    ['English subject', [...customer, 'Subject: Out of Office: your request'], 'autoreply'],
    ['subject with brackets', [...customer, 'Subject: Re: Ihre Anfrage (Auto Reply)'], 'autoreply'],
    ['French subject', [...customer, 'Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_Bonjour?='], 'autoreply'],
    ['Italian subject', [...customer, 'Subject: Risposta automatica: Ordine'], 'autoreply'],
    ['Polish subject', [...customer, 'Subject: =?utf-8?Q?Odpowied=C5=BA_automatyczna:?='], 'autoreply'],
    ['a mailing list', [...customer, 'Subject: Hallo', 'List-Id: <liste.example.org>'], 'list'],
    ['bulk mail', [...customer, 'Subject: Hallo', 'Precedence: bulk'], 'list'],
    ['a newsletter', [...customer, 'Subject: Angebote', 'List-Unsubscribe: <https://example.org/u>'], 'list'],
    ['a bounce of old', [...daemon, 'Subject: failure notice'], 'bounce'],
    ['a bounce by the null sender', ['Return-Path: <>', ...daemon, 'Subject: Nachricht'], 'bounce'],
    [
      'DMARC',
      [
        ...customer,
        'Subject: Report Domain: firma.example Submitter: mx.example',
        'Content-Type: application/gzip; name=a.xml.gz',
      ],
      'report',
    ],
  ])('%s', (_, headers, kind) => {
    expect(mail(headers).kind).toBe(kind)
  })

  it.each([
    ['feedback-report', 'message/feedback-report', 'report'],
    ['disposition-notification', 'message/disposition-notification', 'report'],
    ['delivery-status', 'message/delivery-status', 'bounce'],
  ])('multipart/report of %s', (type, part, kind) => {
    const head = ['From: x@y.example', `Content-Type: multipart/report; report-type=${type}; boundary=b`]
    expect(mail(head, `--b\n\nText\n--b\nContent-Type: ${part}\n\nFeedback-Type: abuse\n--b--\n`).kind).toBe(kind)
  })
})

function dsn(fields: string[], notice = 'Ihre Nachricht konnte nicht zugestellt werden.') {
  const head = [
    ...daemon,
    'Subject: Undelivered Mail',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  ]
  const original = 'Content-Type: text/rfc822-headers\n\nMessage-ID: <our-1@firma.example>\nTo: weg@example.org'
  const status = `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n${fields.join('\n')}`
  return readBounce(mail(head, `--b\n\n${notice}\n--b\n${status}\n--b\n${original}\n--b--\n`))
}

describe('what a bounce says', () => {
  const to = 'Final-Recipient: rfc822; weg@example.org'

  it('names recipient, reason and the mail it is about', () => {
    const found = dsn([to, 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 No such user here'])
    expect(found).toEqual({
      hard: true,
      status: '5.1.1',
      reason: 'user-unknown',
      recipient: 'weg@example.org',
      originalMessageId: '<our-1@firma.example>',
    })
  })

  it.each([
    ['full mailbox', 'failed', '5.2.2', '552 5.2.2 Mailbox full', 'mailbox-full', false],
    ['full mailbox under the wrong code', 'failed', '5.1.1', '550 5.1.1 user is over quota', 'mailbox-full', false],
    ['unknown host', 'failed', '5.1.2', '550 5.1.2 Host unknown', 'host-unknown', true],
    ['no mail at that host', 'failed', '5.1.10', '556 5.1.10 Recipient address has null MX', 'not-accepting', true],
    ['spam', 'failed', '5.7.1', '554 5.7.1 Message rejected as spam', 'spam', false],
    ['DMARC', 'failed', '5.7.1', '550 5.7.1 rejected by DMARC policy', 'authentication', false],
    [
      'our address on a list',
      'failed',
      '5.7.1',
      '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org',
      'blocked',
      false,
    ],
    ['no reverse name', 'failed', '5.7.25', '550 5.7.25 PTR record does not exist', 'blocked', false],
    ['too large', 'failed', '5.3.4', '552 5.3.4 Message size exceeds fixed limit', 'too-big', false],
    ['a delay', 'delayed', '4.4.1', '', 'network', false],
    ['code alone', 'failed', '5.1.1', '', 'user-unknown', true],
  ])('%s', (_, action, status, diagnostic, reason, hard) => {
    const lines = [
      to,
      `Action: ${action}`,
      `Status: ${status}`,
      ...(diagnostic ? [`Diagnostic-Code: smtp; ${diagnostic}`] : []),
    ]
    expect(dsn(lines)).toMatchObject({ reason, hard })
  })

  it('does not believe an unknown user after DATA', () => {
    const notice = '<weg@example.org>: host mx said: 550 User unknown (in reply to end of DATA command)'
    expect(dsn([to, 'Action: failed', 'Status: 5.0.0', 'Diagnostic-Code: smtp; 550 User unknown'], notice)?.hard).toBe(
      false,
    )
  })

  it('reads notices without any status part', () => {
    const text = `Hi. This is the qmail-send program at mx.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.

<weg@example.org>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 unknown user
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

Return-Path: <hilfe@firma.example>
Message-ID: <our-2@firma.example>
Subject: Ihre Anfrage
`
    const found = readBounce(mail([...daemon, 'Subject: failure notice'], text))
    expect(found).toMatchObject({
      hard: true,
      recipient: 'weg@example.org',
      originalMessageId: '<our-2@firma.example>',
    })
  })

  it('is no bounce when the server reports success', () => {
    expect(dsn([to, 'Action: delivered', 'Status: 2.0.0'])).toBeNull()
  })
})

describe('our own mail coming back (A27)', () => {
  const isOwnId = (id: string) => id === '<own@firma.example>'

  it('is known by its id, its mark or its sender', () => {
    const own = ['hilfe@firma.example']
    expect(isLoop(mail([...customer, 'Message-ID: <own@firma.example>']), own, isOwnId)).toBe(true)
    expect(isLoop(mail(['From: hilfe+c_abc@firma.example']), own, isOwnId)).toBe(true)
    expect(isLoop(mail([...customer, 'Message-ID: <other@example.org>']), own, isOwnId)).toBe(false)
    const marked = mail([...customer, 'X-Resonanz-Loop: installation-7'])
    expect(loopReason(marked, { ownAddresses: own, isOwnId, loopMark: 'installation-7' })).toBe('own-loop-mark')
  })
})
