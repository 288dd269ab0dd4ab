import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LengthLimit } from '../channels.ts'
import { isOver } from './count.ts'
import { linksIn } from './links.ts'
import { maxParts, numbered, splitIntoParts } from './split.ts'

const limits: LengthLimit[] = [
  { count: 300, unit: 'graphemes', bytes: 3_000 },
  { count: 500, unit: 'graphemes', link: 23 },
  { count: 280, unit: 'weighted', link: 23 },
  { count: 1_000, unit: 'bytes' },
  { count: 200, unit: 'utf16' },
  { count: 160, unit: 'characters' },
]
const piece = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'Guten',
      'Tag',
      'wir',
      'prüfen',
      'Ihre',
      'Sendung.',
      'Morgen',
      'mehr!',
      'Straße',
      'z. B.',
      '„so“',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'https://resonanz.example.com/hilfe/lieferung?nr=1&x=2',
      'kiel.de/faq',
      'https://de.wikipedia.org/wiki/Kiel_(Stadt)',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('@nordlicht', '@kim@social.example', '#Kiel', 'hilfe@nordlicht.example') },
  { weight: 2, arbitrary: fc.constantFrom('0431 12 34 56', '1.234,50 €', '4711', '03.05.2026', 'DE12 5001 0517') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '👩‍👩‍👧‍👦',
      '🇩🇪',
      '👍🏽',
      'e\u0301',
      '日本語のテキストは空白なしで続きます。',
      'العربية',
      'नमस्ते',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
)
const gap = fc.constantFrom(' ', ' ', ' ', ' ', '\n', '\n\n')
const text = fc
  .array(fc.tuple(piece, gap), { minLength: 20, maxLength: 160 })
  .map((list) => list.flat().join('').trimEnd())
const always = { numRuns: 120, seed: 31 }

test.each(limits)(
  'parts give the text again, keep the limit, and hold what belongs together: $unit $count',
  (limit) => {
    fc.assert(
      fc.property(text, (written) => {
        const parts = splitIntoParts(limit, written)
        // Only words without any border can be impossible; these texts have none of that length.
        expect(parts).not.toBeNull()
        expect(parts!.map((part) => part.text + part.gap).join('')).toBe(written)
        for (const part of numbered(parts!)) expect(isOver(limit, part)).toBe(false)
        const cuts = bordersOf(parts!)
        for (const { from, to } of together(written)) expect(cuts.some((at) => at > from && at < to)).toBe(false)
      }),
      always,
    )
  },
)

test('a thread is numbered and breaks after sentences', () => {
  const limit: LengthLimit = { count: 60, unit: 'graphemes' }
  const written = 'Ihr Paket liegt in Kiel. Morgen bringt es der Bote. Wir melden uns danach noch einmal bei Ihnen.'
  expect(numbered(splitIntoParts(limit, written)!)).toEqual([
    'Ihr Paket liegt in Kiel. Morgen bringt es der Bote. 1/2',
    'Wir melden uns danach noch einmal bei Ihnen. 2/2',
  ])
})

test('what fits stands alone, without a number', () => {
  expect(numbered(splitIntoParts({ count: 60, unit: 'graphemes' }, 'Gern geschehen.')!)).toEqual(['Gern geschehen.'])
})

test('a link longer than a part, and more parts than anybody reads, are no thread', () => {
  const link = `https://nordlicht.example.com/${'a'.repeat(90)}`
  expect(splitIntoParts({ count: 60, unit: 'graphemes' }, `Sehen Sie ${link} bitte an, ja?`)).toBeNull()
  expect(splitIntoParts({ count: 20, unit: 'graphemes' }, 'Guten Tag. '.repeat(maxParts * 3))).toBeNull()
})

test('a word that is longer than a part is cut between graphemes', () => {
  const parts = splitIntoParts({ count: 20, unit: 'graphemes' }, '👩‍👩‍👧‍👦'.repeat(30))!
  expect(parts.map((part) => part.text).join('')).toBe('👩‍👩‍👧‍👦'.repeat(30))
  expect(parts.every((part) => part.text.length % '👩‍👩‍👧‍👦'.length === 0)).toBe(true)
})

function bordersOf(parts: readonly { text: string; gap: string }[]): number[] {
  const cuts: number[] = []
  let at = 0
  for (const part of parts) {
    cuts.push(at + part.text.length, at + part.text.length + part.gap.length)
    at += part.text.length + part.gap.length
  }
  return cuts
}

/** Read in another way than the splitting does: what must stand in one part. */
function together(written: string) {
  const spans = linksIn(written)
  for (const whole of [
    '0431 12 34 56',
    '1.234,50 €',
    '03.05.2026',
    '@kim@social.example',
    'hilfe@nordlicht.example',
    '👩‍👩‍👧‍👦',
    '🇩🇪',
    '👍🏽',
  ])
    for (let at = written.indexOf(whole); at >= 0; at = written.indexOf(whole, at + 1))
      spans.push({ from: at, to: at + whole.length })
  return spans
}
