import { parseQuery } from './parse-query.ts'
import { exactTerm } from './parse-word.ts'
import type { Folding } from './parsing.ts'
import type { Query } from './query.ts'
import { type QueryError, queryError } from './query-error.ts'

export type QueryLine = { ok: true; id: string | number; query: Query } | { ok: false; errors: QueryError[] }

/**
 * One line of a file of queries: `{id, query}` in the query language, or `{id, must: [[term, …], …], not: [term, …]}`: of
 * every list of `must` one term, no term of `not`; words in lower case as they are, a term with blanks is a phrase. Terms
 * without a letter or digit are left out of their list.
 */
export function readQueryLine(value: unknown, { folding = 'words' }: { folding?: Folding } = {}): QueryLine {
  if (typeof value !== 'object' || value === null) return refused
  const { id, query, must, not } = value as Record<string, unknown>
  if (typeof id !== 'string' && typeof id !== 'number') return refused
  if (typeof query === 'string') {
    const parsed = parseQuery(query, { folding })
    return parsed.ok ? { ok: true, id, query: parsed.query } : parsed
  }
  if (!isTermLists(must ?? []) || !isTerms(not ?? [])) return refused
  const of: Query[] = ((must ?? []) as string[][]).map((terms) => anyOf(terms))
  const forbidden = anyOf((not ?? []) as string[])
  if (forbidden.kind !== 'or' || forbidden.of.length > 0) of.push({ kind: 'not', of: forbidden })
  return { ok: true, id, query: of.length === 1 ? of[0]! : { kind: 'and', of } }
}

const refused: QueryLine = { ok: false, errors: [queryError('query-line', 0, 0)] }

function anyOf(terms: readonly string[]): Query {
  const of = terms.map(exactTerm).filter((term) => term !== null)
  return of.length === 1 ? of[0]! : { kind: 'or', of }
}

function isTerms(value: unknown): boolean {
  return Array.isArray(value) && value.every((term) => typeof term === 'string')
}

function isTermLists(value: unknown): boolean {
  return Array.isArray(value) && value.every(isTerms)
}
