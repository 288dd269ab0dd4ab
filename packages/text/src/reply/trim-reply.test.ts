import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { trimReply } from './trim-reply.ts'

const folder = new URL('fixtures/', import.meta.url)

describe('trimReply', () => {
  for (const name of readdirSync(folder)) {
    const [mail = '', reply = ''] = readFileSync(new URL(name, folder), 'utf8').split('=== reply ===\n')
    it(`keeps the new text of ${name}`, () => expect(trimReply(mail).reply).toBe(reply.trimEnd()))
  }

  it('hands back what it took away', () => {
    const parts = trimReply('Ja.\n\n-- \nMara\n\nAm 3.3.2025 um 10:00 schrieb Lumenwerk:\n> Passt das?\n')
    expect(parts).toEqual({
      reply: 'Ja.',
      signature: '-- \nMara',
      quoted: 'Am 3.3.2025 um 10:00 schrieb Lumenwerk:\n> Passt das?',
    })
  })

  it('keeps a mail that is nothing but a quote', () => {
    expect(trimReply('> Ihre Antwort fehlt mir.').reply).toBe('> Ihre Antwort fehlt mir.')
  })

  it('loses no line, whatever stands in the mail', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '> q',
        '>> q',
        '-- ',
        '---',
        'On 3 Mar 2025 at 10:00, A <a@b.c> wrote:',
        'Von: a@b.c',
        'An: d',
      ),
      fc.constantFrom(
        'Gesendet: 1.2.2025',
        'Betreff: x',
        '-----Original Message-----',
        'Sent from my iPhone',
        '```',
        '| x',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const mail = lines.join('\n')
        const { reply, quoted, signature } = trimReply(mail)
        expect(wordsOf(`${reply}\n${quoted}\n${signature}`)).toEqual(wordsOf(mail))
      }),
    )
  })

  it.each([
    ['openers', 'On Mon, Feb 1, 2016 at 4:58 someone\n'],
    ['quote marks', '>'],
    ['dashes', '-------------------------------\n'],
    ['brackets', 'a <\n'],
    ['fields', 'From: a\n'],
    ['blanks', `${' '.repeat(400)}x\n`],
  ])('reads a megabyte of %s', (_, part) => {
    const mail = part.repeat(Math.ceil(1_000_000 / part.length))
    const { reply, quoted, signature } = trimReply(mail)
    expect(reply.length + quoted.length + signature.length).toBeGreaterThan(0)
  })
})

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean).toSorted()
}
