import { addVotes, type LanguageModel } from './language-model.ts'
import { runsOfWord } from './letter-runs.ts'

/** What the letter sequences of a word say together: points per language, and how many sequences there are. */
export type WordVotes = { points: Float64Array; runs: number }

/** Words of strangers are without number: what is remembered is thrown away when it is this much, about 5 MB. */
const wordsKnown = 20_000
const known = new WeakMap<LanguageModel, Map<string, WordVotes>>()

/** Most words of a text have been there before, in another. */
export function votesOf(model: LanguageModel, word: string): WordVotes {
  let words = known.get(model)
  if (words === undefined || words.size >= wordsKnown) {
    words = new Map()
    known.set(model, words)
  }
  const before = words.get(word)
  if (before) return before
  const { hashes, count } = runsOfWord(word)
  const points = new Float64Array(model.codes.length)
  addVotes(model, hashes, 0, count, points)
  const votes = { points, runs: count }
  words.set(word, votes)
  return votes
}
