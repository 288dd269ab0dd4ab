/** Days as the calendar shows them: `2026-11-27`, without a zone. Pure. */

const dayMs = 86_400_000

/** What the clock on the wall of a zone shows at a moment: `2026-11-27T09:00`. */
export function wallClockAt(at: Date, timeZone: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** 1 is Monday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day))
}

const usualTime = '10:00'
const latestHour = 20

/** When a new post on a day would leave, never before `now` on the wall: usually in the morning, else soon, else tomorrow. */
export function usualTimeOn(day: string, now: string): string {
  const usual = `${day}T${usualTime}`
  if (usual > now) return usual
  const hour = Number(now.slice(11, 13)) + (now.slice(14) < '30' ? 1 : 2)
  const today = now.slice(0, 10)
  if (hour > latestHour) return `${addDays(today, 1)}T${usualTime}`
  return `${today}T${String(hour).padStart(2, '0')}:00`
}

/** That hour of the week in the week of a day, or of the first week after in which it is still to come. */
export function weeklyAt(day: string, { weekday, hour }: { weekday: number; hour: number }, now: string): string {
  const at = (near: string) => `${addDays(mondayOf(near), weekday - 1)}T${String(hour).padStart(2, '0')}:00`
  const [wanted, next] = [at(day), at(now.slice(0, 10))]
  if (wanted > now) return wanted
  return next > now ? next : at(addDays(now.slice(0, 10), 7))
}

/** The weeks that show a month, each with its seven days; or the one week of a day. */
export function weeksOf(day: string, span: 'month' | 'week'): string[][] {
  const first = mondayOf(span === 'month' ? `${day.slice(0, 7)}-01` : day)
  const weeks: string[][] = []
  for (let monday = first; ; monday = addDays(monday, 7)) {
    if (weeks.length > 0 && (span === 'week' || monday.slice(0, 7) !== day.slice(0, 7))) return weeks
    weeks.push(Array.from({ length: 7 }, (_, n) => addDays(monday, n)))
  }
}

/** The same day of another month, or its last. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
