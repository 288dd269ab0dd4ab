import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'

export type TopicRecord = { id: string; parent_id: string | null; name: { de: string; en: string }; active: boolean }

export function topicsOf(db: Db, workspaceId: string): Promise<TopicRecord[]> {
  return rows(
    db,
    sql<TopicRecord>`select id, parent_id, name, active from topic where workspace_id = ${workspaceId} order by id limit 5000`,
  )
}

/** Locks the tree: two changes at once could otherwise make a ring. */
export async function lockTopics(tx: Db, workspaceId: string): Promise<TopicRecord[]> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('topics:' || ${workspaceId}::text, 0))`)
  return topicsOf(tx, workspaceId)
}

export async function writeTopic(tx: Db, workspaceId: string, topic: TopicRecord): Promise<void> {
  await run(
    tx,
    sql`insert into topic (workspace_id, id, parent_id, name, active)
      values (${workspaceId}, ${topic.id}, ${topic.parent_id}, ${JSON.stringify(topic.name)}::jsonb, ${topic.active})
      on conflict (id) do update set parent_id = excluded.parent_id, name = excluded.name, active = excluded.active`,
  )
}

/** Tags on cases with how many carry them, the most used first. */
export async function tagsOf(db: Db, workspaceId: string): Promise<{ name: string; count: number }[]> {
  return rows(
    db,
    sql<{ name: string; count: number }>`select name, count(*)::int as count
      from (select tags from cases where workspace_id = ${workspaceId} and tags <> '{}' limit 50000) c, unnest(c.tags) as name
      group by name order by count desc, name limit 500`,
  )
}
