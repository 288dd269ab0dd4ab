/** A post as search agents see it. A condition on a field that is missing does not hold; its NOT does. */
export type MatchPost = {
  text: string
  /** Language code, like "de". */
  lang?: string | null
  author?: string | null
  source?: string | null
  channel?: string | null
  /** positive, neutral or negative. */
  sentiment?: string | null
  /** Kind of concern, like "complaint". */
  kind?: string | null
  topic?: string | null
  /** People who may have seen it. */
  reach?: number | null
  /** −1 to 1. */
  score?: number | null
}

export const textFields = ['lang', 'author', 'source', 'channel', 'sentiment', 'kind', 'topic'] as const
export type TextField = (typeof textFields)[number]
export const numberFields = ['reach', 'score'] as const
export type NumberField = (typeof numberFields)[number]

/** A key that a word or a field value must have (word-keys.ts, fields.ts). */
export type WordTerm = { kind: 'word'; key: string }
/** Literal pieces with any letters between them, held against the subjects with the same sign. */
export type WildcardTerm = { kind: 'wildcard'; sign: string; pieces: string[] }
/** Words right after one another. */
export type PhraseTerm = { kind: 'phrase'; words: (WordTerm | WildcardTerm)[] }
export type FieldTerm = { kind: 'field'; field: TextField; key: string }
export type NumberTerm = { kind: 'number'; field: NumberField; from: number; to: number; open: boolean }
/** Places of `left` and `right` at most `distance` words apart, in either order, never the same word. */
export type NearTerm = { kind: 'near'; left: NearOperand; right: NearOperand; distance: number }
export type NearOperand = WordTerm | WildcardTerm | PhraseTerm | { kind: 'or'; of: NearOperand[] }

/** What a query asks, as a tree. An empty `and` holds for every post, an empty `or` for none. */
export type Query =
  | WordTerm
  | WildcardTerm
  | PhraseTerm
  | FieldTerm
  | NumberTerm
  | NearTerm
  | { kind: 'and'; of: Query[] }
  | { kind: 'or'; of: Query[] }
  | { kind: 'not'; of: Query }
