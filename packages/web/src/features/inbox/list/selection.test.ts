import { expect, test } from 'vitest'
import { extend, keepOnly, nothing, toggle, toggleAll } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const chosen = (selection: typeof nothing) => order.filter((id) => selection.ids.has(id)).join('')

test('x chooses and takes away', () => {
  const one = toggle(nothing, 'b')
  expect(chosen(one)).toBe('b')
  expect(chosen(toggle(one, 'b'))).toBe('')
})

test('Shift goes from the last chosen one to here, in both directions, and keeps the rest', () => {
  const down = extend(toggle(nothing, 'b'), order, 'd', 'b')
  expect(chosen(down)).toBe('bcd')
  expect(chosen(extend(toggle(down, 'e'), order, 'd', 'e'))).toBe('bcde')
  expect(chosen(extend(toggle(nothing, 'd'), order, 'a', 'd'))).toBe('abcd')
})

test('without an anchor the range begins at the cursor; an anchor that left does not count', () => {
  expect(chosen(extend(nothing, order, 'c', 'b'))).toBe('bc')
  expect(chosen(extend({ ids: new Set(), anchor: 'gone', all: false }, order, 'c', 'd'))).toBe('cd')
})

test('the star chooses all, once more none', () => {
  const all = toggleAll(toggle(nothing, 'c'), order)
  expect(chosen(all)).toBe('abcde')
  expect(toggleAll(all, order)).toBe(nothing)
})

test('what left the list is not chosen any more', () => {
  const two = toggle(toggle(nothing, 'a'), 'b')
  expect(keepOnly(two, order)).toBe(two)
  expect(chosen(keepOnly(two, ['b', 'c']))).toBe('b')
  expect(keepOnly(two, ['c'])).toBe(nothing)
})
