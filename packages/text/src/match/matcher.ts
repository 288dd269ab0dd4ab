import { parseQuery } from './parse-query.ts'
import type { Folding } from './parsing.ts'
import { makeFinder } from './finder.ts'
import { type Plan, planOf } from './plan.ts'
import type { MatchPost, Query } from './query.ts'
import type { QueryError } from './query-error.ts'
import { makeTermNumbers, toFormula } from './term-numbers.ts'

export type StandingQuery<Id> = { id: Id; query: string | Query }

export type Matcher<Id> = {
  /** Per post the ids of the queries it meets, in the order of the queries. */
  match(posts: readonly MatchPost[]): Id[][]
  /** Queries left out because they could not be read. */
  refused: { id: Id; errors: QueryError[] }[]
}

/**
 * Many standing queries as one matcher: a post's words lead to the queries whose rarest condition they meet, only these
 * are asked for the rest. How rare is learned from the posts that come; it changes the speed, never the result.
 */
export function compileQueries<Id>(
  queries: readonly StandingQuery<Id>[],
  { folding = 'words' }: { folding?: Folding } = {},
): Matcher<Id> {
  const terms = makeTermNumbers()
  const ids: Id[] = []
  const plans: Plan[] = []
  const refused: Matcher<Id>['refused'] = []
  for (const { id, query } of queries) {
    const parsed = typeof query === 'string' ? parseQuery(query, { folding }) : { ok: true as const, query }
    if (parsed.ok) {
      ids.push(id)
      plans.push(planOf(toFormula(terms, parsed.query)))
    } else refused.push({ id, errors: parsed.errors })
  }
  const find = makeFinder(terms, plans)
  return { match: (posts) => posts.map((post) => pick(ids, find(post))), refused }
}

function pick<Id>(ids: readonly Id[], queries: Int32Array): Id[] {
  const picked: Id[] = []
  for (let k = 0; k < queries.length; k += 1) picked.push(ids[queries[k]!]!)
  return picked
}
