import { openHoursOf } from '../calendar.ts'
import { holidaysOf } from '../holidays/holidays.ts'
import type { ServiceHours } from '@resonanz/contracts'

const minuteMs = 60_000
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/**
 * For tests: the due time found by walking minute by minute and looking at the clock on the wall each time, without
 * years, offsets, sums or searches. Slow, and independent of what it checks but for the list of public holidays.
 */
export function steppedDue(hours: ServiceHours, from: Date, minutes: number): Date {
  const wall = wallClock(hours.timeZone)
  let at = from.getTime()
  let left = minutes * minuteMs
  while (left > 0) {
    const end = (Math.floor(at / minuteMs) + 1) * minuteMs
    const step = end - at
    if (isOpenOnWall(hours, wall(at))) {
      if (step >= left) return new Date(at + left)
      left -= step
    }
    at = end
  }
  return new Date(at)
}

type Wall = { date: string; weekday: number; minute: number }

export function isOpenOnWall(hours: ServiceHours, { date, weekday, minute }: Wall): boolean {
  const { week, specialDays } = openHoursOf(hours)
  const special =
    specialDays.find((day) => !day.yearly && day.date === date) ??
    specialDays.find((day) => day.yearly && day.date.slice(5) === date.slice(5))
  const within = (times: { from: number; to: number }[]) => times.some(({ from, to }) => minute >= from && minute < to)
  if (special) return within(special.hours)
  const holiday = hours.holidays ? holidaysOf(hours.holidays, Number(date.slice(0, 4))).get(date) : undefined
  if (holiday && minute >= holiday.fromMinute) return false
  return within(week.filter((time) => time.weekday === weekday))
}

export function wallClock(timeZone: string): (at: number) => Wall {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => {
    const said = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return {
      date: `${said.year}-${said.month}-${said.day}`,
      weekday: weekdays.indexOf(said.weekday!) + 1,
      minute: Number(said.hour) * 60 + Number(said.minute),
    }
  }
}
