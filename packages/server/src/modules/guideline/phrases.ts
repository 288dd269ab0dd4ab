/** Places of phrases in a text, by the phrase's number. One pass over the words of the text. */
export type PhraseFinder = (text: string) => { phrase: number; start: number; end: number }[]

type Word = { text: string; isPrefix: boolean }
type Phrase = { number: number; words: Word[] }

const word = /[\p{L}\p{N}]+\*?/gu
const keyLetters = 2

/**
 * Finds plain phrases: the same words in a row, whatever stands between them and however they are written large or
 * small. A `*` at the end of a word stands for any ending.
 */
export function makePhraseFinder(phrases: readonly string[]): PhraseFinder {
  const byKey = new Map<string, Phrase[]>()
  for (const [number, text] of phrases.entries()) {
    const words = wordsOf(text).map(({ text }) => ({ text: text.replace('*', ''), isPrefix: text.endsWith('*') }))
    const [first] = words
    if (!first || first.text === '') continue
    const key = first.text.slice(0, keyLetters)
    byKey.set(key, [...(byKey.get(key) ?? []), { number, words }])
  }
  return (text) => {
    if (byKey.size === 0) return []
    const words = wordsOf(text)
    return words.flatMap((first, at) =>
      candidates(byKey, first.text)
        .filter((phrase) => phrase.words.every((wanted, n) => isWord(words[at + n]?.text, wanted)))
        .map((phrase) => ({
          phrase: phrase.number,
          start: first.start,
          end: words[at + phrase.words.length - 1]!.end,
        })),
    )
  }
}

function candidates(byKey: ReadonlyMap<string, Phrase[]>, text: string): readonly Phrase[] {
  const two = byKey.get(text.slice(0, keyLetters)) ?? []
  const one = text.length > 1 ? (byKey.get(text.slice(0, 1)) ?? []) : []
  return one.length === 0 ? two : [...two, ...one]
}

function isWord(text: string | undefined, wanted: Word): boolean {
  if (text === undefined) return false
  return wanted.isPrefix ? text.startsWith(wanted.text) : text === wanted.text
}

function wordsOf(text: string): { text: string; start: number; end: number }[] {
  return Array.from(text.matchAll(word), (match) => ({
    text: match[0].normalize('NFC').toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))
}
