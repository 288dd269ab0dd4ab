import { Condition, type Test } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { conditionOf, type Group, groupOf } from './condition-group.ts'
import { actionOf, amountOf, isComplete, minutesOf, testOf, triggerOf, wordsIn } from './draft.ts'

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
  expect(conditionOf({ mode: 'all', parts: [{ mode: 'any', parts: [] }] })).toBeNull()
  expect(conditionOf({ mode: 'any', parts: [{ ...one, value: ['a'] }] })).toEqual(one)
})

test('a group may be denied, wherever it stands, and survives the editor', () => {
  const a = { field: 'case.tags', op: 'contains', value: ['a'] } as Test
  const b = { field: 'case.tags', op: 'contains', value: ['b'] } as Test
  const deep = { all: [a, { not: { any: [b, { not: { all: [a, b] } }] } }] }
  expect(conditionOf(groupOf(deep))).toEqual(deep)
  expect(Condition.safeParse(deep).success).toBe(true)
  expect(groupOf({ not: a })).toEqual({ mode: 'none', parts: [a] })
  expect(conditionOf(groupOf({ not: a }))).toEqual({ not: a })
  // Nothing of "nothing of it" is the thing itself.
  const twice: Group = { mode: 'none', parts: [{ mode: 'none', parts: [a] }] }
  expect(conditionOf(twice)).toEqual(a)
  expect(conditionOf({ mode: 'none', parts: [] })).toBeNull()
  // As deep as the editor goes, denied on every floor, is still what the contract takes.
  const floor = (mode: Group['mode'], ...parts: Group['parts']): Group => ({ mode, parts })
  const deepest = floor('notAll', a, floor('none', a, floor('notAll', a, b)))
  expect(Condition.safeParse(conditionOf(deepest)).success).toBe(true)
})

test('what is still empty is not complete', () => {
  const then = [{ do: 'priority', to: 'high' } as const]
  const trigger = triggerOf('event')
  expect(isComplete({ trigger, when: null, then })).toBe(true)
  expect(isComplete({ trigger, when: testOf('case.tags'), then })).toBe(false)
  expect(isComplete({ trigger, when: testOf('case.isOverdue'), then })).toBe(true)
  for (const what of [
    'tags',
    'assign',
    'note',
    'draft',
    'reply',
    'ask',
    'task',
    'checklist',
    'goodwill',
    'webhook',
    'mail',
    'document',
  ] as const)
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
