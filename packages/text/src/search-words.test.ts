import { describe, expect, test } from 'vitest'
import { searchWords } from './search-words.ts'

describe('search words', () => {
  test.each([
    ['Kündigung', 'Kuendigung'],
    ['Kündigung', 'KÜNDIGUNG'],
    ['Straße', 'Strasse'],
    ['Lieferungen', 'Lieferung'],
    ['Rechnungen', 'Rechnung'],
    ['refunds', 'refund'],
    ['delayed', 'delay'],
    ['Fahrräder', 'Fahrraeder'],
    ['Überweisung', 'Ueberweisung'],
  ])('%s and %s are one word', (a, b) => {
    expect(searchWords(a)).toEqual(searchWords(b))
  })
  test('compound with hyphen is found whole and in parts', () => {
    expect(searchWords('E-Bike-Akku')).toEqual(expect.arrayContaining(searchWords('Akku')))
  })
  test('hostile text stays bounded', () => {
    expect(searchWords('a'.repeat(1_000_000))).toEqual([])
    expect(searchWords('ab '.repeat(400_000)).length).toBe(1)
  })
})
