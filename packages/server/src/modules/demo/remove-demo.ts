import { sql } from 'kysely'
import { tablesInOrder } from '#platform/backup/tables'
import { inTransaction, one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'

/**
 * Takes the sample company out with everything in it and the people who were only there; other workspaces stay
 * untouched. Its journal entries stay: the journal is append-only and sealed, and holds no words of anybody.
 */
export async function removeDemo(deps: Deps): Promise<boolean> {
  const workspace = await one(deps.db.system, sql<{ id: string }>`select id from workspace where sample_data limit 1`)
  if (!workspace) return false
  const tables = await ownedTables(deps)
  await inTransaction(deps.db.system, async (tx) => {
    const people = await rows(
      tx,
      sql<{ user_id: string }>`select user_id from member where workspace_id = ${workspace.id}`,
    )
    for (const table of tables) await run(tx, sql`delete from ${sql.table(table)} where workspace_id = ${workspace.id}`)
    await run(tx, sql`delete from workspace where id = ${workspace.id}`)
    await run(
      tx,
      sql`delete from auth_user u where u.id = any(${people.map((person) => person.user_id)}::text[])
        and not exists (select from member m where m.user_id = u.id)`,
    )
  })
  return true
}

/** Every table that holds rows of a workspace, children before parents, asked of the schema so that none is forgotten. */
async function ownedTables(deps: Deps): Promise<string[]> {
  const client = await deps.db.systemPool.connect()
  try {
    const tables = await tablesInOrder(client)
    return tables
      .filter((table) => table.columns.includes('workspace_id') && table.name !== 'journal')
      .map((table) => table.name)
      .toReversed()
  } finally {
    client.release()
  }
}
