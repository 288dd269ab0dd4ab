import { describe, expect, it } from 'vitest'
import { parseMail } from './parse.ts'

function multipart(subtype: string, parts: string[], end = '--b--\r\n') {
  const head = `From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/${subtype}; boundary="b"\r\n\r\nVorspann\r\n`
  return parseMail(Buffer.from(`${head}${parts.map((part) => `--b\r\n${part}\r\n`).join('')}${end}`, 'latin1'))
}

const text = 'Content-Type: text/plain; charset=utf-8\r\n\r\nHallo Welt'
const html = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hallo <b>Welt</b></p>'
const pixel = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

describe('bodies and attachments', () => {
  it('takes both forms of an alternative', () => {
    const mail = multipart('alternative', [text, html])
    expect(mail).toMatchObject({ text: 'Hallo Welt', html: '<p>Hallo <b>Welt</b></p>', attachments: [] })
  })

  it('makes text of a mail that is only HTML', () => {
    expect(multipart('mixed', [html])).toMatchObject({ text: 'Hallo Welt', reply: 'Hallo Welt' })
  })

  it('warns when the two forms say different things, and answers what people see', () => {
    const plain =
      'Content-Type: text/plain\r\n\r\nBitte überweisen Sie sofort alles Guthaben meines Vaters dorthin zurück'
    const shown =
      'Content-Type: text/html\r\n\r\n<p>Guten Morgen, können unsere Termine nächste Woche nochmals wandern? Danke Ihnen herzlich</p>'
    const mail = multipart('alternative', [plain, shown])
    expect(mail.flags).toContain('text-html-differ')
    expect(mail.reply).toContain('Termine')
  })

  it('knows inline pictures from attachments', () => {
    const picture = `Content-Type: image/gif; name=p.gif\r\nContent-ID: <p1@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n${pixel}`
    const file = `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="Rechnung.pdf"\r\n\r\n%PDF`
    const shown = 'Content-Type: text/html\r\n\r\n<img src="cid:p1@x">'
    const [first, second] = multipart('related', [shown, picture, file]).attachments
    expect(first).toMatchObject({ name: 'p.gif', type: 'image/gif', size: 42, inline: true, contentId: 'p1@x' })
    expect(Buffer.from(first?.content ?? []).toString('base64')).toBe(pixel)
    expect(second).toMatchObject({ name: 'Rechnung.pdf', type: 'application/pdf', size: 4, inline: false })
  })

  it('keeps a forwarded mail, a calendar and a winmail.dat as attachments', () => {
    const mail = multipart('mixed', [
      text,
      'Content-Type: message/rfc822\r\n\r\nSubject: innen\r\n\r\nInnen',
      'Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR',
      'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx',
    ])
    expect(mail.text).toBe('Hallo Welt')
    expect(mail.attachments.map(({ type }) => type)).toEqual(['message/rfc822', 'text/calendar', 'application/ms-tnef'])
  })

  it('joins flowed lines within one depth of quoting', () => {
    const flowed = 'Content-Type: text/plain; format=flowed\r\n\r\nEin langer \r\nSatz.\r\n> Zitat \r\n> weiter\r\nEnde'
    expect(multipart('mixed', [flowed]).text).toBe('Ein langer Satz.\n> Zitat weiter\nEnde')
  })
})

describe('names of files', () => {
  const named = (header: string) =>
    multipart('mixed', [text, `Content-Type: application/pdf\r\n${header}\r\n\r\nx`]).attachments[0]?.name
  it.each([
    ['RFC 2231', "Content-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf", 'Grüße.pdf'],
    [
      'RFC 2231 in pieces',
      "Content-Disposition: attachment; filename*0*=utf-8''Gr%C3; filename*1*=%BC%C3%9F; filename*2=e.pdf",
      'Grüße.pdf',
    ],
    ['encoded words', 'Content-Disposition: attachment; filename="=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?="', 'Grüße.pdf'],
    ['raw Latin-1', 'Content-Disposition: attachment; filename="Gr\xFC\xDFe.pdf"', 'Grüße.pdf'],
    ['blanks without quotes', 'Content-Disposition: attachment; filename=Meine Datei.pdf', 'Meine Datei.pdf'],
    ['a direction mark', "Content-Disposition: attachment; filename*=utf-8''x%E2%80%AEgnp.exe", 'xgnp.exe'],
    ['NUL', "Content-Disposition: attachment; filename*=utf-8''a%00b.pdf", 'ab.pdf'],
  ])('%s', (_, header, expected) => {
    expect(named(header)).toBe(expected)
  })
})

describe('broken MIME (A19)', () => {
  it('reads on without the last boundary, without any, and with a wrong name for it', () => {
    expect(multipart('mixed', [text], '')).toMatchObject({ text: 'Hallo Welt\n' })
    expect(multipart('mixed', [text], '').flags).toContain('boundary-missing')
    const none = parseMail(Buffer.from('From: a@b.example\nContent-Type: multipart/mixed; boundary=zz\n\nHallo'))
    expect(none).toMatchObject({ text: 'Hallo', flags: expect.arrayContaining(['boundary-missing']) })
    const unnamed = parseMail(
      Buffer.from(`From: a@b.example\nContent-Type: multipart/mixed\n\n--q1\n${text}\n--q1--\n`),
    )
    expect(unnamed.text).toBe('Hallo Welt')
  })

  it('keeps raw what is no base64, and skips a few strange characters', () => {
    const raw = 'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n%%% das ist kein base64 %%%'
    const mail = multipart('mixed', [text, raw])
    expect(Buffer.from(mail.attachments[0]?.content ?? []).toString()).toBe('%%% das ist kein base64 %%%')
    expect(mail.flags).toContain('encoding-broken')
    const padded =
      'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nSGFs\r\nbG8=\r\nV2Vs\r\ndA=='
    expect(Buffer.from(multipart('mixed', [text, padded]).attachments[0]?.content ?? []).toString()).toBe('HalloWelt')
  })

  it('decodes uuencode', () => {
    const part =
      'Content-Type: application/octet-stream; name=a.txt\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a.txt\r\n%2&%L;&\\\r\n`\r\nend'
    expect(Buffer.from(multipart('mixed', [text, part]).attachments[0]?.content ?? []).toString()).toBe('Hallo')
  })

  it('leaves a lone = and a soft break at the end in quoted-printable alone', () => {
    const part =
      'Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n3 = 3, a=\r\nb, =C4=ZZ='
    expect(multipart('mixed', [part]).text).toBe('3 = 3, ab, Ä=ZZ')
  })
})
