import { addEntry, type Lexicon, makeLexicon } from './lexicon.ts'
import type { TermNumbers } from './term-numbers.ts'
import { makeWildcardIndex } from './wildcard.ts'
import { joinedKeys, type WordKeys, wordKeys } from './word-keys.ts'
import { hashUnits, plainWord, textOf } from './words.ts'

/** Marks entries of two words read as one. */
export const joinedMarker = 7

export function makeTermLexicon(terms: TermNumbers): Lexicon {
  const isPlain =
    terms.wildcards.size === 0 && [...terms.words.keys()].every((key) => key[0] === '=' || key.includes(':'))
  const wildcards = makeWildcardIndex([...terms.wildcards.values()])
  const idsOf = ({ keys, subjects }: WordKeys): number[] => {
    const ids = new Set<number>()
    for (const key of keys) {
      const id = terms.words.get(key)
      if (id !== undefined) ids.add(id)
    }
    if (terms.wildcards.size > 0) for (const { sign, text } of subjects) wildcards.find(sign, text, (id) => ids.add(id))
    return [...ids]
  }
  if (!isPlain)
    return makeLexicon((units, start, end, marker) => {
      const lower = textOf(units, start, end)
      return idsOf(marker === joinedMarker ? joinedKeys(lower) : wordKeys(lower, marker))
    })
  const lexicon = makeLexicon(null)
  for (const [key, id] of terms.words) {
    if (key[0] !== '=') continue
    const units = Uint16Array.from({ length: key.length - 1 }, (_, k) => key.charCodeAt(k + 1))
    addEntry(lexicon, units, 0, units.length, hashUnits(units, 0, units.length), plainWord, [id])
  }
  return lexicon
}

/** Values of fields come again and again: what they meet is remembered. */
export function makeFieldIds(terms: TermNumbers): (sign: string, key: string, value: string) => readonly number[] {
  const wildcards = makeWildcardIndex([...terms.wildcards.values()])
  const known = new Map<string, number[]>()
  return (sign, key, value) => {
    let ids = known.get(key)
    if (ids) return ids
    const fresh = new Set<number>()
    const id = terms.words.get(key)
    if (id !== undefined) fresh.add(id)
    wildcards.find(sign, value, (id) => fresh.add(id))
    ids = [...fresh]
    if (known.size >= 50_000) known.clear()
    known.set(key, ids)
    return ids
  }
}
