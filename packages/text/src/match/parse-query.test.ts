import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from './parse-query.ts'

function errorsOf(text: string) {
  const parsed = parseQuery(text)
  return parsed.ok ? [] : parsed.errors.map(({ code, start, end }) => [code, text.slice(start, end)])
}

describe('errors stand where they are', () => {
  test.each([
    ['', [['empty', '']]],
    ['bahn AND', [['operand-missing-after', 'AND']]],
    ['UND bahn', [['operand-missing-before', 'UND']]],
    ['bahn ODER ODER zug', [['operand-missing-after', 'ODER']]],
    ['a OR', [['operand-missing-after', 'OR']]],
    ['bahn NICHT', [['operand-missing-after', 'NICHT']]],
    ['(bahn', [['paren-open', '(']]],
    ['bahn) zug', [['paren-extra', ')']]],
    ['bahn ()', [['paren-empty', '()']]],
    ['bahn "zug fährt', [['quote-open', '"']]],
    ['bahn ""', [['phrase-empty', '""']]],
    ['"so 😡"', [['phrase-emoji', '"so 😡"']]],
    ['a NEAR/0 b', [['near-distance', 'NEAR/0']]],
    ['a NEAR/99 b', [['near-distance', 'NEAR/99']]],
    ['a NEAR/3', [['operand-missing-after', 'NEAR/3']]],
    ['NEAR/3 a', [['operand-missing-before', 'NEAR/3']]],
    ['bahn NEAR/3 lang:de', [['near-operand', 'lang:de']]],
    ['farbe:rot', [['field-unknown', 'farbe:']]],
    ['lang: de', [['field-value-missing', 'lang:']]],
    ['sentiment:blau', [['field-value-unknown', 'blau']]],
    ['reach:viel', [['field-number', 'viel']]],
    ['lang:(de AND en)', [['field-group', 'AND']]],
    ['zug b* fährt', [['wildcard-short', 'b*']]],
    ['zug --- fährt', [['word-missing', '-']]],
    ['bahn &', [['word-missing', '&']]],
    [
      'farbe:rot (bahn',
      [
        ['field-unknown', 'farbe:'],
        ['paren-open', '('],
      ],
    ],
  ])('%s', (text, errors) => {
    expect(errorsOf(text)).toEqual(errors)
  })
  test('limits', () => {
    expect(errorsOf('a'.repeat(8_001))[0]?.[0]).toBe('too-long')
    expect(errorsOf('a '.repeat(1_001))).toEqual([['too-many-terms', 'a']])
    expect(errorsOf('('.repeat(60)).at(-1)?.[0]).toBe('too-deep')
    expect(errorsOf('NOT '.repeat(1_000))).toEqual([['operand-missing-after', 'NOT']])
    expect(errorsOf('abc* '.repeat(101))).toEqual([['too-many-wildcards', 'abc*']])
    expect(errorsOf('ab'.repeat(33))[0]?.[0]).toBe('word-too-long')
    expect(errorsOf(`"${'a '.repeat(21)}"`)[0]?.[0]).toBe('phrase-too-long')
  })
})

test('any text is read or refused with places inside of it', () => {
  const signArb = fc.constantFrom(
    '(',
    ')',
    '"',
    '-',
    'AND',
    'ODER',
    'NEAR/2',
    'NOT',
    '*',
    'lang:',
    'reach:>',
    'bahn',
    ' ',
    '=',
    '#',
    '„',
    '“',
  )
  const textArb = fc.oneof(
    fc.array(signArb, { maxLength: 20 }).map((signs) => signs.join(' ')),
    fc.array(signArb, { maxLength: 20 }).map((signs) => signs.join('')),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(textArb, (text) => {
      const parsed = parseQuery(text)
      if (parsed.ok) return true
      return (
        parsed.errors.length > 0 &&
        parsed.errors.every(({ start, end }) => start >= 0 && start <= end && end <= text.length)
      )
    }),
    { numRuns: 3_000 },
  )
})
