/**
 * Position in a list ordered by time and id: the last row a page showed. Opaque to clients, checked when it comes back.
 * `at` is PostgreSQL's own text of the moment: a Date would cut the microseconds off and skip rows of the same instant.
 */
export type TimeCursor = { at: string; id: string }

export function encodeCursor(row: TimeCursor): string {
  return Buffer.from(`${row.at}|${row.id}`).toString('base64url')
}

/** Null for a missing or mangled cursor: the list then starts at its beginning. */
export function decodeCursor(text: string | undefined): TimeCursor | null {
  if (!text) return null
  const [at, id] = Buffer.from(text, 'base64url').toString('latin1').split('|')
  if (!at || !id || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/.test(at) || !/^[0-9a-f-]{36}$/.test(id))
    return null
  return { at, id }
}
