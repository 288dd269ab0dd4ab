import type { QueryError } from './query-error.ts'
import type { Sign } from './scan-query.ts'

/**
 * `words`: inflection, compounds, accents and ä/ae/a count as the same word unless a term says `=term`.
 * `none`: every term is the word itself in lower case.
 */
export type Folding = 'words' | 'none'

/** What the parts of the parser share. */
export type Parsing = {
  signs: Sign[]
  at: number
  folding: Folding
  errors: QueryError[]
  terms: number
  wildcards: number
  depth: number
}
