import type { ServiceHours, SpecialDay } from '@resonanz/contracts'

export type Time = { from: string; to: string }

/** A time field knows no 24:00: midnight at the end of a day is typed as 00:00. */
export function typedEnd(to: string): string {
  return to === '24:00' ? '00:00' : to
}
export function storedEnd(to: string): string {
  return to === '00:00' ? '24:00' : to
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export function isAroundTheClock({ week }: Pick<ServiceHours, 'week'>): boolean {
  return weekdays.every((weekday) =>
    week.some((time) => time.weekday === weekday && time.from === '00:00' && time.to === '24:00'),
  )
}

export const roundTheClock: ServiceHours['week'] = weekdays.map((weekday) => ({
  weekday,
  from: '00:00',
  to: '24:00',
}))
export const officeWeek: ServiceHours['week'] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  from: '09:00',
  to: '17:00',
}))

export function timesOn({ week }: Pick<ServiceHours, 'week'>, weekday: number): Time[] {
  return week.filter((time) => time.weekday === weekday).map(({ from, to }) => ({ from, to }))
}

export function withTimes(week: ServiceHours['week'], days: readonly number[], times: Time[]): ServiceHours['week'] {
  return weekdays.flatMap((weekday) =>
    days.includes(weekday)
      ? times.map((time) => ({ weekday, ...time }))
      : week.filter((time) => time.weekday === weekday),
  )
}

/** One more after the last of a day, as far as there is room. */
export function nextTime(times: readonly Time[]): Time {
  const last = times.at(-1)
  if (!last || last.to === '24:00') return { from: '09:00', to: '17:00' }
  return { from: last.to, to: '24:00' }
}

export function isWrong({ from, to }: Time): boolean {
  return !/^\d\d:\d\d$/.test(from) || !/^\d\d:\d\d$/.test(to) || from >= to
}

export function problemsOf(hours: ServiceHours): 'never' | 'order' | 'day' | null {
  if (hours.week.length === 0) return 'never'
  if (hours.week.some(isWrong) || hours.specialDays.some((day) => day.hours.some(isWrong))) return 'order'
  const days = hours.specialDays.map(keyOf)
  return hours.specialDays.some(({ date }) => date === '') || new Set(days).size < days.length ? 'day' : null
}

function keyOf({ date, yearly }: SpecialDay): string {
  return yearly ? date.slice(5) : date
}
