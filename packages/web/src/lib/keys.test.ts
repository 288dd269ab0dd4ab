import { expect, test } from 'vitest'
import { createKeyReader, isAllowedKey, isSingleKey, keyCaps, normaliseKey, strokeOf } from './keys.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test('letters, signs and chords have one written form', () => {
  expect(strokeOf(press('j'), false)).toBe('j')
  expect(strokeOf(press('J'), false)).toBe('j')
  expect(strokeOf(press('J', { shiftKey: true }), false)).toBe('Shift+j')
  expect(strokeOf(press('?', { shiftKey: true }), false)).toBe('?')
  expect(strokeOf(press('#'), false)).toBe('#')
  expect(strokeOf(press('k', { ctrlKey: true }), false)).toBe('Mod+k')
  expect(strokeOf(press('k', { metaKey: true }), true)).toBe('Mod+k')
  expect(strokeOf(press('Enter', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+Enter')
})

test('AltGr, Alt, dead keys and input methods are text, never a command', () => {
  expect(strokeOf(press('€', { ctrlKey: true, altKey: true }), false)).toBeNull()
  expect(strokeOf({ ...press('@'), getModifierState: (name) => name === 'AltGraph' }, false)).toBeNull()
  expect(strokeOf(press('e', { altKey: true }), false)).toBeNull()
  expect(strokeOf(press('Dead'), false)).toBeNull()
  expect(strokeOf({ ...press('j'), isComposing: true }, false)).toBeNull()
  expect(strokeOf(press('k', { metaKey: true }), false)).toBeNull()
})

test('sequences need their second key in time; a stray second key counts for itself', () => {
  const known = (key: string) => (key === 'g' ? 'start' : ['g i', 'j'].includes(key) ? 'key' : null)
  const read = createKeyReader()
  expect(read('g', 0, known)).toBeNull()
  expect(read('i', 800, known)).toBe('g i')
  expect(read('i', 900, known)).toBeNull()
  expect(read('g', 1000, known)).toBeNull()
  expect(read('j', 1100, known)).toBe('j')
  expect(read('g', 2000, known)).toBeNull()
  expect(read('i', 9000, known)).toBeNull()
})

test('keys are drawn in the words of the keyboard', () => {
  expect(keyCaps('Mod+K', 'de', false)).toEqual(['Strg', 'K'])
  expect(keyCaps('mod+k', 'en', false)).toEqual(['Ctrl', 'K'])
  expect(keyCaps('Mod+Enter', 'en', true)).toEqual(['⌘', '⏎'])
  expect(keyCaps('g i', 'de', false)).toEqual(['G', 'I'])
  expect(keyCaps('+', 'de', false)).toEqual(['+'])
  expect(normaliseKey('MOD+SHIFT+P')).toBe('Mod+Shift+p')
})

test('which keys a person may choose, and which can be switched off', () => {
  expect(isAllowedKey('@')).toBe(false)
  expect(isAllowedKey('Alt+e')).toBe(false)
  expect(isAllowedKey('w')).toBe(true)
  expect(isSingleKey('g i')).toBe(true)
  expect(isSingleKey('Shift+j')).toBe(true)
  expect(isSingleKey('Mod+k')).toBe(false)
  expect(isSingleKey('Escape')).toBe(false)
})
