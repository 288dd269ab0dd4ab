import { addPhrase, makePhraseTree, type PhraseTree } from './phrases.ts'
import type { NumberTerm, PhraseTerm, Query, WildcardTerm, WordTerm } from './query.ts'

/** A query over numbered terms: a number stands for "this term is in the post". */
export type Formula =
  | number
  | { kind: 'and' | 'or'; of: Formula[] }
  | { kind: 'not'; of: Formula }
  | { kind: 'near'; left: number[]; right: number[]; distance: number }
  | NumberTerm

/** Every different term of all queries, numbered from 0. */
export type TermNumbers = {
  count: number
  /** Words and field values by key. */
  words: Map<string, number>
  wildcards: Map<string, { term: WildcardTerm; id: number }>
  phrases: PhraseTree
  /** Terms whose places NEAR asks for. */
  inNear: Set<number>
  fields: boolean
}

export function makeTermNumbers(): TermNumbers {
  return {
    count: 0,
    words: new Map(),
    wildcards: new Map(),
    phrases: makePhraseTree(),
    inNear: new Set(),
    fields: false,
  }
}

export function toFormula(terms: TermNumbers, query: Query): Formula {
  switch (query.kind) {
    case 'and':
    case 'or':
      return { kind: query.kind, of: query.of.map((part) => toFormula(terms, part)) }
    case 'not':
      return { kind: 'not', of: toFormula(terms, query.of) }
    case 'field':
      terms.fields = true
      return numberOfWord(terms, query.key)
    case 'number':
      return query
    case 'near': {
      const near = {
        kind: query.kind,
        left: flatOr(query.left).map((term) => numberOf(terms, term)),
        right: flatOr(query.right).map((term) => numberOf(terms, term)),
        distance: query.distance,
      } as const
      for (const id of [...near.left, ...near.right]) terms.inNear.add(id)
      return near
    }
    default:
      return numberOf(terms, query)
  }
}

function flatOr(query: Query): (WordTerm | WildcardTerm | PhraseTerm)[] {
  if (query.kind === 'or') return query.of.flatMap(flatOr)
  return query.kind === 'word' || query.kind === 'wildcard' || query.kind === 'phrase' ? [query] : []
}

function numberOf(terms: TermNumbers, term: WordTerm | WildcardTerm | PhraseTerm): number {
  if (term.kind === 'word') return numberOfWord(terms, term.key)
  if (term.kind === 'wildcard') {
    const key = `${term.sign}${term.pieces.join('*')}`
    let known = terms.wildcards.get(key)
    if (!known) {
      known = { term, id: terms.count }
      terms.count += 1
      terms.wildcards.set(key, known)
    }
    if (term.sign.length > 1) terms.fields = true
    return known.id
  }
  const words = term.words.map((word) => numberOf(terms, word))
  if (words.length === 1) return words[0]!
  const node = addPhrase(terms.phrases, words)
  const { ends } = terms.phrases
  if (ends[node] === -1) {
    ends[node] = terms.count
    terms.count += 1
  }
  return ends[node]!
}

function numberOfWord(terms: TermNumbers, key: string): number {
  let id = terms.words.get(key)
  if (id === undefined) {
    id = terms.count
    terms.count += 1
    terms.words.set(key, id)
  }
  return id
}
