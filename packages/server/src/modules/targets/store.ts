import type { TargetRule } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

export type StoredTargets = {
  version: number | null
  rules: TargetRule[] | null
  by_member: string | null
  by_name: string | null
  at: Date | null
  settings: Record<string, unknown>
  /** Each team with its unit and those above it, the nearest first. */
  chains: { team: string; units: string[] }[]
}

const newest = sql`select version, rules, by_member, at, (select m.name from member m where m.id = v.by_member) as by_name
  from target_version v where v.workspace_id = w.id order by version desc limit 1`

/** One query: it is asked for every batch of intake. */
export function storedTargets(db: Db, workspaceId: string): Promise<StoredTargets | undefined> {
  return one(
    db,
    sql<StoredTargets>`
      with recursive chain as (
        select t.id as team, u.id, u.parent_id, 0 as depth from team t join unit u on u.id = t.unit_id where t.workspace_id = ${workspaceId}
        union all select c.team, u.id, u.parent_id, c.depth + 1 from chain c join unit u on u.id = c.parent_id where c.depth < 20
      )
      select v.*, w.settings,
        coalesce((select jsonb_agg(jsonb_build_object('team', e.team, 'units', e.units))
          from (select team, jsonb_agg(id order by depth) as units from chain group by team) e), '[]') as chains
      from workspace w left join lateral (${newest}) v on true where w.id = ${workspaceId}`,
  )
}

/** One person makes the next version at a time. */
export async function lockTargets(tx: Db, workspaceId: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('targets:' || ${workspaceId}::text, 0))`)
}

export async function insertTargets(
  tx: Db,
  actor: Actor,
  version: number,
  rules: readonly TargetRule[],
): Promise<void> {
  await run(
    tx,
    sql`insert into target_version (workspace_id, version, rules, by_member) values (${actor.workspaceId}, ${version}, ${JSON.stringify(rules)}::jsonb, ${actor.memberId})`,
  )
}

/** The simplest two values are settings as well: whoever sets them there or here sets the same. */
export async function writeHours(
  tx: Db,
  workspaceId: string,
  hours: { answerTargetHours: number; nextUpdateHours: number },
): Promise<void> {
  await run(
    tx,
    sql`update workspace set settings = settings || ${JSON.stringify(hours)}::jsonb where id = ${workspaceId}`,
  )
}

/** Which of the named units, teams and presences this workspace has. */
export async function knownPlaces(db: Db, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const list = [...new Set(ids)]
  const found = await rows(
    db,
    sql<{ id: string }>`
      select id from unit where workspace_id = ${workspaceId} and id = any(${list}::uuid[])
      union all select id from team where workspace_id = ${workspaceId} and id = any(${list}::uuid[])
      union all select id from presence where workspace_id = ${workspaceId} and id = any(${list}::uuid[])`,
  )
  return new Set(found.map((row) => row.id))
}
