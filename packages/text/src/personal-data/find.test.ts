import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPersonalData } from './find.ts'
import { maskPersonalData } from './mask.ts'

const kindsOf = (text: string) => findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

describe('findPersonalData', () => {
  test('checksums decide about accounts', () => {
    expect(kindsOf('Konto DE44 5001 0517 5407 3249 31.')).toEqual([['iban', 'DE44 5001 0517 5407 3249 31']])
    expect(kindsOf('Konto DE44 5001 0517 5407 3249 32.')).toEqual([])
    expect(kindsOf('Karte 4111-1111-1111-1111')).toEqual([['card', '4111-1111-1111-1111']])
    expect(kindsOf('Karte 4111-1111-1111-1112')).toEqual([])
  })

  test('prices, dates, trains and versions are nobody’s data', () => {
    for (const text of [
      '1.249,90 €',
      '12.03.2024 bis 15.03.2024',
      'ICE 517',
      'v4.22.0 (8812)',
      'https://x.de/01712345678',
    ]) {
      expect(kindsOf(text)).toEqual([])
    }
  })

  test('a birth date needs its word', () => {
    expect(kindsOf('geboren am 3. Mai 1975')).toEqual([['birth-date', '3. Mai 1975']])
    expect(kindsOf('bestellt am 3. Mai 1975')).toEqual([])
  })

  test('a workspace brings its own forms as data', () => {
    const patterns = [{ form: 'NE-####/@@' }]
    expect(findPersonalData('Vertrag ne-4711/xy läuft', { patterns })).toEqual([
      { kind: 'reference', start: 8, end: 18 },
    ])
    expect(findPersonalData('ANE-4711/XYZ', { patterns })).toEqual([])
  })
})

test('masking keeps the rest of the text', () => {
  const text = 'Tel. 0171 2345678 oder anna@posteo.de!'
  expect(maskPersonalData(text, findPersonalData(text))).toBe('Tel. [phone] oder [email]!')
})

test('any text at all: spans in order, apart, inside the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      let behind = 0
      for (const { start, end } of findPersonalData(text)) {
        expect(start).toBeGreaterThanOrEqual(behind)
        expect(end).toBeGreaterThan(start)
        behind = end
      }
      expect(behind).toBeLessThanOrEqual(text.length)
    }),
  )
})
