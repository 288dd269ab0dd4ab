import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extractFeatures, type Features, type GroupName, groupNames } from './features.ts'
import { groupEnd, groupStart } from './space.ts'
import { charsRead } from './tokens.ts'

function idsOf(text: string, group: GroupName): number[] {
  const features = extractFeatures(text, groupNames)
  return [...features.ids.subarray(groupStart(features, group), groupEnd(features, group))]
}

function covered(text: string, features: Features): string[] {
  return Array.from({ length: features.spans.length / 2 }, (_, t) =>
    text.slice(features.spans[2 * t], features.spans[2 * t + 1]),
  )
}

describe('features of a text', () => {
  test.each([
    ['KÜNDIGUNG', 'Kuendigung'],
    ['Straße', 'strasse'],
    ['schön', 'scho\u0308n'],
    ['café', 'CAFE'],
    ['jaaaaaa', 'jaaaa'],
    ['𝐇𝐚𝐥𝐥𝐨', 'hallo'],
    ["don't", 'dont'],
    ['😡🏽', '😡'],
  ])('%s and %s are the same word', (one, other) => {
    expect(idsOf(one, 'word')).toEqual(idsOf(other, 'word'))
  })

  test('a stretched word is also the word itself', () => {
    expect(idsOf('neeeein', 'word')).toEqual(expect.arrayContaining(idsOf('nein', 'word')))
  })

  test('a token keeps its place in the text', () => {
    const text = 'Danke, @DB_Bahn! #DieBahnKommt 😡 :-( https://example.org/a'
    expect(covered(text, extractFeatures(text))).toEqual([
      'Danke',
      '@DB_Bahn',
      'Die',
      'Bahn',
      'Kommt',
      '😡',
      ':-(',
      'https://example.org/a',
    ])
  })

  test('a negation marks the words around it, not those of the next sentence', () => {
    const marked = idsOf('Das gefällt mir nicht', 'negated')
    expect(marked).toHaveLength(3)
    expect(idsOf('nicht. Das gefällt mir', 'negated')).toHaveLength(0)
    expect(idsOf('Das gefällt mir', 'negated')).toHaveLength(0)
  })

  test.each([
    ['Lieferungen', 'Lieferung'],
    ['declined', 'decline'],
    ['stopped', 'stops'],
  ])('%s and %s have one stem', (one, other) => {
    expect(idsOf(one, 'stem')).toEqual(idsOf(other, 'stem'))
    expect(idsOf(one, 'word')).not.toEqual(idsOf(other, 'word'))
  })

  test('words near each other are the same in both orders', () => {
    expect(idsOf('Karte sperren', 'near')).toEqual(idsOf('sperren bitte Karte', 'near').toSpliced(0, 1).toSpliced(1, 1))
  })

  test('a feature comes once, with its count', () => {
    const features = extractFeatures('so so so gut', ['word'])
    expect([...features.counts]).toEqual([3, 1])
  })

  test('only the groups asked for are made', () => {
    const features = extractFeatures('Hallo Welt', ['word'])
    expect(features.ids).toHaveLength(2)
    expect(features.ends).toHaveLength(groupNames.length)
  })

  test('any text gives features, each once, with places inside it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        const { ids, counts, tokens, spans } = extractFeatures(text, groupNames)
        expect(new Set(ids).size).toBe(ids.length)
        expect(counts.every((count) => count > 0)).toBe(true)
        for (const token of tokens) expect(token === 0 || token < spans.length / 2).toBe(true)
        for (let t = 0; t < spans.length; t += 2) {
          expect(spans[t]).toBeLessThan(spans[t + 1]!)
          expect(spans[t + 1]).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })

  test.each(['a', '\u0301', '\ud800', ':(', '@a', 'https://', '&lt;3', '#', '!', '😡', '𝐇'])(
    'a text of nothing but %j is read to its limit',
    (part) => {
      const features = extractFeatures(part.repeat(200_000), groupNames)
      expect(Math.max(0, ...features.spans)).toBeLessThanOrEqual(charsRead)
    },
  )
})
