// Dates as feeds really write them: ISO 8601 and RFC 822 with every usual mistake. Zone missing means UTC.

/** ISO 8601 in UTC ("2004-01-01T19:48:21.000Z"), or null for what is no date. */
export function parseFeedDate(text: string | null): string | null {
  const date = (text ?? '').trim()
  if (date.length < 4 || date.length > 80) return null
  const ms = isoDate(date) ?? wordDate(date) ?? numericDate(date)
  if (ms === null || Number.isNaN(ms)) return null
  const year = new Date(ms).getUTCFullYear()
  return year >= 1900 && year <= 2200 ? new Date(ms).toISOString() : null
}

type Clock = { hour: number; minute: number; second: number; ms: number; zoneMinutes: number }

const midnight: Clock = { hour: 0, minute: 0, second: 0, ms: 0, zoneMinutes: 0 }

function isoDate(text: string): number | null {
  const day = /^([+-]?\d{4})(?:-?(\d{2})(?:-?(\d{2}))?|-?(\d{3}))?(?![\d/.])/.exec(text)
  if (day === null) return null
  const rest = text.slice(day[0].length).replace(/^[T\s]+/i, '')
  const clock = rest === '' ? midnight : readClock(rest)
  if (clock === null) return null
  const year = Number(day[1])
  if (day[4] !== undefined) return atTime(year, 1, Number(day[4]), clock, 366)
  return atTime(year, Number(day[2] ?? 1), Number(day[3] ?? 1), clock)
}

/** Any order of weekday, day, month name, year: "Thu, 1 Jan 04 19:48 EST", "Jan 5, 2004", "5. März 2025". */
function wordDate(text: string): number | null {
  const time = /(?:^|[\sT,])(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?.{0,24})$/.exec(text) ?? null
  const clockFirst = /\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?/.exec(text)
  const before = clockFirst === null ? text : text.slice(0, clockFirst.index)
  const after = clockFirst === null ? '' : text.slice(clockFirst.index)
  const month = monthIn(before)
  if (month === null) return null
  const numbers = before.match(/\d+/g) ?? []
  // asctime puts the year behind the clock: "Thu Jan  1 19:48:21 2004".
  const lateYear = numbers.length === 1 ? /\s((?:19|20)\d{2})\b/.exec(after)?.[1] : undefined
  const [day, year] = dayAndYear(numbers, lateYear)
  if (day === null || year === null) return null
  const clockText = lateYear === undefined ? after : after.replace(lateYear, ' ')
  const clock = clockText.trim() === '' ? midnight : readClock(clockText.trim())
  return clock === null && time !== null ? null : atTime(year, month, day, clock ?? midnight)
}

function dayAndYear(numbers: readonly string[], lateYear: string | undefined): [number | null, number | null] {
  const [first, second] = numbers
  if (first === undefined) return [null, null]
  if (lateYear !== undefined) return [Number(first), Number(lateYear)]
  if (second === undefined) return first.length === 4 ? [1, Number(first)] : [null, null]
  if (first.length === 4) return [Number(second), Number(first)]
  return [Number(first), fullYear(second)]
}

/** RFC 822 wrote two digits; 90 and above mean the last century. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 3) return 1900 + year
  if (digits.length > 2) return year
  return year >= 70 ? 1900 + year : 2000 + year
}

/** "31.12.2004 10:14" day first; "12/31/2004" month first, as its users write it, unless that cannot be. */
function numericDate(text: string): number | null {
  const match = /^(?:\p{L}+[.,]?\s+)?(\d{1,4})([./-])(\d{1,2})[./-](\d{1,4})\.?(?:[\s,T]+(.*))?$/u.exec(text)
  if (match === null) return null
  const [, first = '', mark, second = '', third = '', rest = ''] = match
  const clock = rest.trim() === '' ? midnight : readClock(rest.trim())
  if (clock === null) return null
  if (first.length === 4) return atTime(Number(first), Number(second), Number(third), clock)
  const year = fullYear(third)
  if (mark === '/' && Number(first) <= 12) return atTime(year, Number(first), Number(second), clock)
  return atTime(year, Number(second), Number(first), clock)
}

