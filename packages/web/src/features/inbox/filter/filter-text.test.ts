import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFilter, valuesOf, withoutPart, withValues } from './filter-text.ts'

const de = { language: 'de' } as const
const en = { language: 'en' } as const

test('German and English words make the same chips', () => {
  const german = readFilter('status:offen,neu von:ich -tag:spam fällig:heute "kommt nicht"')
  const english = readFilter('status:open,new owner:me -tag:spam due:today "kommt nicht"')
  const bare = (parts: typeof german) => parts.map(({ field, values, not }) => ({ field, values, not }))
  expect(bare(english)).toEqual(bare(german))
  expect(bare(german)[2]).toEqual({ field: 'tag', values: ['spam'], not: true })
})

test('a chip changes its own part and leaves the rest as it was written', () => {
  const text = 'Status:OFFEN  thema:"Rechnung und Zahlung" paket -von:"Jonas Meier"'
  expect(withValues(text, 'topic', ['none'], de)).toBe('Status:OFFEN thema:niemand paket -von:"Jonas Meier"')
  expect(withValues(text, 'status', [], de)).toBe('thema:"Rechnung und Zahlung" paket -von:"Jonas Meier"')
  expect(withValues(text, 'channel', ['email', 'phone'], en)).toBe(
    'Status:OFFEN thema:"Rechnung und Zahlung" paket -von:"Jonas Meier" channel:email,phone',
  )
  expect(withValues('', 'tag', ['spam'], { ...de, not: true })).toBe('-tag:spam')
})

test('a part is taken away by its place', () => {
  const text = 'a status:offen b'
  const part = readFilter(text)[1]
  expect(part && text.slice(part.at, part.end)).toBe('status:offen')
  expect(part && withoutPart(text, part)).toBe('a b')
})

test('links and times are words, unknown names no field', () => {
  expect(readFilter('https://x.example/a 14:30 farbe:rot').map(({ field }) => field)).toEqual([null, null, null])
})

test('any text is read without harm, parts lie in order, and setting values is what one reads back', () => {
  const piece = fc.constantFrom(
    '"',
    ':',
    ',',
    '-',
    ' ',
    'status',
    'von',
    'tag',
    'offen',
    'ich',
    'é',
    '\ud800',
    '#12',
    '  ',
  )
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(nasty, (text) => {
      const parts = readFilter(text)
      parts.reduce((end, part) => {
        expect(part.at).toBeGreaterThanOrEqual(end)
        expect(part.end).toBeLessThanOrEqual(text.length)
        return part.end
      }, 0)
      // A text with an open quote swallows what is added behind it; the server says so, the chips need not.
      fc.pre((text.match(/"/g) ?? []).length % 2 === 0 && parts.length < 50)
      expect(valuesOf(withValues(text, 'owner', ['me', 'Jonas Meier'], de), 'owner')).toEqual(['me', 'Jonas Meier'])
    }),
  )
})
