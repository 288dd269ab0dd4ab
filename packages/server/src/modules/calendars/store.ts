import type { ServiceHours } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

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

export type ShownCalendar = CalendarRow & { changed_by: string | null; by_name: string | null; changed_at: Date }

export function shownCalendars(db: Db, workspaceId: string, id?: string): Promise<ShownCalendar[]> {
  return rows(
    db,
    sql<ShownCalendar>`select c.id, c.team_id, c.presence_id, c.hours, c.version, c.changed_by, m.name as by_name, c.changed_at
      from calendar c left join member m on m.id = c.changed_by
      where c.workspace_id = ${workspaceId} ${id ? sql`and c.id = ${id}` : sql``} order by c.id limit 1000`,
  )
}

export type CalendarPlace = { teamId: string | null; presenceId: string | null }

/** One person changes the hours of a workspace at a time. */
export async function lockCalendars(tx: Db, workspaceId: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('calendar:' || ${workspaceId}::text, 0))`)
}

export async function calendarOf(tx: Db, workspaceId: string, place: CalendarPlace): Promise<CalendarRow | undefined> {
  const found = await calendarRows(tx, workspaceId)
  return found.find((row) => row.team_id === place.teamId && row.presence_id === place.presenceId)
}

export async function isPlaceKnown(db: Db, workspaceId: string, place: CalendarPlace): Promise<boolean> {
  const found = await one(
    db,
    sql<{ known: boolean }>`select
      (${place.teamId}::uuid is null or exists (select 1 from team where id = ${place.teamId}::uuid and workspace_id = ${workspaceId}))
      and (${place.presenceId}::uuid is null or exists (select 1 from presence where id = ${place.presenceId}::uuid and workspace_id = ${workspaceId} and archived_at is null)) as known`,
  )
  return found!.known
}

export async function writeCalendar(
  tx: Db,
  actor: Actor,
  { id, version, hours, teamId, presenceId }: CalendarPlace & { id: string; version: number; hours: ServiceHours },
): Promise<void> {
  await run(
    tx,
    sql`insert into calendar (workspace_id, id, team_id, presence_id, hours, version, changed_by)
      values (${actor.workspaceId}, ${id}, ${teamId}, ${presenceId}, ${JSON.stringify(hours)}::jsonb, ${version}, ${actor.memberId})
      on conflict (id) do update set hours = excluded.hours, version = excluded.version, changed_by = excluded.changed_by, changed_at = now()`,
  )
}

export async function deleteCalendar(
  tx: Db,
  workspaceId: string,
  id: string,
): Promise<Pick<CalendarRow, 'team_id' | 'presence_id'> | undefined> {
  return one(
    tx,
    sql<
      Pick<CalendarRow, 'team_id' | 'presence_id'>
    >`delete from calendar where id = ${id} and workspace_id = ${workspaceId} returning team_id, presence_id`,
  )
}

/** The time zone people of this workspace read times in: that of the hours of the house, Berlin where none are set. */
export async function houseZone(db: Db, workspaceId: string): Promise<string> {
  const found = await one(
    db,
    sql<{
      zone: string | null
    }>`select hours->>'timeZone' as zone from calendar where workspace_id = ${workspaceId} and team_id is null and presence_id is null limit 1`,
  )
  return found?.zone ?? 'Europe/Berlin'
}

/** Today in a time zone, `YYYY-MM-DD`, by the database's clock. */
export async function todayIn(db: Db, timeZone: string): Promise<string> {
  const found = await one(db, sql<{ day: string }>`select to_char(now() at time zone ${timeZone}, 'YYYY-MM-DD') as day`)
  return found!.day
}
