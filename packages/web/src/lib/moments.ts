/** Times people choose with one press, by the clock of the device. Pure: now comes in. */

export type MomentPreset = {
  id: 'inTwoHours' | 'todayAt16' | 'tomorrowAt8' | 'tomorrowAt12' | 'mondayAt8' | 'mondayAt12' | 'friday'
  at: Date
}

const HOUR_MS = 3_600_000
const FRIDAY = 5
const MONDAY = 1

/** When the customer hears from us again. Nothing that is passed or on a free day. */
export function promisePresets(now: Date): MomentPreset[] {
  const tomorrow = atClock(now, 1, 12)
  const presets: MomentPreset[] = [
    { id: 'inTwoHours', at: roundedUp(new Date(now.getTime() + 2 * HOUR_MS)) },
    { id: 'todayAt16', at: atClock(now, 0, 16) },
    isFreeDay(tomorrow)
      ? { id: 'mondayAt12', at: atClock(now, daysUntil(now, MONDAY), 12) }
      : { id: 'tomorrowAt12', at: tomorrow },
    { id: 'friday', at: atClock(now, daysUntil(now, FRIDAY), 16) },
  ]
  return distinct(presets.filter((preset) => preset.at.getTime() > now.getTime() + HOUR_MS / 2))
}

/** When a case comes back to us. */
export function followUpPresets(now: Date): MomentPreset[] {
  const presets: MomentPreset[] = [
    { id: 'todayAt16', at: atClock(now, 0, 16) },
    { id: 'tomorrowAt8', at: atClock(now, 1, 8) },
    { id: 'mondayAt8', at: atClock(now, daysUntil(now, MONDAY), 8) },
  ]
  return distinct(presets.filter((preset) => preset.at.getTime() > now.getTime() + 5 * 60_000))
}

/** What the field of a moment of one's own begins with: what holds, else a preset; never passed, on a Sunday evening neither. */
export function usualFollowUp(now: Date, current: Date | null = null): Date {
  if (current && current > now) return current
  const [first, second] = followUpPresets(now)
  return second?.at ?? first?.at ?? atClock(now, 1, 8)
}

/** The next word as the workspace's plain hours want it, moved into the working day. */
export function usualNextUpdate(now: Date, hours: number): Date {
  const at = roundedUp(new Date(now.getTime() + hours * HOUR_MS))
  if (!isFreeDay(at) && at.getHours() >= 8 && at.getHours() < 18) return at
  const next = at.getHours() >= 18 || isFreeDay(at) ? atClock(at, 1, 10) : atClock(at, 0, 10)
  while (isFreeDay(next)) next.setDate(next.getDate() + 1)
  return next
}

/** `2026-11-27T16:00`, as `<input type="datetime-local">` wants it. */
export function toLocalInput(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** `2026-11-27`, as `<input type="date">` wants it: the day on the clock of the device, not that of Greenwich. */
export function toDayInput(at: Date): string {
  return toLocalInput(at).slice(0, 10)
}

/** The day so many days on; Saturday and Sunday become Monday, for nobody promises those. */
export function workdayIn(now: Date, days: number): string {
  const day = atClock(now, days, 12)
  while (isFreeDay(day)) day.setDate(day.getDate() + 1)
  return toDayInput(day)
}

/** Until when something promised for a day is kept: the end of the office day; of a day whose office is over, its last minute. */
export function endOfDay(day: string, now: Date): Date {
  const office = new Date(`${day}T18:00:00`)
  return office > now || day !== toDayInput(now) ? office : new Date(`${day}T23:59:00`)
}

/** Null where nothing or nonsense was typed. */
export function fromLocalInput(value: string): Date | null {
  const at = new Date(value)
  return value && !Number.isNaN(at.getTime()) ? at : null
}

function atClock(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
}
/** 1 to 7: the coming one, never today. */
function daysUntil(now: Date, weekday: number): number {
  return ((weekday - now.getDay() + 6) % 7) + 1
}
function isFreeDay(at: Date): boolean {
  return at.getDay() === 0 || at.getDay() === 6
}
/** To the next full quarter of an hour. */
function roundedUp(at: Date): Date {
  const quarter = HOUR_MS / 4
  return new Date(Math.ceil(at.getTime() / quarter) * quarter)
}
function distinct(presets: MomentPreset[]): MomentPreset[] {
  return presets.filter((preset, at) => presets.findIndex((other) => other.at.getTime() === preset.at.getTime()) === at)
}

/** "eine Rückfrage beantwortet ist oder eine Aufgabe erledigt ist"; empty for none. */
export function waitsInWords(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(words)
}
