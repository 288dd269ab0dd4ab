import type { Anchor } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type Moment = { caseId: string; at: Date; teamId: string | null; presenceId: string | null }

/** The rule's row, held by one process at a time; null when another has it, or it changed meanwhile. */
export async function holdRule(
  tx: Db,
  id: string,
  version: number,
  now: Date | null,
): Promise<{ from: Date; now: Date } | null> {
  const held = await one(
    tx,
    sql<{
      from: Date
      now: Date
    }>`select coalesce(swept_until, now()) as from, date_trunc('milliseconds', coalesce(${now}::timestamptz, now())) as now from workflow
      where id = ${id} and version = ${version} and enabled and paused_reason is null for update skip locked`,
  )
  return held && held.now > held.from ? held : null
}

export async function sweptUntil(tx: Db, id: string, until: Date): Promise<void> {
  await run(tx, sql`update workflow set swept_until = ${until} where id = ${id}`)
}

const columnOf: Record<Anchor, RawBuilder<unknown>> = {
  opened: sql`c.opened_at`,
  waiting: sql`c.waiting_since`,
  lastInbound: sql`c.last_inbound_at`,
  lastOutbound: sql`c.last_outbound_at`,
  due: sql`c.due_at`,
}
const isOpen = sql`c.category in ('new','open','waiting_customer','waiting_internal') and c.merged_into is null`
/** Cases that one rule takes at once. */
export const most = 5_000

/** Open cases whose moment lies in (from, to], the earliest first. All but `due` lie before the case's last word. */
export function anchorsBetween(
  db: Db,
  workspaceId: string,
  anchor: Anchor,
  from: Date,
  to: Date,
  limit = most,
): Promise<Moment[]> {
  const column = columnOf[anchor]
  return rows(
    db,
    sql<Moment>`select c.id as "caseId", date_trunc('milliseconds', ${column}) as at, c.team_id as "teamId", c.presence_id as "presenceId" from cases c
      where c.workspace_id = ${workspaceId} and ${isOpen} and ${column} > ${from} and ${column} <= ${to} ${anchor === 'due' ? sql`` : sql`and c.last_message_at > ${from}`}
      order by ${column}, c.id limit ${limit}`,
  )
}

/** The newest moment at this time of day by the clock of the house's service hours; its day of the week is that of the house. */
export async function lastDailyMoment(
  db: Db,
  workspaceId: string,
  at: string,
  now: Date,
): Promise<{ at: Date; isWorkday: boolean }> {
  const found = await one(
    db,
    sql<{ at: Date; isWorkday: boolean }>`with zone as (
        select coalesce((select hours->>'timeZone' from calendar where workspace_id = ${workspaceId} and team_id is null and presence_id is null limit 1), 'Europe/Berlin') as name),
      days as (select (${now}::timestamptz at time zone name)::date - n as day, name from zone, generate_series(0, 1) n),
      moments as (select (day + ${at}::time) at time zone name as at, extract(isodow from day) < 6 as "isWorkday" from days)
      select at, "isWorkday" from moments where at <= ${now} order by at desc limit 1`,
  )
  return found!
}

export function openCasesOf(db: Db, workspaceId: string, at: Date): Promise<Moment[]> {
  return rows(
    db,
    sql<Moment>`select c.id as "caseId", ${at}::timestamptz as at, c.team_id as "teamId", c.presence_id as "presenceId" from cases c
      where c.workspace_id = ${workspaceId} and ${isOpen} order by c.last_message_at desc, c.id desc limit ${most}`,
  )
}
