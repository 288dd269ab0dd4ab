import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'

/** Visits of our own that only tried the way, by what they said: they stand among no conversations and no times. */
export async function forgetVisits(tx: Db, clientIds: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`with said as (delete from chat_line where client_id = any(${[...clientIds]}::uuid[]) returning session_id)
      delete from chat_session s using said where s.id = said.session_id
        and not exists (select from chat_line l where l.session_id = s.id and not l.client_id = any(${[...clientIds]}::uuid[]))`,
  )
}
