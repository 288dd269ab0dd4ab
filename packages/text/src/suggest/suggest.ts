import type { Evidence } from '../analysis.ts'
import { readTerms, type Term } from './terms.ts'

/** A text module or an article. */
export type SuggestDocument = { id: string; title?: string; text: string }

/** What a person chose for a case with this text. */
export type SuggestUse = { text: string; id: string }

/** `score` 0 to 1, best first; `words` are places in the asked text and what each adds to the score. */
export type Suggestion = { id: string; score: number; words: Evidence[] }

export type Suggest = {
  rank: (text: string, count?: number) => Suggestion[]
  /** Learns from one use at once. An id that is no document (any more) teaches nothing. */
  learn: (use: SuggestUse) => void
}

type Document = { id: string; length: number; uses: number; usedLength: number }
type Posting = { document: number; weight: number }

/** A title says more than as many words of the text. */
const titleWeight = 3
/** BM25 (Robertson and Zaragoza 2009): how soon a repeated word tells nothing new, how much length is held against. */
const saturation = 1.2
const lengthShare = 0.6
/** What the cases it was used for count, beside its own words, once there are several. */
const usedShare = 1.5
const usesForHalf = 1.5
const pairWeight = 0.5

/**
 * Ranks text modules and articles for a case: by their own words (BM25 over folded stems and parts of compounds) and by
 * the words of the cases people used them for (cosine to the middle of those, Rocchio 1971).
 */
export function openSuggest(documents: readonly SuggestDocument[], uses: readonly SuggestUse[] = []): Suggest {
  const index = newIndex(documents)
  for (const use of uses) learn(index, use)
  return { rank: (text, count = 5) => rank(index, text, count), learn: (use) => learn(index, use) }
}

type Index = {
  documents: Document[]
  numbers: Map<string, number>
  /** Of each document: how much its length is held against a repeated word. */
  drag: Float64Array
  postings: Map<string, Posting[]>
  /** By key, then by number of document: summed weights of the cases it was used for. */
  used: Map<string, Map<number, number>>
}

function newIndex(documents: readonly SuggestDocument[]): Index {
  const index: Index = {
    documents: [],
    numbers: new Map(),
    drag: new Float64Array(),
    postings: new Map(),
    used: new Map(),
  }
  for (const { id, title = '', text } of documents) {
    if (index.numbers.has(id)) continue
    const number = index.documents.length
    const weights = new Map<string, number>()
    addWeights(weights, readTerms(title), titleWeight)
    addWeights(weights, readTerms(text), 1)
    let length = 0
    for (const [key, weight] of weights) {
      length += weight
      const postings = index.postings.get(key)
      if (postings) postings.push({ document: number, weight })
      else index.postings.set(key, [{ document: number, weight }])
    }
    index.numbers.set(id, number)
    index.documents.push({ id, length, uses: 0, usedLength: 0 })
  }
  const total = index.documents.reduce((sum, { length }) => sum + length, 0)
  const meanLength = Math.max(1, total / Math.max(1, index.documents.length))
  index.drag = Float64Array.from(index.documents, ({ length }) => {
    return saturation * (1 - lengthShare + (lengthShare * length) / meanLength)
  })
  return index
}

function addWeights(weights: Map<string, number>, terms: readonly Term[], factor: number): void {
  for (const { key, weight } of terms) weights.set(key, (weights.get(key) ?? 0) + factor * weight)
}

function learn(index: Index, { text, id }: SuggestUse): void {
  const number = index.numbers.get(id)
  if (number === undefined) return
  const document = index.documents[number]!
  document.uses += 1
  for (const [key, weight] of caseWeights(readTerms(text))) {
    const documents = index.used.get(key) ?? new Map<number, number>()
    const before = documents.get(number) ?? 0
    documents.set(number, before + weight)
    document.usedLength += weight
    index.used.set(key, documents)
  }
}

