import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import type { ServiceHours } from './calendar.ts'

export type CalendarRow = {
  id: string
  team_id: string | null
  presence_id: string | null
  hours: ServiceHours
  version: number
}

export function calendarRows(db: Db, workspaceId: string): Promise<CalendarRow[]> {
  return rows(
    db,
    sql<CalendarRow>`select id, team_id, presence_id, hours, version from calendar where workspace_id = ${workspaceId} order by id`,
  )
}
