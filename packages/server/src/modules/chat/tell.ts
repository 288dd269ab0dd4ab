import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'
import type { SessionRow } from './store.ts'

/** Words between processes: what a visitor or one of us does at this moment. A lost one is no loss. */
export const chatChannel = 'resonanz_chat'

/** Whoever has the case of a conversation open looks anew. */
export async function tellMembers(db: Db, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return
  await run(
    db,
    sql`select pg_notify(${chatChannel}, 'case ' || s.workspace_id || ' ' || t.case_id) from chat_session s
      join thread t on t.presence_id = s.presence_id and t.external_key = s.id::text where s.id = any(${[...sessionIds]}::uuid[]) and t.case_id is not null`,
  )
}

export async function tellTyping(db: Db, session: Pick<SessionRow, 'id'>): Promise<void> {
  await run(db, sql`select pg_notify(${chatChannel}, ${`typing ${session.id}`})`)
}

export async function tellSeen(db: Db, session: Pick<SessionRow, 'id'>, at: Date): Promise<void> {
  await run(db, sql`select pg_notify(${chatChannel}, ${`seen ${session.id} ${at.toISOString()}`})`)
}
