import type { ServiceHours } from '@resonanz/contracts'

const days = (weekdays: number[], ...times: [string, string][]) =>
  weekdays.flatMap((weekday) => times.map(([from, to]) => ({ weekday, from, to })))
const workdays = [1, 2, 3, 4, 5]
const all = [1, 2, 3, 4, 5, 6, 7]

/** Service hours that the table of due times asks, by name. */
export const places: Record<string, ServiceHours> = {
  hamburg: { timeZone: 'Europe/Berlin', week: days(workdays, ['09:00', '17:00']), holidays: 'DE-HH', specialDays: [] },
  'munich shop': {
    timeZone: 'Europe/Berlin',
    week: [...days(workdays, ['08:00', '12:00'], ['13:00', '18:30']), ...days([6], ['10:00', '14:00'])],
    holidays: 'DE-BY-KATH',
    specialDays: [
      {
        date: '2020-12-24',
        yearly: true,
        name: { de: 'Heiligabend', en: 'Christmas Eve' },
        hours: [{ from: '08:00', to: '12:00' }],
      },
      { date: '2020-12-31', yearly: true, name: { de: 'Silvester', en: 'New Year’s Eve' }, hours: [] },
      {
        date: '2024-02-29',
        yearly: true,
        name: { de: 'Schalttag', en: 'Leap day' },
        hours: [{ from: '10:00', to: '11:00' }],
      },
      {
        date: '2026-04-03',
        yearly: false,
        name: { de: 'Karfreitag offen', en: 'Open on Good Friday' },
        hours: [{ from: '09:00', to: '11:00' }],
      },
    ],
  },
  vienna: { timeZone: 'Europe/Vienna', week: days(workdays, ['07:30', '16:00']), holidays: 'AT-9', specialDays: [] },
  solothurn: {
    timeZone: 'Europe/Zurich',
    week: days([...workdays, 6], ['08:00', '20:00']),
    holidays: 'CH-SO',
    specialDays: [],
  },
  always: { timeZone: 'Europe/Berlin', week: days(all, ['00:00', '24:00']), holidays: null, specialDays: [] },
  'always but holidays': {
    timeZone: 'Europe/Berlin',
    week: days(all, ['00:00', '24:00']),
    holidays: 'DE-SN',
    specialDays: [],
  },
  night: {
    timeZone: 'Europe/Berlin',
    week: days(all, ['00:00', '06:00'], ['22:00', '24:00']),
    holidays: null,
    specialDays: [],
  },
  'small hours': { timeZone: 'Europe/Berlin', week: days(all, ['02:15', '02:45']), holidays: null, specialDays: [] },
  'new york': {
    timeZone: 'America/New_York',
    week: days(workdays, ['09:00', '17:00']),
    holidays: null,
    specialDays: [],
  },
  kathmandu: {
    timeZone: 'Asia/Kathmandu',
    week: days([7, 1, 2, 3, 4, 5], ['10:00', '17:00']),
    holidays: null,
    specialDays: [],
  },
  'lord howe': {
    timeZone: 'Australia/Lord_Howe',
    week: days(all, ['01:00', '03:00']),
    holidays: null,
    specialDays: [],
  },
  // The clocks go forward at midnight.
  santiago: {
    timeZone: 'America/Santiago',
    week: days(all, ['00:00', '01:00'], ['23:00', '24:00']),
    holidays: null,
    specialDays: [],
  },
  apia: { timeZone: 'Pacific/Apia', week: days(workdays, ['08:00', '16:00']), holidays: null, specialDays: [] },
}