function readClock(text: string): Clock | null {
  const match =
    /^(\d{1,2}|\d{4}|\d{6})(?:[:.h](\d{2}))?(?:[:.](\d{1,2}))?(?:[.,](\d{1,9}))?\s*([ap]\.?m\.?)?\s*(.*)$/i.exec(text)
  if (match === null) return null
  const [, first = '', , , fraction, half, zone = ''] = match
  let hour = Number(first.length > 2 ? first.slice(0, 2) : first)
  const minute = Number(first.length > 2 ? first.slice(2, 4) : (match[2] ?? 0))
  const second = Number(first.length === 6 ? first.slice(4) : (match[3] ?? 0))
  if (half !== undefined) hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
  const zoneMinutes = readZone(zone.trim())
  if (zoneMinutes === null || hour > 24 || minute > 59 || second > 61) return null
  const ms = fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000
  return { hour, minute, second: Math.min(second, 59), ms: Math.floor(ms), zoneMinutes }
}

function readZone(text: string): number | null {
  if (text === '') return 0
  const offset = /^\(?(?:GMT|UTC|UT|Z)?\s*([+-])\s*(\d{1,2}):?(\d{2})?/i.exec(text)
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return minutes > 18 * 60 ? 0 : offset[1] === '-' ? -minutes : minutes
  }
  const name = /^\(?([A-Za-z]{1,5})\b/.exec(text)?.[1]?.toUpperCase()
  if (name === undefined) return /^\d/.test(text) ? null : 0
  // A zone nobody knows still leaves a time; half a day off is better than no date.
  return Math.round((zones[name] ?? 0) * 60)
}

function atTime(year: number, month: number, day: number, clock: Clock, maxDay = 31): number | null {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > maxDay) return null
  const ms = Date.UTC(year, month - 1, day, clock.hour, clock.minute, clock.second, clock.ms)
  if (maxDay === 31 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null
  return ms - clock.zoneMinutes * 60_000
}

function monthIn(text: string): number | null {
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const month = months[word] ?? (word.length > 2 ? months[word.slice(0, 3)] : undefined)
    if (month !== undefined && !weekdays.has(word)) return month
  }
  return null
}

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan jän jänner januar janvier enero ene gennaio gen janeiro styczeń stycznia januari ιαν янв января',
    'feb fév févr février febrero febbraio fevereiro fev lutego luty φεβ фев февраля',
    'mar mär mrz märz mars marzo março marca maart mrt μάρ μαρ мар марта',
    'apr avr avril abril abr aprile kwietnia απρ апр апреля',
    'may mai mayo maggio mag maio maja maj mei μάι μαϊ май мая',
    'jun juin junio giugno giu junho czerwca ιούν ιον июн июня',
    'jul juil juillet julio luglio lug julho lipca ιούλ ιολ июл июля',
    'aug aoû août agosto ago sierpnia αύγ αυγ авг августа',
    'sep sept septembre septiembre settembre set setembro września σεπ сен сентября',
    'oct okt oktober octobre octubre ottobre ott outubro out października οκτ окт октября',
    'nov novembre noviembre novembro listopada νοέ νοε ноя ноября',
    'dec dez déc dezember décembre diciembre dic dicembre dezembro grudnia δεκ дек декабря',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
)

/** Weekdays whose first letters look like a month's. */
const weekdays = new Set(['mardi', 'martes', 'martedì', 'mar.', 'marti', 'gennadi'])

const zones: Readonly<Record<string, number>> = {
  GMT: 0,
  UT: 0,
  UTC: 0,
  Z: 0,
  WET: 0,
  WEST: 1,
  BST: 1,
  IST: 5.5,
  CET: 1,
  CEST: 2,
  MEZ: 1,
  MESZ: 2,
  MET: 1,
  MEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  MSD: 4,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
  AST: -4,
  ADT: -3,
  NST: -3.5,
  BRT: -3,
  BRST: -2,
  JST: 9,
  KST: 9,
  HKT: 8,
  SGT: 8,
  AWST: 8,
  ACST: 9.5,
  ACDT: 10.5,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
  ET: -5,
  CT: -6,
  MT: -7,
  PT: -8,
  A: -1,
  M: -12,
  N: 1,
  Y: 12,
}
