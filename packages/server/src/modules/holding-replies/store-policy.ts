import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type PolicyRow = {
  workspace_id: string
  version: number
  policy: unknown
  by_member: string | null
  by_name: string | null
  at: Date
}

/** The newest version of each workspace; none where everything is as it came. */
export function newestPolicies(db: Db, workspaceIds: readonly string[]): Promise<PolicyRow[]> {
  return rows(
    db,
    sql<PolicyRow>`select distinct on (p.workspace_id) p.workspace_id, p.version, p.policy, p.by_member, p.at,
        (select name from member m where m.id = p.by_member) as by_name
      from holding_policy p where p.workspace_id = any(${[...workspaceIds]}::uuid[]) order by p.workspace_id, p.version desc`,
  )
}

/** Until the transaction ends nobody else makes a version. */
export async function lockPolicy(tx: Db, workspaceId: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('holding-policy:' || ${workspaceId}::text, 0))`)
}

export async function insertPolicy(
  tx: Db,
  of: { workspaceId: string; version: number; policy: object; by: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into holding_policy (workspace_id, version, policy, by_member) values (${of.workspaceId}, ${of.version}, ${JSON.stringify(of.policy)}::jsonb, ${of.by})`,
  )
}

export async function knowsTeams(db: Db, workspaceId: string, ids: readonly string[]): Promise<boolean> {
  const unique = [...new Set(ids)]
  const found = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from team where workspace_id = ${workspaceId} and id = any(${unique}::uuid[])`,
  )
  return found!.n === unique.length
}
