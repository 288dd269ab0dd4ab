import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markErrors } from './mark-errors.ts'

test('errors are marked at their places', () => {
  const pieces = markErrors('status:halb farbe:rot x', [
    { at: 12, word: 'farbe:rot' },
    { at: 7, word: 'halb' },
  ])
  expect(pieces.map(({ text, wrong }) => (wrong ? `[${text}]` : text)).join('')).toBe('status:[halb] [farbe:rot] x')
})

test('whatever comes, the pieces are the text', () => {
  const error = fc.record({ at: fc.nat(30), word: fc.string({ maxLength: 6 }) })
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.array(error), (text, errors) => {
      expect(
        markErrors(text, errors)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
