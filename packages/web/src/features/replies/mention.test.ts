import { expect, test } from 'vitest'
import { mentionAt, mentionedIn, withMention } from './mention.ts'

test('an @ begins a mention, an address does not', () => {
  expect(mentionAt('Bitte @mar', 10)).toEqual({ from: 6, typed: 'mar' })
  expect(mentionAt('@Anna Be', 8)).toEqual({ from: 0, typed: 'Anna Be' })
  expect(mentionAt('a@b', 3)).toBeNull()
  expect(mentionAt('@Anna\nweiter', 12)).toBeNull()
  expect(mentionAt('@Anna Berg bitte prüfen', 23)).toBeNull()
  expect(mentionAt('nichts', 6)).toBeNull()
})

test('the name takes the place of what was typed', () => {
  expect(withMention('Bitte @mar prüfen', 10, 6, 'Maren Koch')).toEqual({
    text: 'Bitte @Maren Koch prüfen',
    cursor: 18,
  })
})

test('who is meant in the end: the whole name, and only whoever still stands there', () => {
  const known = [
    { id: '1', name: 'Anna' },
    { id: '2', name: 'Anna Berg' },
    { id: '3', name: 'Ben' },
  ]
  expect(mentionedIn('@Anna Berg und @Ben', known).map(({ id }) => id)).toEqual(['2', '3'])
  expect(mentionedIn('@Anna Berg, @Anna', known).map(({ id }) => id)).toEqual(['2', '1'])
  expect(mentionedIn('ohne', known)).toEqual([])
})
