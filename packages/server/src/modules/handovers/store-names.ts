import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'

export async function nameOfTeam(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ id: string; name: string } | null> {
  const found = await one(
    db,
    sql<{ id: string; name: string }>`select id, name from team where workspace_id = ${workspaceId} and id = ${id}`,
  )
  return found ?? null
}
