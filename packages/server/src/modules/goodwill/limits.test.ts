import type { GoodwillLimit } from '@resonanz/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limitFor } from './limits.ts'

let counted = 0
const row = (over: Partial<GoodwillLimit>): GoodwillLimit => ({
  id: `00000000-0000-4000-8000-${String((counted += 1)).padStart(12, '0')}`,
  role: null,
  teamId: null,
  topicId: null,
  currency: 'EUR',
  amountMinor: 0,
  ...over,
})
const agent = { role: 'agent', teamIds: ['complaints'] } as const
const matter = { topicPath: ['express', 'delivery'], currency: 'EUR' }

describe('the most specific row wins', () => {
  const rows = [
    row({ role: 'agent', amountMinor: 2_000 }),
    row({ teamId: 'complaints', amountMinor: 5_000 }),
    row({ teamId: 'complaints', role: 'agent', amountMinor: 4_000 }),
    row({ topicId: 'delivery', amountMinor: 1_000 }),
    row({ topicId: 'express', amountMinor: 10_000 }),
    row({ topicId: 'invoice', amountMinor: 99_000 }),
  ]
  test.each([
    ['role', rows.slice(0, 1), 2_000],
    ['team before role', rows.slice(0, 2), 5_000],
    ['team and role before team', rows.slice(0, 3), 4_000],
    ['topic before team', rows.slice(0, 4), 1_000],
    ['the nearer topic', rows, 10_000],
    ['other topics do not count', rows.slice(5), 0],
  ])('%s', (_, limits, expected) => expect(limitFor(limits, agent, matter)).toBe(expected))

  test('of two teams the higher; nobody without a row but owners; another currency is another matter', () => {
    const two = [row({ teamId: 'complaints', amountMinor: 500 }), row({ teamId: 'press', amountMinor: 900 })]
    expect(limitFor(two, { role: 'agent', teamIds: ['complaints', 'press'] }, matter)).toBe(900)
    expect(limitFor([], agent, matter)).toBe(0)
    expect(limitFor([], { role: 'admin', teamIds: [] }, matter)).toBe(0)
    expect(limitFor([], { role: 'owner', teamIds: [] }, matter)).toBeNull()
    expect(limitFor([row({ role: 'owner', amountMinor: 700 })], { role: 'owner', teamIds: [] }, matter)).toBe(700)
    expect(limitFor([row({ role: 'agent', currency: 'CHF', amountMinor: 500 })], agent, matter)).toBe(0)
    expect(limitFor([row({ amountMinor: 500 })], { role: 'reader', teamIds: [] }, matter)).toBe(0)
  })
})

test('whatever the rows: the order does not matter, and a row of somebody else changes nothing', () => {
  const limits = fc.array(
    fc.record({
      role: fc.constantFrom(null, 'agent' as const, 'lead' as const),
      teamId: fc.constantFrom(null, 'complaints', 'press'),
      topicId: fc.constantFrom(null, 'express', 'delivery', 'invoice'),
      amountMinor: fc.nat(100_000),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(limits, (wanted) => {
      const rows = wanted.map((one) => row(one))
      const found = limitFor(rows, agent, matter)
      expect(limitFor(rows.toReversed(), agent, matter)).toBe(found)
      const foreign = [row({ role: 'lead', amountMinor: 1e9 }), row({ teamId: 'press', amountMinor: 1e9 })]
      expect(limitFor([...rows, ...foreign], agent, matter)).toBe(found)
    }),
  )
})
