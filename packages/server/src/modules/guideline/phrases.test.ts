import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePhraseFinder } from './phrases.ts'

const found = (phrases: string[], text: string) =>
  makePhraseFinder(phrases)(text).map(({ phrase, start, end }) => [phrases[phrase], text.slice(start, end)])

test('the same words in a row, large or small, whatever stands between them', () => {
  expect(found(['leider nicht', 'Hotline*'], 'Das geht LEIDER – nicht. Unsere Hotlinenummer: …')).toEqual([
    ['leider nicht', 'LEIDER – nicht'],
    ['Hotline*', 'Hotlinenummer'],
  ])
  expect(found(['leider nicht', 'hot'], 'Leider geht es nicht. Hotline')).toEqual([])
  expect(found(['k*', 'z'], 'Kein Z')).toEqual([
    ['k*', 'Kein'],
    ['z', 'Z'],
  ])
  expect(found(['***', '', '!!'], 'Hallo *** !!')).toEqual([])
})

test('signs around a word and in it hide nothing', () => {
  expect(found(['rückruf*', 'sofortige erstattung'], 'bitte *Rückrufe* und **sofortige** _Erstattung_')).toEqual([
    ['rückruf*', 'Rückrufe'],
    ['sofortige erstattung', 'sofortige** _Erstattung'],
  ])
  // Accents of their own, soft hyphens, spaces without width: as some programs write them.
  for (const word of ['Ru\u0308ckruf', 'Rück\u00ADruf', 'Rück\u200Bruf'])
    expect(found(['rückruf'], `Ein ${word}!`)).toHaveLength(1)
  expect(found(['Ru\u0308ckruf'], 'Rückruf')).toHaveLength(1)
})

test('tens of thousands of phrases that begin alike, or that fit everywhere, cost hardly more than one', () => {
  const alike = Array.from({ length: 40_000 }, (_, n) => `der w${n}`)
  expect(makePhraseFinder(alike)(`${'der '.repeat(10_000)}w7`)).toMatchObject([{ phrase: 7 }])
  const fits = Array.from({ length: 4_096 }, (_, n) =>
    Array.from({ length: 12 }, (_, bit) => ((n >> bit) & 1 ? 'a*' : 'a')).join(' '),
  )
  expect(makePhraseFinder(fits)('a '.repeat(2_000)).length).toBeGreaterThan(100)
  expect(makePhraseFinder(['x*'])(`a${'\u0301\u0323'.repeat(20_000)}`)).toEqual([])
})

test('any text and any phrases: places lie inside and hold the words', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' })),
      fc.string({ unit: 'binary', maxLength: 300 }),
      (phrases, text) => {
        for (const { start, end } of makePhraseFinder(phrases)(text)) {
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      },
    ),
  )
})
