import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'

/** Minutes from the first word to the first answer of the newest 200 conversations of the last thirty days. */
export async function answerTimes(db: Db, presenceId: string): Promise<number[]> {
  const found = await rows(
    db,
    sql<{ minutes: number }>`select (extract(epoch from a.at - s.started_at) / 60)::float8 as minutes
      from (select id, presence_id, started_at from chat_session where presence_id = ${presenceId} and started_at > now() - interval '30 days' order by started_at desc limit 200) s
      join thread t on t.presence_id = s.presence_id and t.external_key = s.id::text
      cross join lateral (select min(m.occurred_at) as at from message m where m.thread_id = t.id and m.direction = 'out' and m.nature = 'message' and m.deleted_at is null) a
      where a.at > s.started_at`,
  )
  return found.map(({ minutes }) => minutes)
}
