import Holidays from 'date-holidays'
import type { HolidayTable } from './holidays.ts'

const countries = ['DE', 'AT', 'CH'] as const
const firstYear = 2020
const lastYear = 2060

/**
 * The public holidays of all German, Austrian and Swiss states as a table of dates, taken from date-holidays. A table,
 * because the library with its rules for the whole world takes 47 MB and half a second in every process that asks it.
 */
export function makeHolidayTable(): HolidayTable {
  const names: HolidayTable['names'] = []
  const dates: string[] = []
  const regions: HolidayTable['regions'] = {}
  for (const { code, name, at } of placesOf()) {
    const found = new Map<string, { name: [string, string]; fromMinute: number; days: Map<number, string> }>()
    const daysOf = publicDays(at)
    for (let year = firstYear; year <= lastYear; year += 1) {
      for (const day of daysOf(year)) {
        // Two of one name in a year are two entries: nothing is overwritten.
        let key = `${day.fromMinute} ${day.name.join('|')}`
        while (found.get(key)?.days.has(year)) key += '+'
        if (!found.has(key)) found.set(key, { name: day.name, fromMinute: day.fromMinute, days: new Map() })
        found.get(key)!.days.set(year, day.date)
      }
    }
    regions[code] = {
      name,
      holidays: [...found.values()]
        .map((holiday): [number, number, number] => [
          indexIn(names, holiday.name),
          indexIn(dates, inShort(holiday.days)),
          holiday.fromMinute,
        ])
        .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
    }
  }
  return {
    source:
      'date-holidays by commenthol (ISC), https://github.com/commenthol/date-holidays; its data: CC BY-SA 3.0, from the articles "Feiertage in Deutschland", "Feiertage in Österreich", "Feiertage in der Schweiz" of de.wikipedia.org. Changed: dates instead of rules, three countries only.',
    firstYear,
    lastYear,
    names,
    dates,
    regions,
  }
}

type Place = { code: string; name: string; at: string[] }

export function placesOf(): Place[] {
  const all = new Holidays()
  return countries.flatMap((country) =>
    Object.entries(all.getStates(country, 'de') ?? {}).flatMap(([state, name]) => [
      { code: `${country}-${state}`, name, at: [country, state] },
      ...Object.entries(all.getRegions(country, state, 'de') ?? {}).map(([region, part]) => ({
        code: `${country}-${state}-${region}`,
        name: `${name}: ${part}`,
        at: [country, state, region],
      })),
    ]),
  )
}

type PublicDay = { name: [string, string]; date: string; fromMinute: number }

/** Public holidays of a place by year, as the library has them. */
export function publicDays(at: string[]): (year: number) => PublicDay[] {
  const [country, state, region] = at as [string, string, string?]
  const place = { country, state, ...(region ? { region } : {}) }
  const [german, english] = ['de', 'en'].map((languages) => new Holidays(place, { languages, types: ['public'] }))
  return (year) => {
    const inEnglish = new Map(english!.getHolidays(year).map((day) => [`${day.rule} ${day.date}`, day.name]))
    return german!.getHolidays(year).map((day) => ({
      name: [day.name, inEnglish.get(`${day.rule} ${day.date}`) ?? day.name],
      date: day.date.slice(5, 10),
      fromMinute: Number(day.date.slice(11, 13)) * 60 + Number(day.date.slice(14, 16)),
    }))
  }
}

/** `01-06` where it is the same in every year, else one per year, `-` where there is none. */
function inShort(days: ReadonlyMap<number, string>): string {
  const list = Array.from({ length: lastYear - firstYear + 1 }, (_, n) => days.get(firstYear + n) ?? '-')
  return new Set(list).size === 1 ? list[0]! : list.join(' ')
}

function indexIn<T>(list: T[], value: T): number {
  const at = list.findIndex((known) => JSON.stringify(known) === JSON.stringify(value))
  if (at >= 0) return at
  list.push(value)
  return list.length - 1
}
