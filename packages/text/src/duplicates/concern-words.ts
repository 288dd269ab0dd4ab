import { compoundParts } from '../match/compound-parts.ts'
import { foldSpelling, inflectionKey } from '../match/inflection.ts'
import { emojiWord, longestWord, makeWords, mentionWord, readWords, textOf } from '../match/words.ts'
import { conceptLines, oppositeLines, troubleLines } from './concepts.ts'
import { negations, stopWords } from './stop-words.ts'

/** More words than these tell no more about one concern. */
const wordsRead = 250
/** How far a "not" reaches, and how far the words of a pair may be apart. */
const negationReach = 4
const pairReach = 3

/** What a word counts by itself and beside the idea it stands for, as an idea, as a part of a compound, by its start. */
const weights = { word: 1, wordOfIdea: 0.5, idea: 1.3, part: 0.5, start: 0.5 } as const
const startLength = 5

/** `word` is the place of the first word that has it. */
export type Sign = { weight: number; word: number }

/**
 * What a text is about, as weighted signs: stems, parts of compounds, ideas ("geld zurück" and "refund" are one), ideas
 * said not to hold. Handles, links, numbers and words that tell nothing are left out.
 */
export function concernSigns(text: string): Map<string, Sign> {
  const signs = new Map<string, Sign>()
  let word = 0
  const add = (sign: string, weight: number) => {
    const known = signs.get(sign)
    if (!known) signs.set(sign, { weight, word })
    else if (known.weight < weight) known.weight = weight
  }
  const found = keysOf(text)
  let negatedUntil = -1
  for (const [place, { key, folded }] of found.entries()) {
    word = place
    if (tables.negations.has(folded)) {
      negatedUntil = place + negationReach
      continue
    }
    for (let next = place + 1; next <= place + pairReach && next < found.length; next += 1)
      for (const idea of tables.pairs.get(`${key} ${found[next]!.key}`) ?? []) add(`!${idea}`, weights.idea)
    if (tables.stops.has(folded)) continue
    const ideas = tables.ideas.get(key) ?? []
    const isNegated = place <= negatedUntil
    for (const idea of ideas) addIdea(add, idea, isNegated, weights.idea)
    add(key, ideas.length > 0 ? weights.wordOfIdea : weights.word)
    if (key.length > startLength && ideas.length === 0) add(`${key.slice(0, startLength)}-`, weights.start)
    for (const part of compoundParts(folded)) {
      if (part === key || part.length < 3) continue
      const ofPart = tables.ideas.get(part)
      if (!ofPart && !tables.known.has(part)) continue
      add(part, weights.part)
      if (ideas.length === 0) for (const idea of ofPart ?? []) addIdea(add, idea, isNegated, weights.idea * 0.8)
    }
  }
  return signs
}

/** What a text says is wrong or wanted, as bits; 0 when it says nothing of the kind. */
export function troublesOf(signs: ReadonlyMap<string, Sign>): number {
  let bits = 0
  for (const [sign, { weight }] of signs)
    if (sign[0] === '!' && weight >= leastForTrouble) bits |= tables.troubles.get(sign.slice(1)) ?? 0
  return bits
}

/** An idea only hinted at ("geht") is no trouble. */
const leastForTrouble = 0.6

function addIdea(add: (sign: string, weight: number) => void, idea: string, isNegated: boolean, weight: number): void {
  // "Geht" alone says nothing; "geht nicht" does.
  if (!isNegated) return add(`!${idea}`, idea === 'fail' ? 0.2 : weight)
  const opposite = tables.opposites.get(idea)
  if (opposite) add(`!${opposite}`, weight)
  else add(`!${idea}`, weight)
  if (opposite !== undefined) add(`!${idea}`, weight * 0.4)
}

const words = makeWords()

function keysOf(text: string): { key: string; folded: string }[] {
  readWords(text.slice(0, 6_000).replace(/https?:\/\/\S+/gi, ' '), words)
  const found: { key: string; folded: string }[] = []
  for (let w = 0; w < words.count && found.length < wordsRead; w += 1) {
    const start = words.starts[w]!
    const end = words.ends[w]!
    if (words.markers[w] === mentionWord || words.markers[w] === emojiWord || end - start > longestWord) continue
    const lower = textOf(words.units, start, end)
    if (/^\p{N}/u.test(lower)) continue
    found.push(folding(lower))
  }
  return found
}

const folded = new Map<string, { key: string; folded: string }>()

/** Words come again and again: their forms are remembered, up to a bound. */
function folding(lower: string): { key: string; folded: string } {
  let known = folded.get(lower)
  if (!known) {
    const spelling = foldSpelling(lower)
    known = { key: inflectionKey(spelling), folded: spelling }
    if (folded.size >= 50_000) folded.clear()
    folded.set(lower, known)
  }
  return known
}

const tables = makeTables()

function makeTables() {
  const ideas = new Map<string, string[]>()
  const pairs = new Map<string, string[]>()
  const keyOf = (word: string) => inflectionKey(foldSpelling(word))
  const put = (map: Map<string, string[]>, key: string, idea: string) => {
    const list = map.get(key) ?? []
    if (!list.includes(idea)) list.push(idea)
    map.set(key, list)
  }
  for (const line of conceptLines.trim().split('\n')) {
    const [idea = '', list = ''] = line.split(': ')
    for (const word of list.split(' '))
      if (word.includes('+')) put(pairs, word.split('+').map(keyOf).join(' '), idea)
      else put(ideas, keyOf(word), idea)
  }
  const foldedSet = (list: string) => new Set(list.trim().split(/\s+/).map(foldSpelling))
  const opposites = new Map(
    oppositeLines
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  )
  const troubles = new Map<string, number>()
  for (const [bit, line] of troubleLines.trim().split('\n').entries())
    for (const idea of line.split(' ')) troubles.set(idea, (troubles.get(idea) ?? 0) | (1 << bit))
  return {
    ideas,
    pairs,
    opposites,
    troubles,
    known: new Set(ideas.keys()),
    stops: foldedSet(stopWords),
    negations: foldedSet(negations),
  }
}
