import type { ServiceHours } from '@resonanz/contracts'
import { Refusal } from '#platform/errors'
import { minuteOf } from './calendar.ts'
import { isHolidayRegion } from './holidays/holidays.ts'
import { isTimeZone } from './zone.ts'

/** Refuses hours that nobody could keep, and completes names. */
export function checkedHours(hours: ServiceHours): ServiceHours {
  const { timeZone, week, holidays, specialDays } = hours
  if (!isTimeZone(timeZone)) throw new Refusal('invalid-input', 'There is no such time zone.', { timeZone })
  if (holidays !== null && !isHolidayRegion(holidays))
    throw new Refusal('invalid-input', 'The public holidays of this state are not known.', { holidays })
  if (week.length === 0)
    throw new Refusal('invalid-input', 'Open at least once a week, else nothing would ever be due.')
  for (const time of [...week, ...specialDays.flatMap((day) => day.hours)])
    if (minuteOf(time.from) >= minuteOf(time.to))
      throw new Refusal(
        'invalid-input',
        'A time begins before it ends; one past midnight is two, until 24:00 and from 00:00.',
        {
          from: time.from,
          to: time.to,
        },
      )
  const days = specialDays.map(({ date, yearly }) => (yearly ? date.slice(5) : date))
  if (new Set(days).size < days.length)
    throw new Refusal('invalid-input', 'A special day stands there twice.', {
      dates: days.filter((day, index) => days.indexOf(day) !== index),
    })
  return {
    ...hours,
    specialDays: specialDays.map((day) => ({
      ...day,
      name: { de: day.name.de || day.name.en, en: day.name.en || day.name.de },
    })),
  }
}
