import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeMask } from './mask.ts'

type Row = { id: string; text: string; spans: { kind: string; start: number; end: number }[] }
const set = readFileSync(join(import.meta.dirname, '../../../../text/data/personal-data.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row)
const noOne = { names: [], exact: [] }
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

describe('nothing of it leaves', () => {
  const known = {
    names: ['Petra Kowalski', 'Søren Ågård', 'Selma Yıldız'],
    exact: ['K-204711', 'petra.k@posteo.example', '@petra_k'],
  }
  const secrets: [string, RegExp][] = [
    ['Petra Kowalski hier, PETRA KOWALSKI!', /petra|kowalski/i],
    ['petra.kowalski sagt, Kowalskis Paket', /kowalski/i],
    ['P\u200betra Kow\u00adalski', /petra|kowalski/i],
    ['Ｐｅｔｒａ Kowalski', /petra|kowalski/i],
    ['Soren Agard und Soeren Aagaard, Søren', /s[oø]ren|s[oø]eren/i],
    ['selma yildiz', /yildiz/i],
    ['Kundennummer K-204711 oder k-204711', /204711/],
    ['petra.k@posteo.example, petra.k＠posteo.example', /posteo/],
    ['petra(at)posteo.de und hugo.meier @ web.de', /posteo/],
    ['Ich bin @petra_k und @anderer_name', /petra_k|anderer/],
    ['IBAN DE44 5001 0517 5407 3249 31', /5407|3249/],
    ['IBAN mit Fehler: DE99 5001 0517 5407 3249 31', /5407|3249/],
    ['DE44.5001.0517.5407.3249.31', /5407|3249/],
    ['ＤＥ４４ ５００１ ０５１７ ５４０７ ３２４９ ３１', /5407|5４0|３２４９|3249/],
    ['Konto 648479930, BLZ 500 105 17', /648479930|105 17/],
    ['0171 / 23 45 678 oder +49 (171) 2345678 oder 0171-2345-678', /2345|45 678/],
    ['0 1 7 1 2 3 4 5 6 7 8', /7 1 2 3/],
    ['https://shop.example/r?token=abc123&mail=petra@x.de', /token|petra|shop/],
    ['www.petra-privat.example/bild', /petra-privat/],
    ['mailto:hugo@web.example', /hugo/],
    ['Karte 4111-1111-1111-1111 und 4111 1111 1111 1112', /1111/],
    ['Sendung 00340434161094042557', /340434/],
    ['Mein Name ist Ngozi Okonkwo.', /Ngozi|Okonkwo/],
    ['Mit freundlichen Grüßen\nÜmit Öztürk', /Öztürk/],
    ['Best regards\nJ. K. Rowling', /Rowling/],
    ['Herr Zrinyi hat es gesehen', /Zrinyi/],
    ['geboren am 03.05.1975', /03\.05\.1975/],
  ]
  test.each(secrets)('%s', (text, secret) => {
    expect(makeMask(known).hide(text)).not.toMatch(secret)
  })

  test('every span of the set of personal data that was written for this project', () => {
    const leaks = set.flatMap(({ id, text, spans }) => {
      const hidden = bare(makeMask(noOne).hide(text))
      return spans
        .map(({ kind, start, end }) => [id, kind, text.slice(start, end)] as const)
        .filter(([, , value]) => bare(value).length >= 5 && hidden.includes(bare(value)))
    })
    expect(set.length).toBeGreaterThan(300)
    expect(leaks).toEqual([])
  })
})

test('the same thing has the same placeholder in every text of a call, other things have others', () => {
  const mask = makeMask({ names: ['Petra Kowalski'], exact: [] })
  expect(mask.hide('Petra Kowalski, DE44 5001 0517 5407 3249 31')).toBe('[PERSON_1], [IBAN_1]')
  expect(mask.hide('DE44500105175407324931 für Petra Kowalski und anna@posteo.de')).toBe(
    '[IBAN_1] für [PERSON_1] und [MAIL_1]',
  )
  expect(mask.masked().map(({ placeholder }) => placeholder)).toEqual(['[PERSON_1]', '[IBAN_1]', '[MAIL_1]'])
})

test('hidden and shown again it says the same, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.string({ maxLength: 20 })),
      (text, names) => {
        const mask = makeMask({ names, exact: [] })
        const plain = makeMask(noOne).show(makeMask(noOne).hide(text)).text
        const shown = mask.show(mask.hide(text))
        expect(shown.unresolved).toEqual([])
        expect(bare(shown.text)).toBe(bare(plain === '' ? shown.text : text.replace(/\p{Cf}/gu, '')))
      },
    ),
  )
})

test('a hostile text takes no long time', () => {
  // What it computed, not how long it had to wait for its turn.
  const from = process.cpuUsage()
  for (const piece of [' ', 'Dr. ', '@a', '1 ', ',  ', 'Herr ', 'a@', '[PERSON_', '\n> ', 'Grüße\n', 'von '])
    expect(
      makeMask({ names: ['Petra Kowalski'], exact: ['K-1'] }).hide(piece.repeat(20_000 / piece.length)).length,
    ).toBeGreaterThan(0)
  const { user, system } = process.cpuUsage(from)
  expect((user + system) / 1_000).toBeLessThan(20_000)
})
