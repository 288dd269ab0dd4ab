import { expect, test } from 'vitest'
import { workingTime } from '../calendars/working-time.ts'
import { openHoursOf } from '../calendars/calendar.ts'
import { halfWay, proposeAt } from './lead.ts'

/** Monday to Friday, nine to five in Berlin; 2026-03-02 is a Monday. */
const office = workingTime(
  openHoursOf({
    timeZone: 'Europe/Berlin',
    week: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
    holidays: null,
    specialDays: [],
  } as never),
)
const at = (text: string) => new Date(`${text}+01:00`)

test('minutes count service time: an hour before Monday ten is Monday nine, two hours before it Friday four', () => {
  const since = at('2026-02-20T10:00')
  const of = (minutes: number) => proposeAt(office, since, at('2026-03-02T10:00'), { unit: 'minutes', minutes })
  expect(of(60)).toEqual(at('2026-03-02T09:00'))
  expect(of(30)).toEqual(at('2026-03-02T09:30'))
  expect(Math.abs(of(120).getTime() - at('2026-02-27T16:00').getTime())).toBeLessThanOrEqual(2_000)
})

test('a share is a share of the whole time, and never comes in its first half', () => {
  const [since, due] = [at('2026-03-02T09:00'), at('2026-03-02T19:00')]
  expect(proposeAt(office, since, due, { unit: 'share', percent: 20 })).toEqual(at('2026-03-02T17:00'))
  expect(proposeAt(office, since, due, { unit: 'share', percent: 90 })).toEqual(at('2026-03-02T14:00'))
  expect(proposeAt(office, at('2026-03-02T09:00'), at('2026-03-02T10:00'), { unit: 'minutes', minutes: 600 })).toEqual(
    at('2026-03-02T09:30'),
  )
})

test('a rule waits for half of the service time that is left, of plain time where none is', () => {
  expect(halfWay(office, at('2026-03-02T10:00'), at('2026-03-02T12:00'))).toEqual(at('2026-03-02T11:00'))
  expect(halfWay(office, at('2026-02-27T16:00'), at('2026-03-02T10:00'))).toEqual(at('2026-02-27T17:00'))
  expect(halfWay(office, at('2026-02-28T10:00'), at('2026-02-28T12:00'))).toEqual(at('2026-02-28T11:00'))
})
