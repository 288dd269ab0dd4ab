import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CarriedSpan, markedPieces } from './carried.ts'

const span = (start: number, end: number, kind: CarriedSpan['kind'] = 'negative'): CarriedSpan => ({
  start,
  end,
  kind,
  isStrong: true,
  personal: null,
})

test('whatever the places, the pieces are the text again, in order, and cut no character in two', () => {
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 }))
      .map(([start, end]) => span(start, end)),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), spans, fc.nat(9), (text, marks, at) => {
      const pieces = markedPieces(text, marks, at)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      for (const piece of pieces) expect(piece.text.isWellFormed()).toBe(true)
    }),
  )
})

test('what lies on top is seen, what lies under it again beside it', () => {
  const pieces = markedPieces('seit drei Wochen', [span(0, 16), span(5, 9, 'personal')])
  expect(pieces.map(({ text, mark }) => [text, mark?.kind])).toEqual([
    ['seit ', 'negative'],
    ['drei', 'personal'],
    [' Wochen', 'negative'],
  ])
})

test('a part of the text is marked by places of the whole', () => {
  expect(markedPieces('b c', [span(4, 5)], 2).map(({ at, text, mark }) => [at, text, mark !== null])).toEqual([
    [2, 'b ', false],
    [4, 'c', true],
  ])
})
