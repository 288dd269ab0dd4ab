import type { Span } from '../analysis.ts'

/** One sign of a query as typed. `text` of a quote is what stands between the marks. */
export type Sign = Span & {
  kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'near' | 'word' | 'quote'
  text: string
  /** A quotation mark never closed. */
  unclosed: boolean
}

const operators = new Map<string, 'and' | 'or' | 'not'>([
  ['AND', 'and'],
  ['UND', 'and'],
  ['&&', 'and'],
  ['OR', 'or'],
  ['ODER', 'or'],
  ['|', 'or'],
  ['||', 'or'],
  ['NOT', 'not'],
  ['NICHT', 'not'],
])
const quotes = new Map([
  ['"', '"'],
  ['„', '“”"'],
  ['“', '”"'],
  ['”', '”"'],
  ['«', '»"'],
  ['»', '«"'],
])

/** Cuts a query into its signs in one pass. Operators are upper case; everything between blanks and brackets is a word. */
export function scanQuery(text: string): Sign[] {
  const signs: Sign[] = []
  let i = 0
  while (i < text.length) {
    const character = text[i]!
    if (isBlank(character)) i += 1
    else if (character === '(' || character === ')') {
      signs.push(sign(character === '(' ? 'open' : 'close', text, i, i + 1))
      i += 1
    } else if (character === '-' && i + 1 < text.length && !isBlank(text[i + 1]!) && text[i + 1] !== ')') {
      signs.push(sign('not', text, i, i + 1))
      i += 1
    } else if (quotes.has(character)) {
      const end = closingQuote(text, i + 1, quotes.get(character)!)
      const stop = end === -1 ? text.length : end
      signs.push({
        kind: 'quote',
        text: text.slice(i + 1, stop),
        start: i,
        end: end === -1 ? stop : end + 1,
        unclosed: end === -1,
      })
      i = end === -1 ? stop : end + 1
    } else {
      const end = wordEnd(text, i)
      const word = text.slice(i, end)
      const kind = operators.get(word) ?? (/^(?:NEAR|NAHE)(?:\/|$)/.test(word) ? 'near' : 'word')
      signs.push(sign(kind, text, i, end))
      i = end
    }
  }
  return signs
}

function sign(kind: Sign['kind'], text: string, start: number, end: number): Sign {
  return { kind, text: text.slice(start, end), start, end, unclosed: false }
}

function closingQuote(text: string, from: number, closing: string): number {
  for (let i = from; i < text.length; i += 1) if (closing.includes(text[i]!)) return i
  return -1
}

/** To the next blank, bracket or quotation mark: `author:"Max"` and `lang:(de OR en)` begin with a word that ends in ":". */
function wordEnd(text: string, from: number): number {
  let i = from
  while (i < text.length && !isBlank(text[i]!) && text[i] !== '(' && text[i] !== ')' && !quotes.has(text[i]!)) i += 1
  return i
}

const isBlank = (character: string) => /\s/.test(character)
