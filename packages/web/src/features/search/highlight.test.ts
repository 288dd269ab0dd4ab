import fc from 'fast-check'
import { expect, test } from 'vitest'
import { highlight } from './highlight.ts'

const marked = (text: string, query: string) =>
  highlight(text, query)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('')

test('words are marked from their beginning, without accents and case', () => {
  expect(marked('Die Rechnungen für Müller', 'rechnung muller')).toBe('Die [Rechnungen] für [Müller]')
  expect(marked('Verrechnung', 'rechnung')).toBe('Verrechnung')
})

test('markup stays text', () => {
  expect(
    highlight('<b>Paket</b>', 'paket b')
      .map(({ text }) => text)
      .join(''),
  ).toBe('<b>Paket</b>')
})

test('the runs are the text, whatever comes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 40 }), (text, query) => {
      expect(
        highlight(text, query)
          .map((run) => run.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
