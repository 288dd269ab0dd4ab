import fc from 'fast-check'
import { expect, test } from 'vitest'
import { snippetOf } from './snippet.ts'

const long = `${'Guten Tag, leider warte ich noch immer. '.repeat(8)}Das Fahrrad ist weg. ${'Bitte melden Sie sich bald. '.repeat(12)}`

test('whole words around the place', () => {
  const snippet = snippetOf(long, 'fahrrad')
  expect(snippet).toMatch(/^… \S/)
  expect(snippet).toContain('Das Fahrrad ist weg.')
  const words = new Set(long.split(' '))
  for (const word of snippet.replaceAll('…', '').trim().split(' ')) expect(words).toContain(word)
})

test('short texts stand whole, words without end are cut', () => {
  expect(snippetOf('Nur kurz.', 'kurz')).toBe('Nur kurz.')
  expect(snippetOf('a'.repeat(5_000), 'b').length).toBeLessThan(200)
})

test('whatever comes, a piece of the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 800, unit: 'grapheme' }), fc.string({ maxLength: 20 }), (text, query) => {
      const flat = text.replace(/\s+/g, ' ').trim().toWellFormed()
      const inside = snippetOf(text, query).replace(/^… /, '').replace(/ …$/, '')
      return inside.length <= 200 && (flat.includes(inside) || inside.includes('\ufffd'))
    }),
  )
})
