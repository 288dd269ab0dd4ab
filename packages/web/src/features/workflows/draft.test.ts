import { expect, test } from 'vitest'
import { actionOf, amountOf, conditionOf, groupOf, isComplete, minutesOf, testOf, triggerOf, wordsIn } from './draft.ts'

test('a condition survives the editor; empty groups and lonely ones go', () => {
  const one = { field: 'case.tags', op: 'contains', value: ['a'] } as const
  const when = {
    all: [
      { ...one, value: ['a'] },
      {
        any: [
          { ...one, value: ['b'] },
          { ...one, value: ['c'] },
        ],
      },
    ],
  }
  expect(conditionOf(groupOf(when))).toEqual(when)
  expect(conditionOf(groupOf(null))).toBeNull()
  expect(conditionOf({ all: [{ any: [] }] })).toBeNull()
  expect(conditionOf({ any: [{ ...one, value: ['a'] }] })).toEqual(one)
})

test('what is still empty is not complete', () => {
  const then = [{ do: 'priority', to: 'high' } as const]
  const trigger = triggerOf('event')
  expect(isComplete({ trigger, when: null, then })).toBe(true)
  expect(isComplete({ trigger, when: testOf('case.tags'), then })).toBe(false)
  expect(isComplete({ trigger, when: testOf('case.isOverdue'), then })).toBe(true)
  for (const what of ['tags', 'assign', 'note', 'draft', 'webhook', 'mail', 'document'] as const)
    expect(isComplete({ trigger, when: null, then: [actionOf(what)] }), what).toBe(false)
})

test('words and durations', () => {
  expect(wordsIn(' mahnung, inkasso,,mahnung ', 5)).toEqual(['mahnung', 'inkasso'])
  expect(amountOf(2880)).toEqual({ count: 2, unit: 'days' })
  expect(amountOf(2880, 'working')).toEqual({ count: 48, unit: 'hours' })
  expect(amountOf(90)).toEqual({ count: 90, unit: 'minutes' })
  expect(minutesOf(1.5, 'hours')).toBe(90)
  expect(minutesOf(0, 'days')).toBe(1)
})
