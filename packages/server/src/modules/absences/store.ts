import type { Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type AbsenceRow = {
  id: string
  member_id: string
  member_name: string
  from_at: Date
  to_at: Date
  deputy_id: string | null
  deputy_name: string | null
  is_running: boolean
}

/** Absences that run or come, the soonest first. */
export function readAbsences(db: Db, workspaceId: string, id?: string): Promise<AbsenceRow[]> {
  return rows(
    db,
    sql<AbsenceRow>`
      select a.id, a.member_id, m.name as member_name, a.from_at, a.to_at, a.deputy_id, d.name as deputy_name, a.from_at <= now() as is_running
      from absence a join member m on m.id = a.member_id left join member d on d.id = a.deputy_id
      where a.workspace_id = ${workspaceId} and a.ended_at is null and a.to_at > now() ${id ? sql`and a.id = ${id}` : sql``}
      order by a.from_at, a.id limit 1000`,
  )
}

export function runningAbsences(db: Db, workspaceId: string, at: Date | null) {
  return rows(
    db,
    sql<{ member_id: string; deputy_id: string | null; to_at: Date; is_deputy_active: boolean }>`
      select a.member_id, a.deputy_id, a.to_at, coalesce(d.active, false) as is_deputy_active
      from absence a left join member d on d.id = a.deputy_id
      where a.workspace_id = ${workspaceId} and a.ended_at is null
        and a.from_at <= coalesce(${at}::timestamptz, now()) and a.to_at > coalesce(${at}::timestamptz, now())`,
  )
}

export function lockAbsence(tx: Db, workspaceId: string, id: string) {
  return one(
    tx,
    sql<{ member_id: string; from_at: Date; to_at: Date; deputy_id: string | null }>`
      select member_id, from_at, to_at, deputy_id from absence
      where workspace_id = ${workspaceId} and id = ${id} and ended_at is null and to_at > now() for update`,
  )
}

export async function countActive(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  const found = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from member where workspace_id = ${workspaceId} and active and id = any(${[...ids]}::uuid[])`,
  )
  return found?.n ?? 0
}

export async function roleOf(db: Db, workspaceId: string, memberId: string): Promise<Role | undefined> {
  const found = await one(
    db,
    sql<{ role: Role }>`select role from member where workspace_id = ${workspaceId} and id = ${memberId}`,
  )
  return found?.role
}

export type AbsenceTimes = { from: Date; to: Date; deputyId: string | null }

export async function insertAbsence(
  tx: Db,
  workspaceId: string,
  absence: AbsenceTimes & { id: string; memberId: string; by: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id, created_by)
      values (${workspaceId}, ${absence.id}, ${absence.memberId}, ${absence.from}, ${absence.to}, ${absence.deputyId}, ${absence.by})`,
  )
}

export async function updateAbsence(tx: Db, workspaceId: string, id: string, to: AbsenceTimes): Promise<void> {
  await run(
    tx,
    sql`update absence set from_at = ${to.from}, to_at = ${to.to}, deputy_id = ${to.deputyId}
      where workspace_id = ${workspaceId} and id = ${id}`,
  )
}

export async function endAbsence(tx: Db, workspaceId: string, id: string): Promise<void> {
  await run(tx, sql`update absence set ended_at = now() where workspace_id = ${workspaceId} and id = ${id}`)
}
