import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { composeMail, type OutgoingMail } from './compose.ts'
import { parseMail } from './parse.ts'

const answer: OutgoingMail = {
  from: { name: 'Firma Hilfe', address: 'hilfe@firma.example' },
  to: [{ name: 'Mia Krüger', address: 'mia@example.org' }],
  replyTo: 'hilfe+c_abc@firma.example',
  subject: '',
  text: 'Guten Tag,\n\n<b>5 < 6</b> & https://firma.example/x?a=1&b=2.\n\nIhr Team',
  messageId: '<r.1@firma.example>',
  date: new Date('2026-11-20T10:00:00Z'),
  answers: {
    messageId: '<m1@example.org>',
    references: ['<m0@example.org>'],
    subject: 'Meine Bestellung',
    from: 'Mia Krüger',
    date: '2026-11-19T10:00:00Z',
    text: 'Wo ist sie?\n> alt',
  },
}

/** Through nodemailer to bytes and back through our own reader. */
async function sent(mail: OutgoingMail) {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(composeMail(mail))
  const raw = message as Buffer
  return { raw: raw.toString(), parsed: parseMail(raw) }
}

describe('an outgoing mail', () => {
  it('carries the chain that brings the answer back', async () => {
    const { parsed } = await sent(answer)
    expect(parsed).toMatchObject({
      subject: 'Re: Meine Bestellung',
      messageId: '<r.1@firma.example>',
      inReplyTo: '<m1@example.org>',
      references: ['<m0@example.org>', '<m1@example.org>'],
      to: [{ name: 'Mia Krüger', address: 'mia@example.org' }],
      kind: 'message',
      flags: [],
    })
    expect(parsed.headers.replyTo).toEqual([{ name: '', address: 'hilfe+c_abc@firma.example' }])
  })

  it('quotes below, and its own reader finds the new text', async () => {
    const { parsed } = await sent(answer)
    expect(parsed.text).toContain('Am 19. November 2026 schrieb Mia Krüger:\n> Wo ist sie?\n>> alt')
    expect(parsed.reply).toContain('Ihr Team')
    expect(parsed.reply).not.toContain('Wo ist sie?')
    expect(parsed.html).toContain('&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; <a href="https://firma.example/x?a=1&amp;b=2">')
  })

  it('lets nobody smuggle a header', async () => {
    const evil = 'a\r\nBcc: victim@victim.example\u2028'
    const { raw, parsed } = await sent({
      ...answer,
      subject: evil,
      from: { name: evil, address: 'hilfe@firma.example' },
      to: [{ name: evil, address: 'mia@example.org' }],
      messageId: '<a\r\nBcc: x@y.example>',
      loopMark: evil,
      attachments: [{ name: evil, type: 'text/plain\r\nX: y', content: Buffer.from('x') }],
    })
    expect(raw).not.toMatch(/^Bcc:/im)
    expect(parsed.subject).toBe('a Bcc: victim@victim.example')
  })

  it('says when no person wrote it', async () => {
    const { parsed } = await sent({ ...answer, automatic: 'auto-replied', loopMark: 'i7' })
    expect(parsed.headers).toMatchObject({ autoSubmitted: 'auto-replied', loop: ['i7'] })
    expect(parsed.kind).toBe('autoreply')
  })

  it('keeps a long chain short', () => {
    const references = Array.from({ length: 100 }, (_, i) => `<m${i}@x>`)
    const composed = composeMail({
      ...answer,
      answers: { ...(answer.answers as NonNullable<typeof answer.answers>), references },
    })
    expect(composed.references).toHaveLength(30)
    expect(composed.references?.[0]).toBe('<m0@x>')
    expect(composed.references?.at(-1)).toBe('<m1@example.org>')
  })
})
