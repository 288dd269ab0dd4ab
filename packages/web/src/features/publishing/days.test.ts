import { expect, test } from 'vitest'
import { addDays, addMonths, mondayOf, usualTimeOn, wallClockAt, weekdayOf, weeklyAt, weeksOf } from './days.ts'

test('days go on over the ends of months, years and clock changes', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
  expect([weekdayOf('2026-11-22'), mondayOf('2026-11-22')]).toEqual([7, '2026-11-16'])
})

test('a month is shown in whole weeks, each day once', () => {
  const weeks = weeksOf('2026-11-22', 'month')
  expect([weeks[0]![0], weeks.at(-1)!.at(-1)]).toEqual(['2026-10-26', '2026-12-06'])
  expect(weeksOf('2027-02-10', 'month')).toHaveLength(4)
  expect(weeksOf('2026-11-22', 'week')).toEqual([Array.from({ length: 7 }, (_, n) => addDays('2026-11-16', n))])
})

test('the clock on the wall of a zone', () => {
  expect(wallClockAt(new Date('2026-10-24T22:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25T00:30')
  expect(wallClockAt(new Date('2026-11-22T08:00:00Z'), 'America/New_York')).toBe('2026-11-22T03:00')
})

test('a new post has a time that is still to come, at no minute of a week a passed one', () => {
  const wrong: string[] = []
  for (let minute = 0; minute < 8 * 24 * 60; minute += 7) {
    const now = new Date(Date.UTC(2026, 11, 27, 0, minute)).toISOString().slice(0, 16)
    const today = now.slice(0, 10)
    for (const day of [addDays(today, -3), today, addDays(today, 1), addDays(today, 40)]) {
      const at = usualTimeOn(day, now)
      if (at <= now || (day > today && !at.startsWith(day))) wrong.push(`${now} ${day}: ${at}`)
    }
    for (const near of [addDays(today, -9), today, addDays(today, 12)])
      for (const weekday of [1, 3, 7]) {
        const at = weeklyAt(near, { weekday, hour: 9 }, now)
        const latest = addDays(mondayOf(near > today ? near : today), 14)
        if (at <= now || at >= latest || weekdayOf(at.slice(0, 10)) !== weekday) wrong.push(`${now} ${near}: ${at}`)
      }
  }
  expect(wrong).toEqual([])
  expect(usualTimeOn('2026-11-22', '2026-11-22T09:59')).toBe('2026-11-22T10:00')
  expect(usualTimeOn('2026-11-22', '2026-11-22T16:25')).toBe('2026-11-22T17:00')
  expect(usualTimeOn('2026-11-22', '2026-11-22T16:40')).toBe('2026-11-22T18:00')
  expect(usualTimeOn('2026-12-31', '2026-12-31T23:55')).toBe('2027-01-01T10:00')
  expect(weeklyAt('2026-11-27', { weekday: 1, hour: 9 }, '2026-11-27T12:00')).toBe('2026-11-30T09:00')
})
