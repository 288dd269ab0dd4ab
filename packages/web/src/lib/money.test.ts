import { expect, test } from 'vitest'
import { formatMoney, parseMoney } from './money.ts'

const spaces = (text: string) => text.replace(/\s/g, ' ')

test('amounts read as people write them', () => {
  expect(spaces(formatMoney(5_000, 'EUR', 'de'))).toBe('50 €')
  expect(spaces(formatMoney(123_450, 'EUR', 'de'))).toBe('1.234,50 €')
  expect(formatMoney(123_450, 'EUR', 'en')).toBe('€1,234.50')
})

test.each([
  ['49,90', 'de', 4_990],
  ['49,9', 'de', 4_990],
  ['49.90', 'de', 4_990],
  ['1.200', 'de', 120_000],
  ['1.200,50 €', 'de', 120_050],
  ['1,200.50', 'en', 120_050],
  ['1,200', 'en', 120_000],
  ['0', 'de', 0],
  ['', 'de', null],
  ['-5', 'de', null],
  ['5,999', 'de', null],
  ['fünf', 'de', null],
] as const)('%s (%s) is %s', (text, language, minor) => expect(parseMoney(text, language)).toBe(minor))
