import type { Sentiment, Span } from '../analysis.ts'
import { extractFeatures } from '../learn/index.ts'
import { readTokens } from '../learn/tokens.ts'
import { sentimentOf } from './sentiment.ts'
import type { SentimentModel } from './sentiment-model.ts'

/** A product, a competitor or ourselves, by all names people use for it. */
export type Named = { id: string; names: readonly string[] }
export type SentimentTowards = { id: string; sentiment: Sentiment; mentions: Span[] }

type Mention = Span & { id: string }
type Clause = Span & { mentions: Mention[] }

/** Clauses that are read; what comes after them is left out. */
const clausesMax = 60

/**
 * Sentiment of each text towards each name found in it. Every clause counts for the name in it; a clause without one goes
 * on about the name before it, until "aber" or "but" turns to another. "X ist besser als Y" praises X and not Y.
 */
export function sentimentTowards(
  model: SentimentModel,
  texts: readonly string[],
  names: readonly Named[],
): SentimentTowards[][] {
  const known = readNames(names)
  return texts.map((text) => {
    const clauses = clausesOf(text, known)
    const ids = [...new Set(clauses.flatMap(({ mentions }) => mentions.map(({ id }) => id)))]
    if (ids.length === 0) return []
    const partsOf = attribute(clauses, ids)
    return ids.map((id) => {
      const parts = partsOf.get(id) ?? []
      const said = ids.length === 1 ? text : parts.map(({ start, end }) => text.slice(start, end)).join('. ')
      const [sentiment] = sentimentOf(model, [{ text: said, features: extractFeatures(said) }])
      const mentions = clauses.flatMap((clause) => clause.mentions).filter((mention) => mention.id === id)
      return {
        id,
        sentiment: {
          ...compared(text, clauses, id, sentiment!),
          spans: placed(sentiment!, said, text, ids.length, parts),
        },
        mentions: mentions.map(({ start, end }) => ({ start, end })),
      }
    })
  })
}

/** Which clauses are about which name. */
function attribute(clauses: readonly Clause[], ids: readonly string[]): Map<string, Clause[]> {
  const found = new Map<string, Clause[]>(ids.map((id) => [id, []]))
  let running: string[] = clauses.find(({ mentions }) => mentions.length > 0)!.mentions.map(({ id }) => id)
  for (const clause of clauses) {
    if (clause.mentions.length > 0) running = [...new Set(clause.mentions.map(({ id }) => id))]
    for (const id of running) found.get(id)!.push(clause)
  }
  return found
}

const comparatives = hashSet(
  'besser schneller günstiger zuverlässiger freundlicher lieber netter billiger angenehmer better faster cheaper nicer friendlier easier',
)
const downward = hashSet('schlechter langsamer teurer schlimmer mieser unfreundlicher worse slower rubbish')
const than = hashSet('als than wie')

/** In "X ist besser als Y" the one before "als" is praised and the one after it is not; turned round for "schlechter". */
function compared(text: string, clauses: readonly Clause[], id: string, sentiment: Sentiment): Sentiment {
  for (const clause of clauses) {
    if (new Set(clause.mentions.map((mention) => mention.id)).size < 2) continue
    const tokens = readTokens(text.slice(clause.start, clause.end))
    let side = 0
    for (let t = 0; t < tokens.count; t++) {
      const hash = tokens.hash[t]!
      if (comparatives.has(hash)) side = 1
      else if (downward.has(hash)) side = -1
      else if (side !== 0 && than.has(hash)) {
        const border = clause.start + tokens.start[t]!
        const isBefore = clause.mentions.some((mention) => mention.id === id && mention.start < border)
        return turnedTo(sentiment, isBefore ? side : -side)
      }
    }
  }
  return sentiment
}

function turnedTo(sentiment: Sentiment, side: number): Sentiment {
  const score = side * Math.max(0.4, Math.abs(sentiment.score))
  return {
    ...sentiment,
    label: side > 0 ? 'positive' : 'negative',
    score,
    confidence: Math.max(0.6, sentiment.confidence),
  }
}

/** Spans of the joined clauses, moved to where they stand in the text. */
function placed(
  sentiment: Sentiment,
  said: string,
  text: string,
  count: number,
  parts: readonly Span[],
): Sentiment['spans'] {
  if (count === 1 || said === text) return sentiment.spans
  return sentiment.spans.flatMap((span) => {
    let from = 0
    for (const part of parts) {
      const size = part.end - part.start
      if (span.start >= from && span.end <= from + size)
        return [{ ...span, start: part.start + span.start - from, end: part.start + span.end - from }]
      from += size + 2
    }
    return []
  })
}

type KnownNames = Map<number, { id: string; hashes: number[] }[]>

function readNames(names: readonly Named[]): KnownNames {
  const known: KnownNames = new Map()
  for (const { id, names: spelt } of names)
    for (const name of spelt)
      for (const form of [name, `@${name.replaceAll(' ', '_')}`, `@${name.replaceAll(' ', '')}`]) {
        const tokens = readTokens(form)
        const hashes = Array.from(tokens.hash.subarray(0, tokens.count))
        const [first] = hashes
        if (first !== undefined) known.set(first, [...(known.get(first) ?? []), { id, hashes }])
      }
  return known
}

const turns = hashSet('aber doch sondern während dagegen hingegen jedoch dafür but however whereas while though yet')

/** Cut at marks and at words that turn to something else; a "." within a number or an address cuts nothing. */
function clausesOf(text: string, known: KnownNames): Clause[] {
  const tokens = readTokens(text)
  const clauses: Clause[] = []
  for (let t = 0; t < tokens.count; t++) {
    const isTurn = turns.has(tokens.hash[t]!)
    const last = clauses.at(-1)
    if (last === undefined || ((tokens.breaks[t] !== 0 || isTurn) && clauses.length < clausesMax))
      clauses.push({ start: tokens.start[t]!, end: tokens.end[t]!, mentions: [] })
    const clause = clauses.at(-1)!
    clause.end = tokens.end[t]!
    const longest = known
      .get(tokens.hash[t]!)
      ?.filter(
        ({ hashes }) => t + hashes.length <= tokens.count && hashes.every((hash, n) => tokens.hash[t + n] === hash),
      )
      .toSorted((a, b) => b.hashes.length - a.hashes.length)[0]
    if (longest) {
      const end = tokens.end[t + longest.hashes.length - 1]!
      clause.mentions.push({ id: longest.id, start: tokens.start[t]!, end })
    }
  }
  return clauses
}

function hashSet(words: string): ReadonlySet<number> {
  const tokens = readTokens(words)
  return new Set(Array.from(tokens.hash.subarray(0, tokens.count)))
}
