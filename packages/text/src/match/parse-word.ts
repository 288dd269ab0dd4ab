import { foldSpelling, inflectionKey } from './inflection.ts'
import type { Folding, Parsing } from './parsing.ts'
import type { PhraseTerm, Query, WildcardTerm, WordTerm } from './query.ts'
import { limits, queryError } from './query-error.ts'
import type { Sign } from './scan-query.ts'
import { exactKey, foldedKey, hashtagKey, mentionKey } from './word-keys.ts'
import { emojiWord, longestWord, makeWords, readWords, textOf } from './words.ts'

/** A letter that stands for * while a term is cut into words; no language writes it inside of one. */
const star = '\uA78F'

type Manner = Folding | 'hashtag' | 'mention'

/** A word as typed: `wort`, `=wort`, `#tag`, `@name`, `wort*`; with a joiner inside (E-Mail, 1&1) a phrase. */
export function parseWord(parsing: Parsing, sign: Sign): Query | null {
  const next = parsing.signs[parsing.at]
  if (sign.text === '=' && next?.kind === 'quote' && next.start === sign.end) {
    parsing.at += 1
    return parsePhrase(parsing, next, 'none')
  }
  const first = sign.text[0]
  const manner: Manner =
    first === '#' ? 'hashtag' : first === '@' ? 'mention' : first === '=' ? 'none' : parsing.folding
  const words = termsOf(parsing, sign.text, sign, manner)
  if (!words) return null
  if (words.length > 0) return phraseOf(words, manner)
  parsing.errors.push(queryError('word-missing', sign.start, sign.end, sign.text))
  return null
}

export function parsePhrase(parsing: Parsing, sign: Sign, folding: Folding): Query | null {
  if (sign.unclosed) {
    parsing.errors.push(queryError('quote-open', sign.start, sign.start + 1))
    return null
  }
  const words = termsOf(parsing, sign.text, sign, folding)
  if (!words) return null
  if (words.length > 0) return phraseOf(words, folding)
  parsing.errors.push(queryError('phrase-empty', sign.start, sign.end))
  return null
}

/** The words of a text as terms that must stand side by side; also for queries given as lists. */
export function exactTerm(text: string): Query | null {
  const terms = typedWords(text).map(({ lower }): WordTerm => ({ kind: 'word', key: exactKey(lower) }))
  if (terms.length === 0) return null
  return terms.length === 1 ? terms[0]! : { kind: 'phrase', words: terms }
}

type TypedTerm = { term: WordTerm | WildcardTerm; lower: string }

function termsOf(parsing: Parsing, text: string, sign: Sign, manner: Manner): TypedTerm[] | null {
  const typed = typedWords(text.replaceAll('*', star)).filter(({ lower }) => lower.replaceAll(star, '') !== '')
  const isAlone = typed.length === 1
  const fail = (code: Parameters<typeof queryError>[0]) => {
    parsing.errors.push(queryError(code, sign.start, sign.end, sign.text))
    return null
  }
  if (!isAlone && typed.some(({ isEmoji }) => isEmoji)) return fail('phrase-emoji')
  if (typed.length > limits.phraseWords) return fail('phrase-too-long')
  const terms: TypedTerm[] = []
  for (const [index, { lower }] of typed.entries()) {
    if (lower.length > longestWord) return fail('word-too-long')
    // Only the first word of @max_muster carries the sign.
    const own = index === 0 || manner === 'words' ? manner : 'none'
    if (!lower.includes(star)) terms.push({ term: { kind: 'word', key: keyOf(lower, own) }, lower })
    else {
      const term = wildcardOf(lower, own)
      if (!term) return fail('wildcard-short')
      parsing.wildcards += 1
      if (parsing.wildcards === limits.wildcards + 1) fail('too-many-wildcards')
      terms.push({ term, lower })
    }
  }
  return terms
}

function keyOf(lower: string, manner: Manner): string {
  if (manner === 'hashtag') return hashtagKey(lower)
  if (manner === 'mention') return mentionKey(lower)
  return manner === 'words' ? foldedKey(lower) : exactKey(lower)
}

function wildcardOf(lower: string, manner: Manner): WildcardTerm | null {
  const sign = { words: '~', none: '=', hashtag: '#', mention: '@' }[manner]
  const isFolded = manner === 'words' || manner === 'hashtag'
  const pieces = lower.split(star).map((piece) => (isFolded ? foldSpelling(piece) : piece))
  if (pieces.length > 5) return null
  const isLongEnough = pieces[0]!.length >= 2 || pieces.some((piece) => piece.length >= 3)
  return isLongEnough ? { kind: 'wildcard', sign, pieces } : null
}

/** Folded words side by side are found written as one, too: "Strom Rechnung" finds Stromrechnung, E-Mail finds Email. */
function phraseOf(terms: TypedTerm[], manner: Manner): Query {
  const only = terms[0]!.term
  if (terms.length === 1) return only
  const phrase: PhraseTerm = { kind: 'phrase', words: terms.map(({ term }) => term) }
  const joined = terms.map(({ lower }) => lower).join('')
  if (manner !== 'words' || terms.length > 3 || joined.length > longestWord || joined.includes(star)) return phrase
  if (/^\p{N}+$/u.test(joined)) return phrase
  return { kind: 'or', of: [phrase, { kind: 'word', key: `~${inflectionKey(foldSpelling(joined))}` }] }
}

/** Filled for every term and read at once; never kept. */
const words = makeWords()

function typedWords(text: string): { lower: string; isEmoji: boolean }[] {
  readWords(text, words)
  return Array.from({ length: words.count }, (_, w) => ({
    lower: textOf(words.units, words.starts[w]!, words.ends[w]!),
    isEmoji: words.markers[w] === emojiWord,
  }))
}
