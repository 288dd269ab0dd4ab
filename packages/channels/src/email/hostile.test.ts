import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanMailHtml } from './html.ts'
import { parseMail } from './parse.ts'
import { hostileMails } from './testing/hostile-mails.ts'
import { defaultMailLimits, MailTooComplex } from './types.ts'

describe('mails made to hurt (A12–A18)', () => {
  it.each(hostileMails())(
    '$name',
    ({ raw, subject }) => {
      const mail = parseMail(raw())
      if (subject !== undefined) expect(mail.subject).toBe(subject)
      expect(mail.attachments.length).toBeLessThanOrEqual(defaultMailLimits.parts)
      expect(mail.cc.length).toBeLessThanOrEqual(defaultMailLimits.addresses)
      if (mail.html !== null) cleanMailHtml(mail.html)
    },
    60_000,
  )

  it('says what it cut', () => {
    const flagged = (name: string) =>
      parseMail(
        hostileMails()
          .find((mail) => mail.name === name)
          ?.raw() ?? new Uint8Array(),
      ).flags
    expect(flagged('20,000 parts')).toContain('truncated-parts')
    expect(flagged('multipart nested 2,000')).toContain('nesting-too-deep')
    expect(flagged('100,000 headers')).toContain('truncated-headers')
    expect(flagged('20,000 recipients')).toContain('truncated-addresses')
    expect(flagged('55 MB attachment (over the limit)')).toContain('truncated-bytes')
  }, 60_000)
})

describe('any bytes at all', () => {
  const storable = (text: string) => text.isWellFormed() && !/[\0\r\x80-\x9F]/.test(text)

  it('throw nothing but MailTooComplex, and give only text that a database takes', () => {
    const line = fc.constantFrom(
      'From: ',
      'To: ',
      'Subject: ',
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      '--b--',
      '',
      'Date: ',
      '=?utf-8?Q?=',
      '?=',
      'Content-Transfer-Encoding: base64',
    )
    const noise = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
    const raw = fc
      .array(fc.tuple(line, noise), { maxLength: 30 })
      .map((lines) => Buffer.from(lines.flat().join('\n'), 'latin1'))
    fc.assert(
      fc.property(raw, (bytes) => {
        try {
          const mail = parseMail(bytes)
          const texts = [
            mail.subject,
            mail.text,
            mail.html ?? '',
            mail.reply,
            ...[...mail.from, ...mail.to].flatMap(({ name, address }) => [name, address]),
          ]
          expect(texts.every(storable)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(MailTooComplex)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('bring any Unicode through a subject and a body, controls apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const encoded = Buffer.from(text).toString('base64')
        const raw = `From: a@b.example\r\nSubject: =?utf-8?B?${encoded}?=\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}`
        const mail = parseMail(Buffer.from(raw))
        expect(storable(mail.subject) && storable(mail.text)).toBe(true)
        expect(mail.text.replace(/\n/g, '')).toBe(
          text.replace(/[\x00-\x08\x0A-\x1F\x7F-\x9F\uFEFF]/g, '').replace(/\n/g, ''),
        )
      }),
    )
  })
})
