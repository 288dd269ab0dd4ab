import type { Calendar, calendarRoutes, PublicHoliday, ResponseOf } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { aroundTheClock } from './calendar.ts'
import { holidayRegions, holidaysOf, isHolidayRegion } from './holidays/holidays.ts'
import { shownCalendars, todayIn } from './store.ts'

export async function listCalendars(deps: Deps, actor: Actor): Promise<ResponseOf<typeof calendarRoutes.list>> {
  return {
    items: await calendarsShown(deps.db.of(actor.workspaceId), actor.workspaceId),
    usual: aroundTheClock,
    regions: holidayRegions(),
  }
}

export async function calendarsShown(db: Db, workspaceId: string, id?: string): Promise<Calendar[]> {
  const found = await shownCalendars(db, workspaceId, id)
  return found.map((row) => ({
    id: row.id,
    teamId: row.team_id,
    presenceId: row.presence_id,
    hours: row.hours,
    version: row.version,
    by: row.changed_by && row.by_name !== null ? { id: row.changed_by, name: row.by_name } : null,
    at: row.changed_at.toISOString(),
  }))
}

const shownMost = 20
/** All three countries keep Central European Time. */
const timeZone = 'Europe/Berlin'

export async function comingHolidays(deps: Deps, actor: Actor, region: string): Promise<{ items: PublicHoliday[] }> {
  if (!isHolidayRegion(region)) throw new Refusal('invalid-input', 'The public holidays of this state are not known.')
  const today = await todayIn(deps.db.of(actor.workspaceId), timeZone)
  const year = Number(today.slice(0, 4))
  const items = [year, year + 1]
    .flatMap((each) => [...holidaysOf(region, each)])
    .filter(([date]) => date >= today)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, shownMost)
    .map(([date, { name, fromMinute }]) => ({ date, name, fromMinute }))
  return { items }
}
