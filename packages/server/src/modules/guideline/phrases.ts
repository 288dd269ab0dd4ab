/** Places of phrases in a text, by the phrase's number: the first few of each. One pass over the words of the text. */
export type PhraseFinder = (text: string) => { phrase: number; start: number; end: number }[]

/** Where phrases stand after some of their words: those that end here, and the words that others go on with. */
type Step = { phrases: number[]; whole: Map<string, Step>; beginnings: Map<string, Step>; lengths: number[] }

// With what writing puts into words unseen: accents of their own, soft hyphens, joiners.
const unseen = '\\u00AD\\u200B-\\u200D\\u2060\\uFEFF'
const wordOfText = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}${unseen}]*`, 'gu')
const wordOfPhrase = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}${unseen}]*\\*?`, 'gu')
const allUnseen = new RegExp(`[${unseen}]`, 'gu')

/** Phrases are shorter; composing a word of endless accents takes seconds. */
const wordMost = 200
const placesOfPhraseMost = 20
/** Ways that fit the same words, at once: hundreds come only of rules made to stall. */
const waysMost = 64

/**
 * Finds plain phrases: the same words in a row, whatever stands between them and however they are written large or
 * small. A `*` at the end of a word stands for any ending. Time grows with the text, hardly with the phrases.
 */
export function makePhraseFinder(phrases: readonly string[]): PhraseFinder {
  const first = stepsOf(phrases)
  return (text) => {
    if (first.whole.size === 0 && first.beginnings.size === 0) return []
    const words = wordsOf(text, wordOfText)
    const places: ReturnType<PhraseFinder> = []
    const countOf = new Map<number, number>()
    for (const [at, { start }] of words.entries()) {
      let ways = [first]
      for (let n = at; n < words.length && ways.length > 0; n += 1) {
        const { text: word, end } = words[n]!
        ways = ways.flatMap((way) => after(way, word)).slice(0, waysMost)
        for (const phrase of ways.flatMap((way) => way.phrases)) {
          const count = countOf.get(phrase) ?? 0
          if (count >= placesOfPhraseMost) continue
          countOf.set(phrase, count + 1)
          places.push({ phrase, start, end })
        }
      }
    }
    return places
  }
}

function after({ whole, beginnings, lengths }: Step, word: string): Step[] {
  const next = whole.get(word)
  const steps = next ? [next] : []
  for (const length of lengths) {
    const begun = length <= word.length ? beginnings.get(word.slice(0, length)) : undefined
    if (begun) steps.push(begun)
  }
  return steps
}

function stepsOf(phrases: readonly string[]): Step {
  const first = newStep()
  for (const [number, phrase] of phrases.entries()) {
    let step = first
    for (const { text } of wordsOf(phrase, wordOfPhrase)) step = goOn(step, text)
    if (step !== first) step.phrases.push(number)
  }
  return first
}

function goOn(step: Step, word: string): Step {
  const isBeginning = word.endsWith('*')
  const text = isBeginning ? word.slice(0, -1) : word
  const known = (isBeginning ? step.beginnings : step.whole).get(text)
  if (known) return known
  const next = newStep()
  if (isBeginning) {
    step.beginnings.set(text, next)
    if (!step.lengths.includes(text.length)) step.lengths.push(text.length)
  } else step.whole.set(text, next)
  return next
}

function newStep(): Step {
  return { phrases: [], whole: new Map(), beginnings: new Map(), lengths: [] }
}

function wordsOf(text: string, word: RegExp): { text: string; start: number; end: number }[] {
  return Array.from(text.matchAll(word), ({ 0: found, index }) => ({
    text: found.slice(0, wordMost).replace(allUnseen, '').normalize('NFC').toLowerCase(),
    start: index,
    end: index + found.length,
  }))
}
