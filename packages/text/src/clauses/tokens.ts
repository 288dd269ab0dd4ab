// Words and signs of a text as the address check and the guideline check read them: one walk, one list.
import type { PersonalDataSpan } from '../personal-data/found.ts'
import { isDigit, isLetter } from '../personal-data/words.ts'

export type TokenKind = 'word' | 'number' | 'email' | 'phone' | 'link' | 'sign'

export type Token = {
  text: string
  /** Lower case, hyphens taken out, one apostrophe: "E-Mail" and "Email" are the same word. */
  lower: string
  kind: TokenKind
  start: number
  end: number
  /** First of a sentence, or behind a colon, an opening quote or a bullet, where a capital means nothing. */
  opens: boolean
}

const LONGEST_TOKEN = 80
const TOP_LEVELS = /\.(?:de|com|net|org|at|ch|eu|io|co|uk|app|info|shop|biz|li)(?:$|[/?#:])/i

/** Mail addresses and telephone numbers given as spans become one token each. */
export function tokensOf(text: string, contacts: readonly PersonalDataSpan[] = []): Token[] {
  const tokens: Token[] = []
  let opens = true
  let contact = 0
  let at = 0
  const push = (kind: TokenKind, end: number, isJoined = true) => {
    const raw = text.slice(at, end)
    let lower = kind === 'sign' ? raw : raw.toLowerCase()
    if (isJoined && kind !== 'sign') lower = lower.replaceAll('-', '').replaceAll('’', "'")
    tokens.push({ text: raw, lower, kind, start: at, end, opens })
    opens = kind === 'sign' && '.!?:…\n„“"»«•*'.includes(raw)
    at = end
  }
  while (at < text.length) {
    const next = contacts[contact]
    if (next !== undefined && next.start <= at) {
      contact++
      if (next.kind === 'email' || next.kind === 'phone') {
        if (next.end > at) push(next.kind, next.end)
        continue
      }
    }
    const code = text.charCodeAt(at)
    if (isDigit(code) || isLetter(code)) {
      const limit = contacts[contact]?.start ?? text.length
      const last = limit > at ? limit : text.length
      const lettersEnd = endOfLetters(text, at, last)
      if (lettersEnd === last || !joins.has(text.charCodeAt(lettersEnd))) {
        push(isDigit(code) ? 'number' : 'word', lettersEnd, false)
        continue
      }
      const end = endOfWord(text, at, last)
      const raw = text.slice(at, Math.min(end, at + LONGEST_TOKEN))
      const isLink = raw.includes('://') || raw.startsWith('www.') || TOP_LEVELS.test(raw)
      push(isLink ? 'link' : isDigit(code) ? 'number' : 'word', end)
    } else if (code === 10 || code > 32) push('sign', at + 1)
    else at++
  }
  return tokens
}

/** . - ' ’ / : , may stand within a word, a link or a number. */
const joins: ReadonlySet<number> = new Set([0x2e, 0x2d, 0x27, 0x2019, 0x2f, 0x3a, 0x2c])

function endOfLetters(text: string, start: number, limit: number): number {
  let end = start
  while (end < limit && isPart(text.charCodeAt(end))) end++
  return end
}

function isPart(code: number): boolean {
  return isDigit(code) || isLetter(code) || (code >= 0x300 && code <= 0x36f)
}

/** A word with inner hyphens, apostrophes and dots; a link up to the next blank. */
function endOfWord(text: string, start: number, limit: number): number {
  let end = start
  while (end < limit) {
    const code = text.charCodeAt(end)
    if (isPart(code)) {
      end++
      continue
    }
    const follows = end + 1 < limit && (isLetter(text.charCodeAt(end + 1)) || isDigit(text.charCodeAt(end + 1)))
    const digits = isDigit(text.charCodeAt(end - 1)) && isDigit(text.charCodeAt(end + 1))
    if (code === 58 && text.startsWith('://', end)) return endOfLink(text, end, limit)
    if (code === 47 && text.slice(start, end).includes('.')) return endOfLink(text, end, limit)
    if (follows && (code === 45 || code === 39 || code === 0x2019 || code === 46)) end++
    else if (digits && (code === 44 || code === 58 || code === 47)) end++
    else break
  }
  return end
}

function endOfLink(text: string, from: number, limit: number): number {
  let end = from
  while (end < limit && text.charCodeAt(end) > 32) end++
  while ('.,;:!?)"'.includes(text.charAt(end - 1))) end--
  return end
}

const MONTHS = /^(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)/
const SHORTENED = new Set(
  'tel nr str ca bzw zb geb inkl evtl ggf dr hr fr mo di mi do sa so bspw std min max vgl st mr mrs ms no z b d h u a'.split(
    ' ',
  ),
)

export type Sentence = { tokens: Token[]; asks: boolean; start: number; end: number }

/** Longer ones are cut: it keeps the time of every rule in proportion to the text. */
const LONGEST_SENTENCE = 150

/** Sentences end at . ! ? … and at line breaks, not behind "3." of a date or "Tel.". */
export function sentencesOf(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = []
  let current: Token[] = []
  const close = (asks: boolean) => {
    const [first, last] = [current[0], current.at(-1)]
    if (first !== undefined && last !== undefined)
      sentences.push({ tokens: current, asks, start: first.start, end: last.end })
    current = []
  }
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    const isEnd = token.kind === 'sign' && ('.!?…\n'.includes(token.text) || isPicture(tokens, at))
    if (isEnd && !(token.text === '.' && goesOn(tokens, at))) {
      if (token.text === '\n' && current.length === 0) continue
      close(token.text === '?')
    } else current.push(token)
    if (current.length >= LONGEST_SENTENCE) close(false)
  }
  close(false)
  return sentences
}

/** An emoji ends a sentence where a capital goes on. */
function isPicture(tokens: readonly Token[], at: number): boolean {
  const code = tokens[at]!.text.charCodeAt(0)
  const next = tokens[at + 1]
  if ((code < 0xd800 || code > 0xdfff) && (code < 0x2600 || code > 0x27bf)) return false
  return next !== undefined && next.kind === 'word' && next.text !== next.text.toLowerCase()
}

function goesOn(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  const after = tokens[at + 1]
  if (before === undefined || after === undefined || after.kind === 'sign')
    return before !== undefined && SHORTENED.has(before.lower)
  if (SHORTENED.has(before.lower)) return before.end === tokens[at]!.start
  return before.kind === 'number' && (MONTHS.test(after.lower) || after.text === after.lower)
}
