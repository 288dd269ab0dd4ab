import { type RoutingPolicy, type SavedRoutingPolicy, shippedRouting } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

export type VersionedPolicy = { version: number; policy: RoutingPolicy }

type Row = {
  workspace_id: string
  version: number
  policy: RoutingPolicy
  note: string
  at: Date
  by_member: string | null
  by_name: string | null
}

/** The policies of those workspaces that ever made one; for all others what is shipped holds, and nothing is done. */
export async function policiesOf(db: Db, workspaceIds: readonly string[]): Promise<Map<string, VersionedPolicy>> {
  if (workspaceIds.length === 0) return new Map()
  const found = await rows(
    db,
    sql<Row>`select distinct on (workspace_id) workspace_id, version, policy from routing_policy
      where workspace_id = any(${[...workspaceIds]}::uuid[]) order by workspace_id, version desc`,
  )
  return new Map(found.map(({ workspace_id, version, policy }) => [workspace_id, { version, policy }]))
}

export async function policyOf(db: Db, workspaceId: string): Promise<VersionedPolicy> {
  return (await policiesOf(db, [workspaceId])).get(workspaceId) ?? { version: 0, policy: shippedRouting }
}

export async function newestPolicy(db: Db, workspaceId: string): Promise<SavedRoutingPolicy> {
  const row = await one(
    db,
    sql<Row>`select p.*, m.name as by_name from routing_policy p left join member m on m.id = p.by_member
      where p.workspace_id = ${workspaceId} order by p.version desc limit 1`,
  )
  if (!row) return { version: 0, policy: shippedRouting, by: null, at: null, note: '' }
  return {
    version: row.version,
    policy: row.policy,
    by: row.by_member ? { id: row.by_member, name: row.by_name ?? '' } : null,
    at: row.at.toISOString(),
    note: row.note,
  }
}

/** One person makes the next version at a time. */
export async function lockPolicy(tx: Db, workspaceId: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('routing:' || ${workspaceId}::text, 0))`)
}

export async function insertPolicy(
  tx: Db,
  { workspaceId, memberId }: Pick<Actor, 'workspaceId' | 'memberId'>,
  { version, policy, note }: VersionedPolicy & { note: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into routing_policy (workspace_id, version, policy, note, by_member)
      values (${workspaceId}, ${version}, ${JSON.stringify(policy)}::jsonb, ${note}, ${memberId})`,
  )
}

/** Which of these the workspace does not have. */
export async function unknownIds(
  db: Db,
  workspaceId: string,
  ids: { teams: readonly string[]; topics: readonly string[]; presences: readonly string[] },
): Promise<string[]> {
  const [teams, topics, presences] = [ids.teams, ids.topics, ids.presences].map((list) => [...new Set(list)]) as [
    string[],
    string[],
    string[],
  ]
  const found = await one(
    db,
    sql<{ teams: number; topics: number; presences: number }>`select
      (select count(*)::int from team where workspace_id = ${workspaceId} and id = any(${teams}::uuid[])) as teams,
      (select count(*)::int from topic where workspace_id = ${workspaceId} and id = any(${topics}::uuid[])) as topics,
      (select count(*)::int from presence where workspace_id = ${workspaceId} and id = any(${presences}::uuid[])) as presences`,
  )
  return [
    ...(found!.teams < teams.length ? ['teamId'] : []),
    ...(found!.topics < topics.length ? ['topicId'] : []),
    ...(found!.presences < presences.length ? ['presenceId'] : []),
  ]
}
