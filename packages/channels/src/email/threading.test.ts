import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMail } from './parse.ts'
import { checkMessageId, checkReplyToken, mintMessageId, mintReplyToken, replyAddress, tokenIn } from './reply-token.ts'
import { caseNumberIn, normalSubject, replySubject } from './subject.ts'
import { threadKeys } from './threading.ts'

const secret = 'an installation secret'
const threadId = '0191f3a0-7c1e-7d20-9c55-0123456789ab'
const options = { mailboxes: ['hilfe@firma.example'], secrets: [secret] }

function mail(...headers: string[]) {
  return parseMail(Buffer.from(`${headers.join('\n')}\n\nText`))
}

describe('reply tokens', () => {
  it('lead to the thread, and tell whether the right person holds them', () => {
    const token = mintReplyToken(threadId, 'Mia@Example.org', secret)
    expect(checkReplyToken(token.toUpperCase(), ['mia@example.org'], secret)).toEqual({ threadId, sender: 'expected' })
    expect(checkReplyToken(token, ['eve@example.net'], secret)).toEqual({ threadId, sender: 'other' })
    expect(checkReplyToken(token, ['mia@example.org'], 'another secret')).toBeNull()
  })

  it('hold against any changed character', () => {
    const token = mintReplyToken(threadId, 'mia@example.org', secret)
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'), (at, char) => {
        if (token[at] === char) return
        const forged = token.slice(0, at) + char + token.slice(at + 1)
        expect(checkReplyToken(forged, ['mia@example.org'], secret)).not.toEqual({ threadId, sender: 'expected' })
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(checkReplyToken(text, [], secret)).toBeNull()
      }),
    )
  })

  it('fit into a local part, or are left out', () => {
    const token = mintReplyToken(threadId, 'mia@example.org', secret)
    const address = replyAddress('kundenservice@firma.example', token) ?? ''
    expect(address.indexOf('@')).toBeLessThanOrEqual(64)
    expect(tokenIn(address, 'Kundenservice@firma.example')).toBe(token)
    expect(tokenIn(address, 'andere@firma.example')).toBe('')
    expect(replyAddress(`${'x'.repeat(30)}@firma.example`, token)).toBeNull()
  })
})

describe('Message-IDs', () => {
  it('prove that they are ours', () => {
    const id = mintMessageId(threadId, 'firma.example', secret)
    expect(id).toMatch(/^<r\.[a-z2-7]+\.[a-z2-7]+@firma\.example>$/)
    expect(checkMessageId(id, secret)).toBe(threadId)
    expect(checkMessageId(id.replace('@', '.0123abcd@'), secret)).toBe(threadId)
    expect(checkMessageId(id, 'another secret')).toBeNull()
    expect(checkMessageId('<abc@example.org>', secret)).toBeNull()
  })
})

describe('keys to a thread, in order of trust', () => {
  it('gives token, own id, reference, number and subject', () => {
    const token = mintReplyToken(threadId, 'mia@example.org', secret)
    const own = mintMessageId(threadId, 'firma.example', secret)
    const keys = threadKeys(
      mail(
        'From: Mia <mia@example.org>',
        `To: ${replyAddress('hilfe@firma.example', token)}`,
        'Subject: AW: Re: [#4711] Meine Bestellung',
        `In-Reply-To: ${own}`,
        'References: <first@example.org>',
        'Message-ID: <m@example.org>',
      ),
      options,
    )
    expect(keys).toEqual([
      { kind: 'reply-token', threadId, sender: 'expected' },
      { kind: 'own-message', id: threadId, messageId: own },
      { kind: 'reference', messageId: '<first@example.org>' },
      { kind: 'case-number', number: 4711 },
      { kind: 'subject', subject: 'meine bestellung', participants: ['mia@example.org'] },
    ])
  })

  it('takes a forged mark for an ordinary reference', () => {
    const forged = mintMessageId(threadId, 'firma.example', 'guess')
    const keys = threadKeys(mail('From: eve@example.net', `In-Reply-To: ${forged}`), options)
    expect(keys).toEqual([{ kind: 'reference', messageId: forged }])
  })
})

describe('subjects', () => {
  it.each([
    ['Re: AW: WG: Fwd: Hallo', 'hallo'],
    ['Antw: SV: VS: Hallo', 'hallo'],
    ['Re[2]: Hallo', 'hallo'],
    ['RE : Hallo', 'hallo'],
    ['AW: [#12] Re: Hallo', 'hallo'],
    ['Rechnung: Hallo', 'rechnung: hallo'],
    ['回复：Hallo', 'hallo'],
  ])('%s', (subject, expected) => {
    expect(normalSubject(subject)).toBe(expected)
  })

  it('answers with one Re:', () => {
    expect(replySubject('Hallo')).toBe('Re: Hallo')
    expect(replySubject('AW: Hallo')).toBe('AW: Hallo')
    expect(caseNumberIn('Re: [#4711] x')).toBe(4711)
    expect(caseNumberIn('Re: #4711')).toBeNull()
  })
})
