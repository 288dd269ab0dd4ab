/** Dates in the words of the reader's language. Pure: time now, language and zone come in. */

export type Language = 'de' | 'en'
type Options = { language: Language; timeZone?: string }

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const locales = { de: 'de-DE', en: 'en-GB' } as const

/** `Fr., 27.11., 14:05 Uhr` / `Fri 27 Nov, 14:05`; the year stands there when it is not this one. */
export function formatMoment(at: Date, now: Date, options: Options): string {
  const clock = formatClock(at, options)
  const day = formatDay(at, now, options)
  return options.language === 'de' ? `${day}, ${clock} Uhr` : `${day}, ${clock}`
}

/** `Fr., 27.11.` / `Fri 27 Nov`. */
export function formatDay(at: Date, now: Date, options: Options): string {
  const parts = partsOf(at, options)
  const otherYear = parts.year !== partsOf(now, options).year
  if (options.language === 'de') return `${parts.weekday}., ${parts.day}.${parts.month}.${otherYear ? parts.year : ''}`
  return `${parts.weekday} ${parts.day} ${parts.month}${otherYear ? ` ${parts.year}` : ''}`
}

/** `14:05`. */
export function formatClock(at: Date, options: Options): string {
  return formatter(options, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** For list rows: `14:02` today, `Gestern`/`Yesterday`, else `27.11.` / `27 Nov`, with the year if another. */
export function formatListTime(at: Date, now: Date, options: Options): string {
  const days = calendarDaysBetween(at, now, options)
  if (days === 0) return formatClock(at, options)
  if (days === 1) return capitalised(relative(options, 'long').format(-1, 'day'))
  const parts = partsOf(at, options)
  const year = parts.year === partsOf(now, options).year ? '' : parts.year
  if (options.language === 'de') return `${parts.day}.${parts.month}.${year}`
  return `${parts.day} ${parts.month}${year ? ` ${year}` : ''}`
}

/** For day dividers: `Heute`, `Gestern`, else the weekday and date. */
export function formatDayDivider(at: Date, now: Date, options: Options): string {
  const days = calendarDaysBetween(at, now, options)
  if (days === 0 || days === 1) return capitalised(relative(options, 'long').format(-days, 'day'))
  return formatDay(at, now, options)
}

/** `vor 3 Std.`, `in 5 Min.`; beyond a day the moment itself, or `vor 6 Tagen` when `days` is asked for. */
export function formatRelative(at: Date, now: Date, options: Options & { days?: boolean }): string {
  const differenceMs = at.getTime() - now.getTime()
  const size = Math.abs(differenceMs)
  const sign = differenceMs < 0 ? -1 : 1
  if (size < 45_000) return options.language === 'de' ? 'gerade eben' : 'just now'
  if (size < HOUR_MS) return relative(options).format(sign * Math.max(1, Math.round(size / MINUTE_MS)), 'minute')
  if (size < DAY_MS) return relative(options).format(sign * Math.round(size / HOUR_MS), 'hour')
  if (!options.days) return formatMoment(at, now, options)
  return relative(options, 'long').format(sign * Math.floor(size / DAY_MS), 'day')
}

/** `0:18`, `3:05`; from two days on `2 Tage` / `2 days`, after "seit" or "in" `2 Tagen`. The sign is dropped. */
export function formatDuration(durationMs: number, options: Options & { dative?: boolean }): string {
  const size = Math.abs(durationMs)
  if (size >= 2 * DAY_MS) {
    const style = { style: 'unit', unit: 'day', unitDisplay: 'long' } as const
    const words = new Intl.NumberFormat(locales[options.language], style).format(Math.floor(size / DAY_MS))
    return options.dative && options.language === 'de' ? `${words}n` : words
  }
  const minutes = Math.floor(size / MINUTE_MS)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** `Fr 14:00` within a week, else `27.11., 14:00`; today only `14:00`. For promises in chips. */
export function formatShortMoment(at: Date, now: Date, options: Options): string {
  const days = calendarDaysBetween(at, now, options)
  const clock = formatClock(at, options)
  if (days === 0) return clock
  const parts = partsOf(at, options)
  if (Math.abs(days) < 7) return `${parts.weekday} ${clock}`
  return options.language === 'de' ? `${parts.day}.${parts.month}., ${clock}` : `${parts.day} ${parts.month}, ${clock}`
}

export type Urgency = 'overdue' | 'soon' | 'later'
const SOON_MS = 2 * HOUR_MS

/** How near a due time is: passed, within two hours, or later. */
export function urgencyOf(dueAt: Date, now: Date): Urgency {
  const leftMs = dueAt.getTime() - now.getTime()
  if (leftMs < 0) return 'overdue'
  return leftMs <= SOON_MS ? 'soon' : 'later'
}

/** Whole calendar days from `at` to `now` in the zone: 0 today, 1 yesterday, -1 tomorrow. */
export function calendarDaysBetween(at: Date, now: Date, options: Options): number {
  return dayNumber(now, options) - dayNumber(at, options)
}

function dayNumber(at: Date, options: Options): number {
  const parts = formatter(options, { year: 'numeric', month: 'numeric', day: 'numeric' }, 'en-CA').format(at)
  const [year, month, day] = parts.split('-').map(Number)
  return Math.round(Date.UTC(year ?? 0, (month ?? 1) - 1, day) / DAY_MS)
}

function partsOf(at: Date, options: Options): { weekday: string; day: string; month: string; year: string } {
  const month = options.language === 'de' ? 'numeric' : 'short'
  const format = formatter(options, { weekday: 'short', day: 'numeric', month, year: 'numeric' })
  const found: Record<string, string> = {}
  for (const part of format.formatToParts(at)) found[part.type] = part.value
  return {
    weekday: (found.weekday ?? '').replace('.', ''),
    day: found.day ?? '',
    month: (found.month ?? '').replace('Sept', 'Sep'),
    year: found.year ?? '',
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

// Building an Intl formatter costs about 50 µs; a list of rows would feel it.
function formatter(options: Options, style: Intl.DateTimeFormatOptions, locale?: string): Intl.DateTimeFormat {
  const key = `${locale ?? options.language} ${options.timeZone ?? ''} ${Object.keys(style).join()}`
  const known = formatters.get(key)
  if (known) return known
  const zone = options.timeZone ? { timeZone: options.timeZone } : {}
  const made = new Intl.DateTimeFormat(locale ?? locales[options.language], { ...style, ...zone })
  formatters.set(key, made)
  return made
}

function relative(options: Options, style: 'short' | 'long' = 'short'): Intl.RelativeTimeFormat {
  return new Intl.RelativeTimeFormat(locales[options.language], { numeric: 'auto', style })
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
