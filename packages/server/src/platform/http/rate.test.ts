import { expect, test } from 'vitest'
import { householdOf, makeRate } from './rate.ts'

test('all addresses of one IPv6 line are one, however they are abbreviated; others are not', () => {
  const line = ['2001:db8::a:b:c:d', '2001:db8::1', '2001:db8:0:0:ffff::1', '2001:db8::9:0:0:1']
  expect(new Set(line.map(householdOf)).size).toBe(1)
  expect(householdOf('2001:db8:0:5::1')).toBe('2001:db8:0:5')
  expect(householdOf('2001::5:a:b:c:d')).toBe('2001:0:0:5')
  expect(householdOf('2001:db8:1::1')).not.toBe(householdOf('2001:db8::1'))
  expect(['203.0.113.7', '::ffff:203.0.113.7', '::ffff:203.0.113.8'].map(householdOf)).toEqual([
    '203.0.113.7',
    '::ffff:203.0.113.7',
    '::ffff:203.0.113.8',
  ])
  const isFine = makeRate(2)
  expect(line.map(isFine)).toEqual([true, true, false, false])
})
