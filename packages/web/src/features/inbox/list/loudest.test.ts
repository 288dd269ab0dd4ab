import { expect, test } from 'vitest'
import { loudest } from './loudest.ts'

const quiet = { offence: null, isRepeatedContact: false, isStalled: false, anger: 'medium', urgency: 'low' } as const

test('a row says one thing at most, the one that matters most', () => {
  expect(loudest(quiet)).toBe(null)
  expect(loudest({ ...quiet, urgency: 'high' })).toBe('urgent')
  expect(loudest({ ...quiet, urgency: 'high', anger: 'high' })).toBe('angry')
  expect(loudest({ ...quiet, anger: 'high', offence: 'insult' })).toBe('offence')
  expect(loudest({ ...quiet, offence: 'insult', isRepeatedContact: true })).toBe('repeated')
  expect(loudest({ ...quiet, offence: 'threat', isRepeatedContact: true })).toBe('threat')
})
