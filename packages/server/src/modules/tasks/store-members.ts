import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'

export async function membersByIds(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    db,
    sql<{
      id: string
      name: string
    }>`select id, name from member where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}
