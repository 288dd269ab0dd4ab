import type { Language } from './types.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const weekdays = {
  de: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}
const months = {
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

/** "Donnerstag, 14. März" / "Thursday 14 March": what a promise names. */
export function longDate(at: Date, language: Language): string {
  const { weekday, date, month } = berlin(at)
  return language === 'de'
    ? `${weekdays.de[weekday]}, ${date}. ${months.de[month]}`
    : `${weekdays.en[weekday]} ${date} ${months.en[month]}`
}

/** "14.03." / "14 March" */
export function shortDate(at: Date, language: Language): string {
  const { date, month } = berlin(at)
  return language === 'de' ? `${two(date)}.${two(month + 1)}.` : `${date} ${months.en[month]}`
}

/** "16:30 Uhr" / "4:30 pm" */
export function clock(at: Date, language: Language): string {
  const { hours, minutes } = berlin(at)
  if (language === 'de') return `${hours}:${two(minutes)} Uhr`
  const half = hours < 12 ? 'am' : 'pm'
  return `${hours % 12 === 0 ? 12 : hours % 12}:${two(minutes)} ${half}`
}

/** Same hour so many days on; a Sunday becomes the Monday after it, because nobody promises a Sunday. */
export function workdayAfter(at: Date, days: number): Date {
  const later = new Date(at.getTime() + days * day)
  return days > 0 && berlin(later).weekday === 0 ? new Date(later.getTime() + day) : later
}

/** How likely somebody writes in this hour, 0 to 1: quiet nights, a morning and an evening peak, calm Sundays. */
export function writingWeight(at: Date): number {
  const { weekday, hours } = berlin(at)
  const byHour = [2, 1, 1, 1, 1, 3, 12, 34, 62, 80, 88, 84, 70, 66, 72, 76, 82, 90, 86, 72, 60, 46, 26, 9]
  const byDay = [0.3, 1, 0.92, 0.88, 0.9, 0.95, 0.55]
  return ((byHour[hours] as number) / 100) * (byDay[weekday] as number)
}

/** The service is staffed Monday to Friday 7 to 20, Saturday 8 to 16. */
export function staffed(at: Date): boolean {
  const { weekday, hours } = berlin(at)
  if (weekday === 0) return false
  return weekday === 6 ? hours >= 8 && hours < 16 : hours >= 7 && hours < 20
}

export function nextStaffed(at: Date): Date {
  let later = at
  while (!staffed(later)) later = new Date(later.getTime() + 30 * minute)
  return later
}

/** People sleep: what would be written between midnight and six comes in the morning. */
export function awake(at: Date): Date {
  const { hours } = berlin(at)
  return hours < 6 ? new Date(at.getTime() + 6.5 * hour) : at
}

/** The same moment, or the next morning when it falls into the night: nobody promises 3 o'clock. */
export function atDaytime(at: Date): Date {
  let later = at
  while (berlin(later).hours < 8 || berlin(later).hours >= 19) later = new Date(later.getTime() + 30 * minute)
  return later
}

/** The wall clock in Germany. Written out because a formatter per date would cost a tenth of the build. */
function berlin(at: Date) {
  const local = new Date(at.getTime() + (isSummer(at) ? 2 : 1) * hour)
  return {
    weekday: local.getUTCDay(),
    date: local.getUTCDate(),
    month: local.getUTCMonth(),
    hours: local.getUTCHours(),
    minutes: local.getUTCMinutes(),
  }
}

/** European summer time: from the last Sunday of March to the last Sunday of October, both at 01:00 UTC. */
function isSummer(at: Date): boolean {
  const year = at.getUTCFullYear()
  return at >= lastSundayAtOne(year, 2) && at < lastSundayAtOne(year, 9)
}

function lastSundayAtOne(year: number, month: number): Date {
  const lastDay = new Date(Date.UTC(year, month + 1, 0, 1))
  return new Date(lastDay.getTime() - lastDay.getUTCDay() * day)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
