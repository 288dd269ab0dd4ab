import type { QueryOf, ResponseOf, searchRoutes } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { listRows } from '#cases'
import { findCustomers } from '#customers'
import type { Actor, Deps } from '#platform/deps'
import { decodeCursor, encodeCursor } from '#platform/cursor'
import { snippetOf } from './snippet.ts'
import { caseOfNumber, findMessages } from './store.ts'

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
    number && !before ? caseOfNumber(db, actor.workspaceId, Number(number)) : Promise.resolve([]),
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
