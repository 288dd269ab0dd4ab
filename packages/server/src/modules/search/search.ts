import type { QueryOf, ResponseOf, searchRoutes } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { sql } from 'kysely'
import { listRows } from '#cases'
import { findCustomers } from '#customers'
import type { Actor, Deps } from '#platform/deps'
import { decodeCursor, encodeCursor, type TimeCursor } from '#platform/cursor'
import { type Db, rows } from '#platform/db/database'
import { snippetOf } from './snippet.ts'

type Hit = { case_id: string; message_id: string | null; at: Date; exact_at: string; text: string }

/** How many of the newest messages are walked before the word index is asked. */
const newestSlice = 20_000

/**
 * Search over messages, case titles and numbers, newest first, and over customers. A frequent word is found in the
 * newest messages at once; a rare one by the word index: both stay fast at a million messages, and nothing is ranked.
 */
export async function search(
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof searchRoutes.search>,
): Promise<ResponseOf<typeof searchRoutes.search>> {
  const db = deps.db.of(actor.workspaceId)
  const before = decodeCursor(query.cursor)
  const words = searchWords(query.q, 12)
  const number = /^#?(\d{1,9})$/.exec(query.q.trim())?.[1]
  const [hits, byNumber, customers] = await Promise.all([
    words.length > 0 ? findMessages(db, actor.workspaceId, words, before, query.limit + 1) : Promise.resolve([]),
    number && !before
      ? rows(
          db,
          sql<Hit>`select id as case_id, null as message_id, last_message_at as at, last_message_at::text as exact_at, preview as text from cases where workspace_id = ${actor.workspaceId} and number = ${Number(number)}`,
        )
      : Promise.resolve([]),
    before ? Promise.resolve([]) : findCustomers(db, actor, query.q, 5),
  ])
  const found = [...byNumber, ...hits.slice(0, query.limit)]
  const cases = new Map(
    (await listRows(db, actor, [...new Set(found.map((hit) => hit.case_id))])).map((row) => [row.id, row]),
  )
  const seen = new Set<string>()
  const items = found.flatMap((hit) => {
    const row = cases.get(hit.case_id)
    if (!row || seen.has(hit.case_id)) return []
    seen.add(hit.case_id)
    return [{ case: row, messageId: hit.message_id, snippet: snippetOf(hit.text, query.q), at: hit.at.toISOString() }]
  })
  const last = hits[query.limit - 1]
  return {
    items,
    nextCursor:
      hits.length > query.limit && last?.message_id ? encodeCursor({ at: last.exact_at, id: last.message_id }) : null,
    customers,
  }
}

async function findMessages(
  db: Db,
  workspaceId: string,
  words: readonly string[],
  before: TimeCursor | null,
  limit: number,
): Promise<Hit[]> {
  // The last word may be unfinished: it matches as a beginning. Values are quoted as tsquery lexemes, then bound.
  const lexemes = words.map(
    (word, index) =>
      `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'${index === words.length - 1 ? ':*' : ''}`,
  )
  const asked = sql`${lexemes.join(' & ')}::tsquery`
  const older = before ? sql`and (s.at, s.message_id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``
  const newest = await rows(
    db,
    sql<{ message_id: string; case_id: string; at: Date; exact_at: string }>`
      with slice as materialized (select s.message_id, s.case_id, s.at, s.words from message_search s where s.workspace_id = ${workspaceId} ${older} order by s.at desc, s.message_id desc limit ${newestSlice})
      select message_id, case_id, at, at::text as exact_at from slice where words @@ ${asked} and case_id is not null order by at desc, message_id desc limit ${limit}`,
  )
  const found =
    newest.length >= limit
      ? newest
      : await rows(
          db,
          sql<{ message_id: string; case_id: string; at: Date; exact_at: string }>`
            with hit as materialized (select s.message_id, s.case_id, s.at from message_search s where s.words @@ ${asked} and s.workspace_id = ${workspaceId} and s.case_id is not null ${older} limit 50000)
            select *, at::text as exact_at from hit order by at desc, message_id desc limit ${limit}`,
        )
  if (found.length === 0) return []
  const texts = new Map(
    (
      await rows(
        db,
        sql<{
          id: string
          text: string
        }>`select id, left(coalesce(full_text, text), 4000) as text from message where id = any(${found.map((hit) => hit.message_id)}::uuid[])`,
      )
    ).map((row) => [row.id, row.text]),
  )
  return found.map((hit) => ({ ...hit, text: texts.get(hit.message_id) ?? '' }))
}
