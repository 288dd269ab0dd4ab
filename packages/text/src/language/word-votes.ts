import { addVotes, type LanguageModel } from './language-model.ts'
import { runsOfWord } from './letter-runs.ts'
import { wordLettersRead, type Words } from './read-words.ts'

/**
 * What the letter sequences of known words say together, by place: points for language k at `points[place * most + k]`,
 * and how many sequences there are. A word has one place, by its hash; who comes later takes it.
 */
export type KnownWords = { points: Int32Array; runs: Uint16Array; letters: Uint16Array; lengths: Uint8Array }

/** Most words of a text have been there before, in another. About 2 MB. */
const places = 1 << 14
export const languagesMost = 16
const known = new WeakMap<LanguageModel, KnownWords>()

export function knownWords(model: LanguageModel): KnownWords {
  let words = known.get(model)
  if (words === undefined) {
    words = {
      points: new Int32Array(places * languagesMost),
      runs: new Uint16Array(places),
      letters: new Uint16Array(places * wordLettersRead),
      lengths: new Uint8Array(places),
    }
    known.set(model, words)
  }
  return words
}

const votes = new Float64Array(languagesMost)

/** The place of word w, which is read if it is not there. */
export function placeOf(model: LanguageModel, { points, runs, letters, lengths }: KnownWords, words: Words, w: number) {
  const { units, from, hash } = words
  const length = words.until[w]! - from[w]!
  const place = (Math.imul(hash[w]!, 0x9e37_79b1) >>> 18) & (places - 1)
  const first = place * wordLettersRead
  let isKnown = lengths[place] === length
  for (let n = 0; isKnown && n < length; n++) isKnown = letters[first + n] === units[from[w]! + n]
  if (isKnown) return place
  const { hashes, count } = runsOfWord(words, w)
  votes.fill(0)
  addVotes(model, hashes, 0, count, votes)
  points.set(votes, place * languagesMost)
  runs[place] = count
  lengths[place] = length
  for (let n = 0; n < length; n++) letters[first + n] = units[from[w]! + n]!
  return place
}