/** Sums for all documents first; which words say so is worked out for the chosen ones alone. */
function rank(index: Index, text: string, count: number): Suggestion[] {
  const terms = readTerms(text)
  const query = new Map<string, number>()
  for (const { key, weight } of terms) query.set(key, Math.max(query.get(key) ?? 0, weight))
  const asked = Array.from(query, ([key, weight]) => ({ key, worth: weight * rarityOf(index, key) }))
  const possible = asked.reduce((sum, { worth }) => sum + worth, 0) || 1
  const uses = closeUses(index, terms)
  const sums = new Float64Array(index.documents.length)
  for (const { key, worth } of asked)
    for (const { document, weight } of index.postings.get(key) ?? [])
      sums[document]! += bm25(worth, weight, index.drag[document]!, possible)
  for (const { document, score } of uses) sums[document]! += usedShare * score
  const best = bestOf(sums, count)
  const words = new Map(best.map((document) => [document, new Map<string, number>()]))
  const isBest = new Uint8Array(index.documents.length)
  for (const document of best) isBest[document] = 1
  const add = (document: number, key: string, score: number) => {
    const own = words.get(document)!
    own.set(key, (own.get(key) ?? 0) + score)
  }
  for (const { key, worth } of asked)
    for (const { document, weight } of index.postings.get(key) ?? [])
      if (isBest[document]) add(document, key, bm25(worth, weight, index.drag[document]!, possible))
  for (const { key, document, score } of uses) if (isBest[document]) add(document, key, usedShare * score)
  return best.map((document) => ({
    id: index.documents[document]!.id,
    score: sums[document]! / (1 + usedShare),
    words: evidence(terms, words.get(document)!),
  }))
}

function bm25(worth: number, times: number, drag: number, possible: number): number {
  return (worth * times) / (times + drag) / possible
}

function bestOf(sums: Float64Array, count: number): number[] {
  const found: number[] = []
  for (let document = 0; document < sums.length; document += 1) if (sums[document]! > 0) found.push(document)
  return found.toSorted((a, b) => sums[b]! - sums[a]! || a - b).slice(0, count)
}

/** How near the text is to the middle of the cases of each document, word by word; together 1 at most. */
function closeUses(index: Index, terms: readonly Term[]): { key: string; document: number; score: number }[] {
  const usedDocuments = index.documents.filter(({ uses }) => uses > 0).length
  if (usedDocuments === 0) return []
  const words = Array.from(caseWeights(terms), ([key, weight]) => {
    const documents = index.used.get(key)
    const rarity = Math.log(1 + usedDocuments / (1 + (documents?.size ?? 0)))
    return { key, documents, rarity, weight: weight * rarity }
  })
  const length = Math.hypot(...words.map(({ weight }) => weight)) || 1
  return words.flatMap(({ key, documents, rarity, weight }) =>
    Array.from(documents ?? [], ([document, sum]) => {
      const { uses, usedLength } = index.documents[document]!
      const closeness = (weight / length) * Math.min(1, rarity) * Math.sqrt(sum / usedLength)
      return { key, document, score: (closeness * uses) / (uses + usesForHalf) }
    }),
  )
}

/** The words of one case and pairs of them; their squares sum to 1. */
function caseWeights(terms: readonly Term[]): Map<string, number> {
  const weights = new Map<string, number>()
  let before = ''
  for (const { key, weight, isPart } of terms) {
    weights.set(key, Math.max(weights.get(key) ?? 0, weight))
    if (isPart) continue
    weights.set(`${before} ${key}`, pairWeight)
    before = key
  }
  const length = Math.hypot(...weights.values()) || 1
  for (const [key, weight] of weights) weights.set(key, weight / length)
  return weights
}

function rarityOf({ postings, documents }: Index, key: string): number {
  const found = postings.get(key)?.length ?? 0
  return Math.log(1 + (documents.length - found + 0.5) / (found + 0.5))
}

/** Each word once, where it stands first, the weightiest first. */
function evidence(terms: readonly Term[], words: ReadonlyMap<string, number>): Evidence[] {
  const found = new Map<string, Evidence>()
  for (const { key, start, end } of terms) {
    const weight = words.get(key)
    if (weight !== undefined && !found.has(key)) found.set(key, { start, end, weight: weight / (1 + usedShare) })
  }
  const places = new Map<number, Evidence>()
  for (const one of found.values()) {
    const same = places.get(one.start)
    if (same) same.weight += one.weight
    else places.set(one.start, one)
  }
  return [...places.values()].toSorted((a, b) => b.weight - a.weight).slice(0, 12)
}
