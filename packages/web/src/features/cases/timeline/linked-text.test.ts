import { expect, test } from 'vitest'
import { pieces } from './linked-text.tsx'

test('addresses become links without the sign that ends the sentence', () => {
  expect(pieces('Siehe https://example.org/a?b=1). Danke')).toEqual([
    { at: 0, text: 'Siehe ' },
    { at: 6, text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
    { at: 31, text: '). Danke' },
  ])
})

test('only web addresses are links', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'http://', 'https://[', 'mailto:a@b.c'])
    expect(pieces(text).some((piece) => piece.href)).toBe(false)
})

test('nothing is lost, however the text looks', () => {
  const text = `https://a.example/${'('.repeat(2000)} und ${'https://'.repeat(500)} Ende`
  expect(
    pieces(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})
