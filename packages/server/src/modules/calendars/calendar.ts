import type { ServiceHours } from '@resonanz/contracts'
import { holidaysOf } from './holidays/holidays.ts'

/** Minutes of a day on the wall: 0 to 1440. */
export type OpenTime = { from: number; to: number }

/** Service hours in minutes, as they are worked with. */
export type OpenHours = {
  /** IANA name. */
  timeZone: string
  /** Monday is 1; several a day are allowed and may touch. */
  week: (OpenTime & { weekday: number })[]
  /** State whose public holidays are closed; null: none. */
  holidays: string | null
  /** Without open times: closed. Of a yearly one the year says nothing. */
  specialDays: { date: string; yearly: boolean; hours: OpenTime[] }[]
}

/** Without hours of its own a workspace is there round the clock: due times are plain time. */
export const aroundTheClock: ServiceHours = {
  timeZone: 'Europe/Berlin',
  week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  holidays: null,
  specialDays: [],
}

export function openHoursOf({ timeZone, week, holidays, specialDays }: ServiceHours): OpenHours {
  return {
    timeZone,
    week: week.map(({ weekday, ...time }) => ({ weekday, ...openTimeOf(time) })),
    holidays,
    specialDays: specialDays.map(({ date, yearly, hours }) => ({ date, yearly, hours: hours.map(openTimeOf) })),
  }
}

function openTimeOf({ from, to }: { from: string; to: string }): OpenTime {
  return { from: minuteOf(from), to: minuteOf(to) }
}

export function minuteOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5))
}

/** Open times on the wall of every day of a year, asked by `dayNumber` (days since 1970). */
export function openTimesOfYear(hours: OpenHours, year: number): (dayNumber: number) => OpenTime[] {
  const week = Map.groupBy(hours.week, ({ weekday }) => weekday)
  const holidays = hours.holidays ? holidaysOf(hours.holidays, year) : new Map<string, never>()
  const once = new Map(hours.specialDays.filter((day) => !day.yearly).map((day) => [day.date, day]))
  const yearly = new Map(hours.specialDays.filter((day) => day.yearly).map((day) => [day.date.slice(5), day]))
  return (dayNumber) => {
    const date = new Date(dayNumber * 86_400_000).toISOString().slice(0, 10)
    const special = once.get(date) ?? yearly.get(date.slice(5))
    if (special) return special.hours
    // 1970-01-01 was a Thursday.
    const usual = week.get(((((dayNumber + 3) % 7) + 7) % 7) + 1) ?? []
    const holiday = holidays.get(date)
    return holiday
      ? usual
          .map(({ from, to }) => ({ from, to: Math.min(to, holiday.fromMinute) }))
          .filter(({ from, to }) => from < to)
      : usual
  }
}
