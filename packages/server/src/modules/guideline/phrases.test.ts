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
