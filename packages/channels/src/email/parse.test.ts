import { describe, expect, it } from 'vitest'
import { mailToJson } from './json.ts'
import { parseMail } from './parse.ts'
import { MailTooComplex } from './types.ts'

const base = [
  'From: Mia Krüger <mia@example.org>',
  'To: hilfe@firma.example',
  'Message-ID: <m1@example.org>',
  'Date: Fri, 20 Nov 2026 10:11:12 +0100',
]
const nowMs = Date.UTC(2026, 10, 21)

/** Header lines and a body as bytes; strings are Latin-1, so that a test can write any byte. */
function mail(headers: string[], body: string, encoding: BufferEncoding = 'latin1') {
  return parseMail(Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}`, encoding), { nowMs })
}

function withText(charset: string | null, body: string, more: string[] = []) {
  const type = charset === null ? [] : [`Content-Type: text/plain; charset=${charset}`]
  return mail(['From: mia@example.org', 'Subject: x', ...type, ...more], body)
}

describe('a plain mail', () => {
  it('gives sender, recipients, subject, date, ids and text', () => {
    const parsed = parseMail(
      Buffer.from([...base, 'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'In-Reply-To: <m0@x>', '', 'Hallo', ''].join('\n')),
      { nowMs },
    )
    expect(mailToJson('a.eml', parsed)).toEqual({
      file: 'a.eml',
      kind: 'message',
      from: [{ name: 'Mia Krüger', address: 'mia@example.org' }],
      to: [{ name: '', address: 'hilfe@firma.example' }],
      cc: [],
      subject: 'Grüße',
      date: '2026-11-20T09:11:12.000Z',
      messageId: '<m1@example.org>',
      inReplyTo: '<m0@x>',
      references: ['<m0@x>'],
      text: 'Hallo\n',
      html: null,
      reply: 'Hallo',
      quoted: '',
      attachments: [],
    })
    expect(parsed.flags).toEqual([])
  })

  it('splits the answer from what it quotes', () => {
    const parsed = mail(base, 'Ja, gern.\n\nAm 19.11.2026 um 10:00 schrieb Firma:\n> Passt Dienstag?\n')
    expect(parsed.reply).toBe('Ja, gern.')
    expect(parsed.quoted).toContain('Passt Dienstag?')
  })

  it('reads mails with only carriage returns, with an mbox line, with a lost blank line', () => {
    expect(parseMail(Buffer.from('Subject: a\rFrom: b@c.example\r\rText\r')).text).toBe('Text\n')
    expect(parseMail(Buffer.from('From b@c.example Mon Jan  1 00:00:00 2026\nSubject: a\n\nText')).subject).toBe('a')
    const lost = parseMail(Buffer.from('Subject: a\nContent-Type: text/html\n<p>Hallo</p>\n\nMehr'))
    expect(lost.text).toContain('Hallo')
    expect(lost.flags).toContain('header-broken')
  })

  it('refuses only what is no mail', () => {
    expect(() => parseMail(new Uint8Array())).toThrow(MailTooComplex)
    expect(() => parseMail(Buffer.from([0, 1, 2, 3, 0, 255]))).toThrow(MailTooComplex)
    expect(parseMail(Buffer.from('nur Text, kein Kopf')).text).toBe('nur Text, kein Kopf')
  })
})

describe('charsets as browsers read them (A17)', () => {
  const umlauts = 'Gr\xFC\xDFe f\xFCr 5 \x80'
  it.each([
    ['undeclared Latin-1', null, umlauts, 'Grüße für 5 €'],
    ['iso-8859-1 that is windows-1252', 'iso-8859-1', umlauts, 'Grüße für 5 €'],
    ['us-ascii that is not', 'us-ascii', umlauts, 'Grüße für 5 €'],
    ['an unknown name', 'x-klingon', umlauts, 'Grüße für 5 €'],
    ['declared UTF-8 that is Latin-1', 'utf-8', umlauts, 'Grüße für 5 €'],
    ['undeclared UTF-8', null, 'Gr\xC3\xBC\xC3\x9Fe', 'Grüße'],
    ['iso-8859-15', 'iso-8859-15', '5 \xA4', '5 €'],
    ['cp850 of old DOS programs', 'cp850', 'Gr\x81\xE1e', 'Grüße'],
    ['gb18030', 'gb18030', '\xC4\xE3\xBA\xC3', '你好'],
    ['shift_jis', 'Shift_JIS', '\x82\xB1\x82\xF1', 'こん'],
    ['iso-2022-jp', 'iso-2022-jp', '\x1B$B$3$s\x1B(B', 'こん'],
    ['iso-2022-jp without a name', null, '\x1B$B$3$s\x1B(B', 'こん'],
    ['koi8-r', 'koi8-r', '\xF0\xD2\xC9\xD7\xC5\xD4', 'Привет'],
    ['UTF-16 with a mark', 'utf-16', '\xFF\xFEG\0r\0\xFC\0', 'Grü'],
    ['a byte order mark', 'utf-8', '\xEF\xBB\xBFHallo', 'Hallo'],
    ['letters of UTF-7', 'utf-7', 'Gr+APwA3w-e', 'Grüße'],
  ])('%s', (_, charset, body, expected) => {
    expect(withText(charset, body).text).toBe(expected)
  })

  it.each(['utf-7', 'UTF_7', 'unicode-1-1-utf-7', 'u.t.f.7'])('never lets %s spell markup', (label) => {
    const parsed = mail(
      ['From: a@b.example', `Content-Type: text/html; charset=${label}`],
      '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
    )
    expect(parsed.html).not.toContain('<')
  })

  it('takes the charset of HTML from its meta element', () => {
    const parsed = mail(['From: a@b.example', 'Content-Type: text/html'], '<meta charset="iso-8859-2"><p>\xB1</p>')
    expect(parsed.text).toBe('ą')
  })
})

describe('header texts', () => {
  const subject = (value: string) => mail([`Subject: ${value}`, 'From: a@b.example'], 'x').subject
  it.each([
    ['a character cut between two words', '=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=', 'Grüße'],
    ['words without blanks between', '=?utf-8?Q?Gr=C3=BC?==?utf-8?Q?=C3=9Fe?=', 'Grüße'],
    ['a language in the charset', '=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ['blanks within a word', '=?utf-8?Q?Gr=C3=BC=C3=9Fe an alle?=', 'Grüße an alle'],
    ['raw Latin-1', 'Gr\xFC\xDFe', 'Grüße'],
    ['raw UTF-8', 'Gr\xC3\xBC\xC3\x9Fe', 'Grüße'],
    ['raw bytes in an encoded word', '=?iso-8859-1?Q?Gr\xFC\xDFe?=', 'Grüße'],
    ['a line break smuggled in', '=?utf-8?Q?Hallo=0D=0ABcc:_x@y.example?=', 'Hallo Bcc: x@y.example'],
    ['NUL, C1 and a direction mark', '=?utf-8?Q?a=00b=C2=85c=E2=80=AEd?=', 'abcd'],
    ['what is no encoded word', 'Preis =?? 5 ?=', 'Preis =?? 5 ?='],
    ['a folded line', 'eins\r\n\tzwei', 'eins zwei'],
  ])('%s', (_, value, expected) => {
    expect(subject(value)).toBe(expected)
  })
})

describe('addresses (A21, A22)', () => {
  const from = (value: string) => mail([`From: ${value}`, 'Subject: x'], 'x')
  it.each([
    ['Mia <mia@example.org>', 'Mia', 'mia@example.org'],
    ['mia@example.org (Mia Krueger)', 'Mia Krueger', 'mia@example.org'],
    ['"Krueger, Mia" <mia@example.org>', 'Krueger, Mia', 'mia@example.org'],
    ['attacker(&email=victim@victim.example&)@evil.example', '', 'attacker@evil.example'],
    ['"victim@victim.example" <attacker@evil.example>', 'victim@victim.example', 'attacker@evil.example'],
    ['=?utf-8?Q?victim=40victim.example?= <attacker@evil.example>', 'victim@victim.example', 'attacker@evil.example'],
    ['root (Cron Daemon)', 'Cron Daemon', 'root'],
    ['"mia@example.org"', '', 'mia@example.org'],
    ['=?utf-8?Q?victim=40victim.example?= (x)', 'victim@victim.example (x)', ''],
    ['(victim@victim.example)', 'victim@victim.example', ''],
    ['<@relay.example,@b.example:mia@example.org>', '', 'mia@example.org'],
    ['"mia krueger"@example.org', '', '"mia krueger"@example.org'],
    ['Mia <mia@example.org', 'Mia', 'mia@example.org'],
    ['mia@example.org <mia@example.org>', 'mia@example.org', 'mia@example.org'],
  ])('%s', (value, name, address) => {
    expect(from(value).from).toEqual([{ name, address }])
  })

  it('flattens groups and keeps an empty one empty', () => {
    const parsed = mail(
      ['From: a@b.example', 'To: Team: x@y.example, Z <z@y.example>;', 'Cc: undisclosed-recipients:;'],
      'x',
    )
    expect(parsed.to).toEqual([
      { name: '', address: 'x@y.example' },
      { name: 'Z', address: 'z@y.example' },
    ])
    expect(parsed.cc).toEqual([])
  })

  it('warns of two senders, of none and of a name that shows another address', () => {
    expect(mail(['From: a@b.example', 'From: c@d.example'], 'x').flags).toContain('several-from')
    expect(from('a@b.example, c@d.example').flags).toContain('several-from')
    expect(from('').flags).toContain('no-from')
    expect(from('"hilfe@firma.example" <a@b.example>').flags).toContain('name-shows-other-address')
    expect(from(`${'A'.repeat(500)} <a@b.example>`).from[0]?.address).toBe('a@b.example')
  })
})

describe('dates (A20)', () => {
  const dated = (value: string) => mail([`Date: ${value}`, 'From: a@b.example'], 'x')
  it.each([
    ['Fri, 20 Nov 2026 10:11:12 +0100 (CET)', '2026-11-20T09:11:12.000Z'],
    ['20 Nov 26 10:11 EST', '2026-11-20T15:11:00.000Z'],
    ['Fri Nov 20 10:11:12 2026', '2026-11-20T10:11:12.000Z'],
    ['2026-11-20T10:11:12+01:00', '2026-11-20T09:11:12.000Z'],
    ['Fr, 20 Dez 2025 10.11.12 +0100', '2025-12-20T09:11:12.000Z'],
    ['Fri, 20 Nov 2026 10:11:12 -0330', '2026-11-20T13:41:12.000Z'],
  ])('%s', (value, expected) => {
    expect(dated(value).date).toBe(expected)
  })

  it('flags what cannot be', () => {
    expect(dated('Sat, 1 Jan 2050 00:00:00 +0000')).toMatchObject({ date: '2050-01-01T00:00:00.000Z' })
    expect(dated('Sat, 1 Jan 2050 00:00:00 +0000').flags).toContain('date-wrong')
    expect(dated('Thu, 1 Jan 1970 00:00:00 +0000').flags).toContain('date-wrong')
    expect(dated('gestern')).toMatchObject({ date: null })
    expect(dated('gestern').flags).toContain('date-wrong')
    expect(mail(['From: a@b.example'], 'x').flags).toContain('date-missing')
  })
})
