import type { ServiceHours } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import { aroundTheClock, type OpenHours, openHoursOf } from './calendar.ts'
import { type CalendarRow, calendarRows } from './store.ts'
import { type WorkingTime, workingTime } from './working-time.ts'

/** Where something is done: by a team, on a presence. */
export type Place = { teamId?: string | null; presenceId?: string | null }

/** The service hours of a workspace: of a presence, else of the team, else of the house. */
export type Calendars = {
  house: WorkingTime
  teams: ReadonlyMap<string, WorkingTime>
  presences: ReadonlyMap<string, WorkingTime>
  /** Changes with any of them. */
  stamp: string
}

const maxKept = 2_000
const kept = new Map<string, WorkingTime>()

/** One small query; what was worked out for a version of a calendar is kept in this process. */
export async function readCalendars(db: Db, workspaceId: string): Promise<Calendars> {
  return calendarsOf(await calendarRows(db, workspaceId))
}

/** As if the hours of one place were these; null: as if it had none. */
export async function proposedCalendars(
  db: Db,
  workspaceId: string,
  { teamId, presenceId, hours }: { teamId: string | null; presenceId: string | null; hours: ServiceHours | null },
): Promise<Calendars> {
  const found = await calendarRows(db, workspaceId)
  const others = found.filter((row) => row.team_id !== teamId || row.presence_id !== presenceId)
  // A version of its own each time: proposals must not find one another's hours.
  const version = -Math.ceil(performance.now() * 1_000)
  const proposed = hours && { id: workspaceId, team_id: teamId, presence_id: presenceId, hours, version }
  return calendarsOf(proposed ? [...others, proposed] : others)
}

function calendarsOf(found: readonly CalendarRow[]): Calendars {
  const house = found.find((row) => !row.team_id && !row.presence_id)
  const of = (row: CalendarRow) => keptFor(row, house)
  return {
    house: house ? of(house) : roundTheClock,
    teams: new Map(found.filter((row) => row.team_id).map((row) => [row.team_id!, of(row)])),
    presences: new Map(found.filter((row) => row.presence_id).map((row) => [row.presence_id!, of(row)])),
    stamp: found.map((row) => `${row.id}:${row.version}`).join(' '),
  }
}

const roundTheClock = workingTime(openHoursOf(aroundTheClock))

/** Special days of the house hold everywhere, unless a place says something else of that day. */
function withHouseDays(hours: OpenHours, house: OpenHours | undefined): OpenHours {
  if (!house) return hours
  const own = new Set(hours.specialDays.map(({ date, yearly }) => (yearly ? date.slice(5) : date)))
  const days = house.specialDays.filter(({ date, yearly }) => !own.has(date.slice(5)) && (yearly || !own.has(date)))
  return { ...hours, specialDays: [...hours.specialDays, ...days] }
}

function keptFor(row: CalendarRow, house: CalendarRow | undefined): WorkingTime {
  const key = `${row.id}:${row.version}:${house?.version ?? 0}`
  const known = kept.get(key)
  if (known) return known
  const made = workingTime(
    withHouseDays(openHoursOf(row.hours), house && house !== row ? openHoursOf(house.hours) : undefined),
  )
  if (kept.size >= maxKept) kept.clear()
  kept.set(key, made)
  return made
}

export function workingTimeOf(calendars: Calendars, { presenceId, teamId }: Place): WorkingTime {
  return (
    (presenceId ? calendars.presences.get(presenceId) : undefined) ??
    (teamId ? calendars.teams.get(teamId) : undefined) ??
    calendars.house
  )
}

/** When this many minutes of service hours have passed since. */
export function dueAfter(calendars: Calendars, place: Place, from: Date, minutes: number): Date {
  return new Date(workingTimeOf(calendars, place).after(from.getTime(), minutes * 60_000))
}

export function isOpenAt(calendars: Calendars, place: Place, at: Date): boolean {
  return workingTimeOf(calendars, place).isOpenAt(at.getTime())
}

/** This moment or the next one within service hours; null when none comes. */
export function nextOpening(calendars: Calendars, place: Place, at: Date): Date | null {
  const opening = workingTimeOf(calendars, place).nextOpening(at.getTime())
  return opening === null ? null : new Date(opening)
}
