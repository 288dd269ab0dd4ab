import { expect, test } from 'vitest'
import { tagsAfter, tagsChange, withoutTag, withTag } from './tags-wanted.ts'

const none = { added: [], removed: [] }

test('a tag that came meanwhile stays, one that went is not put back', () => {
  const wanted = withoutTag(withTag(none, 'Kulanz'), 'doppelt')
  // The dialog opened on `doppelt, alt`; since then a rule gave `Presse` and somebody took `alt` away.
  expect(tagsAfter(['doppelt', 'Presse'], wanted)).toEqual(['Presse', 'Kulanz'])
  expect(tagsChange(['doppelt', 'Presse'], wanted)).toEqual({ addTags: ['Kulanz'], removeTags: ['doppelt'] })
})

test('the last word counts: taken away and put again, put and taken away', () => {
  expect(tagsChange(['Kulanz'], withTag(withoutTag(none, 'Kulanz'), 'Kulanz'))).toBeNull()
  expect(tagsChange([], withoutTag(withTag(none, 'Kulanz'), 'Kulanz'))).toBeNull()
})

test('what somebody else did already is no change', () => {
  expect(tagsChange(['Kulanz'], withoutTag(withTag(none, 'Kulanz'), 'alt'))).toBeNull()
  expect(tagsChange(['Kulanz'], none)).toBeNull()
})
