import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatFilter } from './format-filter.ts'
import { parseFilter } from './parse-filter.ts'
import { type Filter, type Term, valueNames } from './terms.ts'

test('German and English names mean the same', () => {
  const german = parseFilter(
    'status:offen von:ich kanal:telefon thema:lieferung priorität:hoch fällig:überfällig -tag:spam',
  )
  const english = parseFilter('status:open owner:me channel:phone topic:lieferung priority:high due:overdue -tag:spam')
  expect(german.errors).toEqual([])
  expect(english.filter).toEqual(german.filter)
  expect(german.filter.at(-1)).toEqual({ not: true, field: 'tag', values: ['spam'] })
})

test('the written form is one, in either language', () => {
  const { filter } = parseFilter(
    '  zuständig:"Jonas  Meier",ich   nr:4711 vor:1.11.2026 öffentlich "kommt nicht an" Paket ',
  )
  expect(formatFilter(filter)).toBe('von:"Jonas Meier",ich #4711 vor:2026-11-01 ist:öffentlich "kommt nicht an" Paket')
  expect(formatFilter(filter, 'en')).toBe(
    'owner:"Jonas Meier",me #4711 before:2026-11-01 is:public "kommt nicht an" Paket',
  )
})

test('what is not understood is named with its place; the rest holds', () => {
  const text = 'status:offen,halb farbe:rot vor:31.02.2026 -status: um 14:30 https://x.example/a?b=c'
  const { filter, errors } = parseFilter(text)
  expect(errors.map(({ at, word }) => [at, word])).toEqual([
    [13, 'halb'],
    [18, 'farbe:rot'],
    [32, '31.02.2026'],
    [43, '-status:'],
  ])
  for (const { at, word } of errors) expect(text.slice(at, at + word.length)).toBe(word)
  expect(filter.map((term) => (term.field === 'text' ? term.value : term.field))).toEqual([
    'status',
    'um',
    '14:30',
    'https://x.example/a?b=c',
  ])
})

test('hostile text never throws, places stay inside, and the written form is stable', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1200 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          ':',
          ',',
          '-',
          '#',
          ' ',
          'status',
          'von',
          'tag',
          '\u0000',
          '\ud800',
          "'; drop table cases;--",
          '%',
          '\\',
        ),
        { maxLength: 300 },
      )
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(nasty, (text) => {
      const { filter, errors, places } = parseFilter(text)
      expect(places).toHaveLength(filter.length)
      for (const { at } of [...errors, ...places]) expect(at).toBeLessThan(Math.max(1, text.length))
      const again = parseFilter(formatFilter(filter))
      expect(again.errors).toEqual([])
      expect(again.filter).toEqual(filter)
    }),
    { numRuns: 400 },
  )
})

const free = fc
  .array(fc.constantFrom('meier', 'Jonas', 'ß-Zeit', 'a:b', 'x,y', '#1', '-', 'é', '%', 'ich', '14:30'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((words) => words.join(' '))
const list = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 })
const fromTable = (field: keyof typeof valueNames) =>
  fc.record({
    not: fc.boolean(),
    field: fc.constant(field),
    values: list(fc.constantFrom(...Object.keys(valueNames[field]))),
  })
const term = fc.oneof(
  ...(Object.keys(valueNames) as (keyof typeof valueNames)[]).map(fromTable),
  fc.record({ not: fc.boolean(), field: fc.constantFrom('customer', 'tag'), values: list(free) }),
  fc.record({
    not: fc.boolean(),
    field: fc.constantFrom('owner', 'team', 'topic'),
    values: list(
      fc.oneof(
        fc.constantFrom('me', 'none'),
        free.filter((text) => text !== 'ich'),
      ),
    ),
  }),
  fc.record({
    not: fc.boolean(),
    field: fc.constant('number'),
    values: list(fc.integer({ min: 1, max: 999_999_999 })),
  }),
  fc.record({ not: fc.boolean(), field: fc.constantFrom('before', 'after'), values: fc.constant(['2026-11-01']) }),
  fc.record({ not: fc.boolean(), field: fc.constant('text'), value: free, exact: fc.constant(true) }),
  fc.record({
    not: fc.boolean(),
    field: fc.constant('text'),
    value: fc.constantFrom('paket', '14:30', 'a,b'),
    exact: fc.constant(false),
  }),
) as fc.Arbitrary<Term>

test('every filter survives being written and read', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 8 }), fc.constantFrom('de', 'en'), (filter: Filter, language) => {
      const text = formatFilter(filter, language)
      fc.pre(text.length <= 1000)
      expect(parseFilter(text)).toMatchObject({ filter, errors: [] })
    }),
    { numRuns: 400 },
  )
})
