import type { Unit } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export async function readUnits(db: Db, workspaceId: string, id?: string): Promise<Unit[]> {
  const found = await rows(
    db,
    sql<{ id: string; name: string; parent_id: string | null }>`
      select id, name, parent_id from unit where workspace_id = ${workspaceId} ${id ? sql`and id = ${id}` : sql``}
      order by lower(name), id`,
  )
  return found.map((row) => ({ id: row.id, name: row.name, parentId: row.parent_id }))
}

/** All units of the workspace, locked in one order: two moves at once cannot close a circle. */
export async function lockUnits(tx: Db, workspaceId: string): Promise<Map<string, string | null>> {
  const found = await rows(
    tx,
    sql<{ id: string; parent_id: string | null }>`
      select id, parent_id from unit where workspace_id = ${workspaceId} order by id for update`,
  )
  return new Map(found.map((row) => [row.id, row.parent_id]))
}

export async function insertUnit(tx: Db, workspaceId: string, unit: Unit): Promise<void> {
  await run(
    tx,
    sql`insert into unit (workspace_id, id, parent_id, name) values (${workspaceId}, ${unit.id}, ${unit.parentId}, ${unit.name})`,
  )
}

export async function updateUnit(
  tx: Db,
  workspaceId: string,
  id: string,
  { name, parentId }: { name?: string | undefined; parentId?: string | null | undefined },
): Promise<void> {
  await run(
    tx,
    sql`update unit set name = coalesce(${name ?? null}, name),
        parent_id = ${parentId === undefined ? sql`parent_id` : sql`${parentId}::uuid`}
      where workspace_id = ${workspaceId} and id = ${id}`,
  )
}

export async function hasTeams(tx: Db, workspaceId: string, id: string): Promise<boolean> {
  return (
    (await one(tx, sql`select 1 from team where workspace_id = ${workspaceId} and unit_id = ${id} limit 1`)) !==
    undefined
  )
}

export async function deleteUnit(tx: Db, workspaceId: string, id: string): Promise<void> {
  await run(tx, sql`delete from unit where workspace_id = ${workspaceId} and id = ${id}`)
}
