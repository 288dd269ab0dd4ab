// A reply, read once for all rules: words, sentences, clauses, contacts, form of address.
import { type Address, detectAddress } from '../address/detect.ts'
import { type Sentence, sentencesOf, type Token, tokensOf } from '../clauses/tokens.ts'
import { findPersonalData } from '../personal-data/find.ts'
import type { PersonalDataSpan } from '../personal-data/found.ts'

export type Clause = { words: Token[]; has: ReadonlySet<string>; start: number; end: number }
export type ReadSentence = Sentence & { words: Token[]; has: ReadonlySet<string>; clauses: Clause[] }
export type Reading = {
  text: string
  tokens: Token[]
  sentences: ReadSentence[]
  personalData: PersonalDataSpan[]
  address: Address
  /** Where the closing formula begins; the length of the text without one. */
  closingAt: number
}

export function read(text: string): Reading {
  const personalData = findPersonalData(text)
  const tokens = tokensOf(text, personalData)
  const address = detectAddress(text)
  const sentences = sentencesOf(tokens).map((sentence) => {
    const words = sentence.tokens.filter(({ kind }) => kind !== 'sign')
    return { ...sentence, words, has: new Set(words.map(({ lower }) => lower)), clauses: clausesOf(sentence.tokens) }
  })
  return { text, tokens, sentences, personalData, address, closingAt: address.closing?.start ?? text.length }
}

const JOINS = new Set(
  'und oder aber denn sondern bzw and or but so because what when where which who whether if while'.split(' '),
)

/** Nobody writes longer ones; it keeps the time in proportion to the text. */
const LONGEST_CLAUSE = 50

function clausesOf(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = []
  let words: Token[] = []
  const close = () => {
    if (words.length > 0) {
      clauses.push({
        words,
        has: new Set(words.map(({ lower }) => lower)),
        start: words[0]!.start,
        end: words.at(-1)!.end,
      })
    }
    words = []
  }
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'sign') {
      if (',;:–—('.includes(token.text)) close()
    } else {
      // "zwischen 8 und 10" is one span.
      const isRange = tokens[at - 1]?.kind === 'number' && tokens[at + 1]?.kind === 'number'
      const isGermanSo = token.lower === 'so' && !/^(?:i|we|you|they|it|that|please)/.test(tokens[at + 1]?.lower ?? '')
      if (JOINS.has(token.lower) && !isRange && !isGermanSo) close()
      words.push(token)
      if (words.length >= LONGEST_CLAUSE) close()
    }
  }
  close()
  return clauses
}
