import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeRandom } from '../learn/index.ts'
import { type AlarmPoint, type AlarmState, type AlarmVerdict, openAlarm } from './alarm.ts'

const step = 5 * 60_000
const monday = Date.parse('2026-03-02T00:00:00Z')

/** Posts of a company: quiet nights, busy days, chance by a seeded dice. */
function usualWeeks(days: number, perStep = 20): AlarmPoint[] {
  const random = makeRandom(7)
  return Array.from({ length: days * 288 }, (_, n) => {
    const hour = (n / 12) % 24
    const mean = perStep * (0.3 + (hour > 7 && hour < 22 ? 1 : 0.1))
    return { timeMs: monday + n * step, count: Math.round(mean * (0.6 + 0.8 * random())) }
  })
}

function watch(points: readonly AlarmPoint[], alarm = openAlarm()): AlarmVerdict[] {
  return points.map((point) => alarm.observe(point))
}

test('usual weeks raise no alarm', () => {
  const verdicts = watch(usualWeeks(28))
  expect(verdicts.filter(({ score }) => score >= 0.5)).toEqual([])
  expect(Math.max(...verdicts.map(({ level }) => level))).toBeLessThan(2)
})

test('a storm is told once, with its beginning, its height and what drives it', () => {
  const points = usualWeeks(21)
  const start = 20 * 288 + 100
  for (let n = start; n < start + 36; n += 1) points[n]!.count *= 6
  const verdicts = watch(points)
  const alarms = verdicts.flatMap(({ score }, n) => (score >= 0.5 ? [n] : []))
  expect(alarms.filter((n) => n < start)).toEqual([])
  expect(alarms[0]).toBeLessThanOrEqual(start + 1)
  expect(alarms.length).toBeLessThanOrEqual(2)
  const height = verdicts[start + 6]!
  expect(height.level).toBe(3)
  expect(height.unusualDays).toBeGreaterThan(60)
  expect(height.observed).toBeGreaterThan(4 * height.expected)
  expect(height.drivers[0]!.signal).toBe('volume')
  expect(Math.abs(height.sinceMs! - points[start]!.timeMs)).toBeLessThanOrEqual(30 * 60_000)
  expect(verdicts.at(-1)!.level).toBe(0)
})

test('a tide of small numbers is found', () => {
  const points = usualWeeks(21, 6)
  for (let n = 20 * 288 + 150; n < 20 * 288 + 190; n += 1) points[n]!.count *= 4
  expect(watch(points).some(({ level }, n) => level >= 2 && n > 20 * 288)).toBe(true)
})

test('the same number of posts turns negative', () => {
  const points = usualWeeks(21).map((point) => ({ ...point, negative: Math.round(point.count * 0.1) }))
  const start = 20 * 288 + 150
  for (let n = start; n < start + 12; n += 1) points[n]!.negative = Math.round(points[n]!.count * 0.8)
  const verdict = watch(points)[start + 4]!
  expect(verdict.level).toBeGreaterThanOrEqual(2)
  expect(verdict.drivers.map(({ signal }) => signal)).toEqual(['negative'])
})

test('reach alone alarms too', () => {
  const points = usualWeeks(21).map((point) => ({ ...point, reach: point.count * 300, sources: point.count }))
  const start = 20 * 288 + 150
  for (let n = start; n < start + 6; n += 1) points[n]!.reach *= 40
  expect(watch(points)[start + 2]!.drivers.map(({ signal }) => signal)).toEqual(['reach'])
})

test('three posts where one a day is usual are no crisis', () => {
  const points = usualWeeks(21).map((point, n) => ({ ...point, count: n % 288 === 140 ? 1 : 0 }))
  points[20 * 288 + 200]!.count = 3
  expect(Math.max(...watch(points).map(({ level }) => level))).toBeLessThan(2)
})

test('a gap is unknown, not silence, and no storm when it ends', () => {
  const points = usualWeeks(28)
  const verdicts = watch(points.filter((_, n) => n < 15 * 288 + 60 || n > 18 * 288 + 130))
  expect(verdicts.filter(({ score }) => score >= 0.5)).toEqual([])
})

test('works by the hour as well', () => {
  const points = Array.from({ length: 24 * 42 }, (_, n) => {
    return { timeMs: monday + n * 3_600_000, count: 100 + 80 * Math.round(Math.sin((n / 24) * 2 * Math.PI)) }
  })
  points[24 * 40 + 12]!.count = 900
  const verdicts = watch(points)
  expect(verdicts.flatMap(({ score }, n) => (score >= 0.5 ? [n] : []))).toEqual([24 * 40 + 12])
})

test('what was stored goes on as if it had never stopped', () => {
  const points = usualWeeks(3).map((point, n) => ({ ...point, negative: n % 5 }))
  const whole = watch(points)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: points.length }), (cut) => {
      const first = openAlarm()
      watch(points.slice(0, cut), first)
      const stored = JSON.parse(JSON.stringify(first.state())) as AlarmState
      expect(watch(points.slice(cut), openAlarm(stored))).toEqual(whole.slice(cut))
    }),
    { numRuns: 8 },
  )
})

test('any numbers give a verdict', () => {
  const number = fc.oneof(fc.double(), fc.integer({ min: -10, max: 1e9 }))
  const point = fc.record({
    timeMs: fc.integer({ min: 0, max: 1e13 }),
    count: number,
    negative: fc.option(number, { nil: undefined }),
    reach: fc.option(number, { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (points) => {
      for (const { score, level, expected, unusualDays } of watch(points)) {
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect([0, 1, 2, 3]).toContain(level)
        expect(expected).toBeGreaterThanOrEqual(0)
        expect(unusualDays).toBeGreaterThanOrEqual(1)
      }
    }),
  )
})
