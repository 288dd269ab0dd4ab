import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goneBefore, holdSteady } from './steady-rows.ts'

const rows = (ids: string, mark = '') => [...ids].map((id) => ({ id, mark }))
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('')

test('a new case on top waits and is counted; the content of known ones is the new one', () => {
  const steady = holdSteady(rows('abc'), rows('xabc', 'new'))
  expect(ids(steady.rows)).toBe('abc')
  expect(steady.rows.every(({ mark }) => mark === 'new')).toBe(true)
  expect(steady).toMatchObject({ added: 1, changes: 1 })
})

test('an older page is put behind, a gone case leaves, a moved one keeps its place', () => {
  expect(holdSteady(rows('abc'), rows('abcde'))).toMatchObject({ added: 0, changes: 0 })
  expect(ids(holdSteady(rows('abc'), rows('abcde')).rows)).toBe('abcde')
  expect(ids(holdSteady(rows('abc'), rows('ac')).rows)).toBe('ac')
  expect(ids(holdSteady(rows('abc'), rows('cab')).rows)).toBe('abc')
  expect(holdSteady(rows('abc'), rows('cab')).changes).toBe(3)
})

test('when nothing of it is left the new list is the list', () => {
  expect(ids(holdSteady(rows('abc'), rows('xyz')).rows)).toBe('xyz')
  expect(ids(holdSteady([], rows('xyz')).rows)).toBe('xyz')
})

test('what left before a row is counted, so that the list can stay in place', () => {
  expect(goneBefore(rows('abcde'), rows('bde'), 'd')).toBe(2)
  expect(goneBefore(rows('abc'), rows('abc'), 'c')).toBe(0)
})

test('no row is lost or doubled, known ones never change their order', () => {
  const list = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 }).map((all) => rows(all.join('')))
  fc.assert(
    fc.property(list, list, (shown, incoming) => {
      const steady = holdSteady(shown, incoming)
      expect(steady.rows.length + steady.added).toBe(incoming.length)
      expect(new Set(steady.rows.map(({ id }) => id)).size).toBe(steady.rows.length)
      const kept = shown.filter(({ id }) => incoming.some((row) => row.id === id))
      if (kept.length > 0) expect(ids(steady.rows)).toContain(ids(kept))
    }),
  )
})
