import type { WildcardTerm } from './query.ts'

/** Pieces one after another, the first at the start and the last at the end; taking each as early as it comes is enough. */
export function matchesWildcard(pieces: readonly string[], text: string): boolean {
  const first = pieces[0]!
  const last = pieces.at(-1)!
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  let from = first.length
  const end = text.length - last.length
  for (let index = 1; index < pieces.length - 1; index += 1) {
    const found = text.indexOf(pieces[index]!, from)
    if (found === -1 || found + pieces[index]!.length > end) return false
    from = found + pieces[index]!.length
  }
  return true
}

export type WildcardIndex = { find(sign: string, text: string, found: (id: number) => void): void }

/**
 * Asks of one word which of many wildcards it meets: by start, else by end, else by the first three letters of the longest
 * piece within. Only words not seen before are asked, so maps of strings are quick enough.
 */
export function makeWildcardIndex(terms: readonly { term: WildcardTerm; id: number }[]): WildcardIndex {
  const bySign = new Map<string, ReturnType<typeof makeShelves>>()
  for (const { term, id } of terms) {
    const shelves = bySign.get(term.sign) ?? makeShelves()
    bySign.set(term.sign, shelves)
    const first = term.pieces[0]!
    const last = term.pieces.at(-1)!
    const middle = term.pieces.slice(1, -1).toSorted((a, b) => b.length - a.length)[0] ?? ''
    if (first.length >= 2) put(shelves.starts, first.length, first, { term, id })
    else if (last.length >= 3) put(shelves.ends, last.length, last, { term, id })
    else put(shelves.within, 3, middle.slice(0, 3), { term, id })
  }
  return {
    find(sign, text, found) {
      const shelves = bySign.get(sign)
      if (!shelves) return
      const ask = (candidates: Entry[] | undefined) => {
        for (const { term, id } of candidates ?? []) if (matchesWildcard(term.pieces, text)) found(id)
      }
      for (const [length, shelf] of shelves.starts) if (length <= text.length) ask(shelf.get(text.slice(0, length)))
      for (const [length, shelf] of shelves.ends) if (length <= text.length) ask(shelf.get(text.slice(-length)))
      const within = shelves.within.get(3)
      if (!within) return
      const asked = new Set<string>()
      for (let at = 0; at + 3 <= text.length; at += 1) {
        const piece = text.slice(at, at + 3)
        if (!asked.has(piece)) ask(within.get(piece))
        asked.add(piece)
      }
    },
  }
}

type Entry = { term: WildcardTerm; id: number }
type Shelf = Map<number, Map<string, Entry[]>>

function makeShelves(): { starts: Shelf; ends: Shelf; within: Shelf } {
  return { starts: new Map(), ends: new Map(), within: new Map() }
}

function put(shelf: Shelf, length: number, key: string, entry: Entry): void {
  const ofLength = shelf.get(length) ?? new Map<string, Entry[]>()
  shelf.set(length, ofLength)
  const list = ofLength.get(key)
  if (list) list.push(entry)
  else ofLength.set(key, [entry])
}
