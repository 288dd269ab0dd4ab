import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff } from './word-diff.ts'

test('says which words came and went', () => {
  expect(wordDiff('Sie kommt morgen an.', 'Sie kommt heute an.')).toEqual([
    { text: 'Sie kommt ', kind: 'same' },
    { text: 'morgen ', kind: 'removed' },
    { text: 'heute ', kind: 'added' },
    { text: 'an.', kind: 'same' },
  ])
  expect(wordDiff('', 'Neu')).toEqual([{ text: 'Neu', kind: 'added' }])
  expect(wordDiff('Gleich', 'Gleich')).toEqual([{ text: 'Gleich', kind: 'same' }])
})

test('both texts can be read out of it, whatever they are', () => {
  const words = fc.array(fc.constantFrom('Sie ', 'kommt', ' ', '\n', 'morgen.', 'a '), { maxLength: 30 })
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = wordDiff(before.join(''), after.join(''))
      const read = (without: string) =>
        parts
          .filter(({ kind }) => kind !== without)
          .map(({ text }) => text)
          .join('')
      expect(read('added')).toBe(before.join(''))
      expect(read('removed')).toBe(after.join(''))
    }),
  )
})

test('a very long text is shown as old and new', () => {
  const long = 'Wort '.repeat(2_000)
  expect(wordDiff(long, `${long}mehr`).map(({ kind }) => kind)).toEqual(['removed', 'added'])
})
