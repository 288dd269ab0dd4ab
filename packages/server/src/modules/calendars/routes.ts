import { calendarRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { comingHolidays, listCalendars } from './list-calendars.ts'
import { removeCalendar, saveCalendar } from './save-calendar.ts'

export function calendarBindings(deps: Deps): Binding[] {
  return [
    bind(calendarRoutes.list, ({ actor }) => listCalendars(deps, actor)),
    bind(calendarRoutes.save, ({ actor, body }) => saveCalendar(deps, actor, body)),
    bind(calendarRoutes.remove, ({ actor, params }) => removeCalendar(deps, actor, params.id)),
    bind(calendarRoutes.holidays, ({ actor, query }) => comingHolidays(deps, actor, query.region)),
  ]
}
