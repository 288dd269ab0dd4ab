import { expect, test } from 'vitest'
import { holidayRegions, holidaysOf } from './holidays.ts'
import { placesOf, publicDays } from './make-table.ts'

const day = (region: string, date: string) => holidaysOf(region, Number(date.slice(0, 4))).get(date)

test('every German, Austrian and Swiss state is there', () => {
  const states = holidayRegions().filter(({ code }) => code.split('-').length === 2)
  const of = (country: string) => states.filter(({ code }) => code.startsWith(`${country}-`)).length
  expect([of('DE'), of('AT'), of('CH')]).toEqual([16, 9, 26])
})

// From the states' own laws, not from the library.
test('what states know and others do not', () => {
  expect(day('DE-BE', '2026-03-08')?.name.de).toBe('Internationaler Frauentag')
  expect(day('DE-HH', '2026-03-08')).toBeUndefined()
  expect(day('DE-HH', '2026-10-31')?.name.en).toBe('Reformation Day')
  expect(day('DE-BY', '2026-10-31')).toBeUndefined()
  expect(day('DE-SN', '2026-11-18')?.name.de).toBe('Buß- und Bettag')
  expect(day('DE-TH', '2026-09-20')?.name.de).toBe('Weltkindertag')
  expect(day('DE-BY-A', '2026-08-08')?.name.de).toBe('Augsburger Friedensfest')
  expect(day('DE-NW', '2026-06-04')?.name.de).toBe('Fronleichnam')
  expect(day('AT-9', '2026-10-26')?.name.de).toBe('Nationalfeiertag')
  expect(day('AT-9', '2026-04-03')).toBeUndefined()
  expect(day('CH-SO', '2026-05-01')?.fromMinute).toBe(720)
  expect(day('DE-HH', '2026-04-03')?.name.de).toBe('Karfreitag')
  expect(day('DE-HH', '2038-04-26')?.name.de).toBe('Ostermontag')
})

// All years are compared by writing the table anew; these are enough to see that it is stale.
test('the table is what the library says: else run `npm run holidays`', () => {
  for (const { code, at } of placesOf()) {
    const daysOf = publicDays(at)
    for (const year of [2026, 2041]) {
      const said = new Set(daysOf(year).map((each) => `${year}-${each.date}`))
      expect(new Set(holidaysOf(code, year).keys()), `${code} ${year}`).toEqual(said)
    }
  }
})
