import { fieldKey, fieldSign, fieldsOf } from './fields.ts'
import { anyNear, type Place } from './near.ts'
import type { MatchPost, NearOperand, NumberTerm, PhraseTerm, Query, WildcardTerm, WordTerm } from './query.ts'
import { matchesWildcard } from './wildcard.ts'
import { joinedKeys, type WordKeys, wordKeys } from './word-keys.ts'
import { emojiWord, longestWord, makeWords, readWords, textOf } from './words.ts'

/** A post as one query after another is held against it. */
export type ReadPost = {
  /** By place: everything a word there is known by. */
  places: WordKeys[][]
  /** Emoji, with the place of the word before them. */
  emoji: { keys: WordKeys; place: number }[]
  fields: { sign: string; key: string; text: string }[]
  numbers: Record<'reach' | 'score', number | null>
}

/**
 * Does the post meet the query: one query, one post, straight from the tree. What `compileQueries` gives for many at once
 * is the same by test.
 */
export function evaluate(query: Query, post: MatchPost | ReadPost): boolean {
  return holds(query, 'places' in post ? post : readPost(post))
}

/** To hold many queries against one post without cutting it into words again. */
export function readPost(post: MatchPost): ReadPost {
  const words = makeWords()
  readWords(post.text, words)
  const places: WordKeys[][] = []
  const emoji: ReadPost['emoji'] = []
  let previous = ''
  for (let w = 0; w < words.count; w += 1) {
    const start = words.starts[w]!
    const length = words.ends[w]! - start
    const lower = length > longestWord ? '' : textOf(words.units, start, words.ends[w]!)
    const place = words.positions[w]!
    if (words.markers[w] === emojiWord) {
      emoji.push({ keys: wordKeys(lower, emojiWord), place })
      continue
    }
    places.push(lower === '' ? [] : [wordKeys(lower, words.markers[w]!)])
    if (words.joined[w] === 1 && lower !== '' && previous !== '' && previous.length + length <= longestWord) {
      const joined = joinedKeys(previous + lower)
      places[place - 1]?.push(joined)
      places[place]?.push(joined)
    }
    previous = lower
  }
  const fields = fieldsOf(post).map(({ field, value }) => ({
    sign: fieldSign(field),
    key: fieldKey(field, value),
    text: value,
  }))
  return { places, emoji, fields, numbers: { reach: post.reach ?? null, score: post.score ?? null } }
}

function holds(query: Query, post: ReadPost): boolean {
  switch (query.kind) {
    case 'and':
      return query.of.every((part) => holds(part, post))
    case 'or':
      return query.of.some((part) => holds(part, post))
    case 'not':
      return !holds(query.of, post)
    case 'word':
    case 'wildcard':
      return (
        post.places.some((place) => isThere(query, place)) ||
        post.emoji.some(({ keys }) => isThere(query, [keys])) ||
        (query.kind === 'wildcard' &&
          post.fields.some(({ sign, text }) => sign === query.sign && matchesWildcard(query.pieces, text)))
      )
    case 'phrase':
      return phrasePlaces(query, post).length > 0
    case 'field':
      return post.fields.some(({ key }) => key === query.key)
    case 'number':
      return isWithin(query, post.numbers[query.field])
    case 'near':
      return anyNear(placesOf(query.left, post), placesOf(query.right, post), query.distance)
  }
}

export function isWithin({ from, to, open }: NumberTerm, value: number | null): boolean {
  if (value === null || Number.isNaN(value)) return false
  return open ? value > from && value < to : value >= from && value <= to
}

function isThere(term: WordTerm | WildcardTerm, place: readonly WordKeys[]): boolean {
  return place.some(({ keys, subjects }) =>
    term.kind === 'word'
      ? keys.includes(term.key)
      : subjects.some(({ sign, text }) => sign === term.sign && matchesWildcard(term.pieces, text)),
  )
}

function phrasePlaces({ words }: PhraseTerm, post: ReadPost): Place[] {
  const found: Place[] = []
  for (let from = 0; from + words.length <= post.places.length; from += 1)
    if (words.every((word, offset) => isThere(word, post.places[from + offset]!)))
      found.push({ from, to: from + words.length - 1 })
  return found
}

function placesOf(term: NearOperand, post: ReadPost): Place[] {
  if (term.kind === 'or') return term.of.flatMap((part) => placesOf(part, post))
  if (term.kind === 'phrase') return phrasePlaces(term, post)
  const found: Place[] = []
  for (const [place, keys] of post.places.entries()) if (isThere(term, keys)) found.push({ from: place, to: place })
  for (const { keys, place } of post.emoji) if (isThere(term, [keys])) found.push({ from: place, to: place })
  return found
}
