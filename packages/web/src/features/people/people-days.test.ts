import { expect, test } from 'vitest'
import { toDayInput } from '#lib/moments.ts'
import { firstMoment, momentAfter } from './absence-days.ts'
import { pathOf, unitsBelow, unitsByPath } from './unit-tree.ts'

const units = [
  { id: 'c', name: 'Berlin', parentId: 'b' },
  { id: 'b', name: 'Service', parentId: 'a' },
  { id: 'a', name: 'Nordlicht', parentId: null },
]

test('an absence of one day begins and ends at midnight where the browser is', () => {
  expect(toDayInput(new Date(firstMoment('2026-03-29')))).toBe('2026-03-29')
  expect(toDayInput(new Date(new Date(momentAfter('2026-03-29')).getTime() - 1))).toBe('2026-03-29')
  expect(toDayInput(new Date(momentAfter('2026-12-31')))).toBe('2027-01-01')
})

test('units are named by their path; none hangs below itself', () => {
  expect(unitsByPath(units).map(({ id }) => pathOf(units, id))).toEqual([
    'Nordlicht',
    'Nordlicht › Service',
    'Nordlicht › Service › Berlin',
  ])
  expect([...unitsBelow(units, 'b')].toSorted()).toEqual(['b', 'c'])
})
