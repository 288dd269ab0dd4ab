import { readFileSync } from 'node:fs'

/** Written by `npm run holidays`. */
export type HolidayTable = {
  source: string
  firstYear: number
  lastYear: number
  /** German, English. */
  names: [string, string][]
  /** `01-06` for every year, or one per year from the first on, with `-` for none. */
  dates: string[]
  /** By code (`DE-BY`, `CH-ZH`, `DE-BY-A`): name, and per holiday the numbers of its name and dates and the minute it begins at. */
  regions: Record<string, { name: string; holidays: [number, number, number][] }>
}

export type Holiday = { name: { de: string; en: string } /** 0: the whole day. */; fromMinute: number }

let read: HolidayTable | undefined

/** Read at the first question: a house without service hours pays nothing. */
function table(): HolidayTable {
  read ??= JSON.parse(readFileSync(new URL('./table.json', import.meta.url), 'utf8')) as HolidayTable
  return read
}

/** States and, where they differ, parts of states. */
export function holidayRegions(): { code: string; name: string }[] {
  return Object.entries(table().regions).map(([code, { name }]) => ({ code, name }))
}

export function isHolidayRegion(code: string): boolean {
  return Object.hasOwn(table().regions, code)
}

/** Public holidays of a year by `YYYY-MM-DD`; the earlier one counts where two begin on one day. Empty beyond the table. */
export function holidaysOf(region: string, year: number): Map<string, Holiday> {
  const { firstYear, lastYear, names, dates, regions } = table()
  const found = new Map<string, Holiday>()
  if (year < firstYear || year > lastYear || !isHolidayRegion(region)) return found
  for (const [name, date, fromMinute] of regions[region]!.holidays) {
    const list = dates[date]!
    const day = list.length === 5 ? list : list.split(' ')[year - firstYear]!
    if (day === '-') continue
    const key = `${year}-${day}`
    const known = found.get(key)
    if (known && known.fromMinute <= fromMinute) continue
    const [de, en] = names[name]!
    found.set(key, { name: { de, en }, fromMinute })
  }
  return found
}
