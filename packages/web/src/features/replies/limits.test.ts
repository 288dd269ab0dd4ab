import { expect, test } from 'vitest'
import { fileProblem, isWorthSaying, lengthIn, lengthLeft, limitsOf } from './limits.ts'

test('each channel counts in its own unit', () => {
  expect(lengthIn('👩‍👩‍👧ü', 'graphemes')).toBe(2)
  expect(lengthIn('👩‍👩‍👧ü', 'characters')).toBe(6)
  expect(lengthIn('ü', 'bytes')).toBe(2)
})

test('what is left, and when it is worth saying', () => {
  expect(lengthLeft('abc', { count: 5, unit: 'characters' })).toEqual({ left: 2, total: 5 })
  expect(lengthLeft('abc', null)).toBeNull()
  expect(isWorthSaying({ left: 199_000, total: 200_000 })).toBe(false)
  expect(isWorthSaying({ left: 12, total: 500 })).toBe(true)
})

test('a form is answered by mail, with the limits of mail', () => {
  expect(limitsOf({ channel: 'form', reply: 'send' }).attachments).not.toBeNull()
  expect(limitsOf({ channel: 'form', reply: 'log' }).attachments).toBeNull()
})

test('files are refused before they are sent', () => {
  const limits = { maxCount: 2, maxBytesEach: 10, maxBytesTogether: 15 }
  expect(fileProblem(11, [], limits)).toBe('tooLarge')
  expect(fileProblem(1, [{ size: 1 }, { size: 1 }], limits)).toBe('tooMany')
  expect(fileProblem(8, [{ size: 8 }], limits)).toBe('tooLargeTogether')
  expect(fileProblem(8, [], limits)).toBeNull()
  expect(fileProblem(1, [], { ...limits, types: ['image/png'] }, 'application/pdf')).toBe('wrongType')
  expect(fileProblem(1, [], null)).toBe('noFiles')
})
