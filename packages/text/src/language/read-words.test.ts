import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWords } from './read-words.ts'

const letters = fc.constantFrom(...'aÄßİÉe\u0301„“ .!?@#😀\ud800\u2126Σ€ſ\u1e9e')
const text = fc.oneof(fc.string({ unit: letters, maxLength: 400 }), fc.string({ unit: 'binary' }))

test('words stand where they stand in the composed text in small letters', () => {
  fc.assert(
    fc.property(text, (text) => {
      const lower = text.slice(0, 300).toLowerCase().normalize('NFC')
      const { count, units, from, until } = readWords(text)
      for (let w = 0; w < count; w++)
        expect(String.fromCharCode(...units.subarray(from[w], until[w]))).toBe(lower.slice(from[w], until[w]))
    }),
  )
})

test('links, handles and words of every language are left out', () => {
  const { count, units, from, until } = readWords('OK @Anna, www.example.org/weg https://x.example Straße')
  const words = Array.from({ length: count }, (_, w) => String.fromCharCode(...units.subarray(from[w], until[w])))
  expect(words).toEqual(['straße'])
})
