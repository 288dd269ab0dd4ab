import type { LengthLimit } from '../channels.ts'
import { isOver } from './count.ts'
import { linksIn, type Span } from './links.ts'

/** One part of a thread: its words, and the space after them that falls away at the border. */
export type Part = { text: string; gap: string }

/** More parts than this nobody reads; a service note is the better way then. */
export const maxParts = 25

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/**
 * A text as a numbered thread whose parts each keep the limit, number counted in: at sentences where that fills a part at
 * least by half, else at words, and only in a word that is too long by itself, between its graphemes. Never in a link, a
 * mention, an address or a number. All parts and gaps one after another are the text again. Null: it cannot be (a link that
 * is longer than a part, or more than `maxParts`).
 */
export function splitIntoParts(limit: LengthLimit, text: string): Part[] | null {
  if (!isOver(limit, text)) return [{ text, gap: '' }]
  // Of a text that could not be sent in that many parts by far nothing is worked out.
  if (text.length > limit.count * maxParts * 12) return null
  const borders = bordersOf(text)
  for (const widest of [9, maxParts]) {
    const parts = cut(limit, text, borders, widest)
    if (parts && parts.length <= widest) return parts
  }
  return null
}

/** The parts as they are sent: "… 2/3". */
export function numbered(parts: readonly Part[]): string[] {
  if (parts.length === 1) return [parts[0]!.text]
  return parts.map((part, index) => withNumber(part.text, index + 1, parts.length))
}

function withNumber(text: string, number: number, of: number): string {
  return `${text} ${number}/${of}`
}

/** Borders by their strength: where a sentence ends, a word, any grapheme. Offsets in the text, rising. */
type Borders = { sentence: number[]; word: number[]; grapheme: number[] }

function bordersOf(text: string): Borders {
  const whole = wholeOnes(text)
  const free = (offsets: number[]) => outsideOf(offsets, whole)
  const of = (segmenter: Intl.Segmenter) =>
    [...segmenter.segment(text)].map(({ index, segment }) => index + segment.length)
  const grapheme = free(of(graphemes))
  const allowed = new Set(grapheme)
  const wordEnds = of(words).filter((at) => allowed.has(at) && isWordBorder(text, at))
  const isSentence = (at: number) =>
    allowed.has(at) && !abbreviation.test(text.slice(Math.max(0, at - 12), at).trimEnd())
  return { grapheme, word: wordEnds, sentence: of(sentences).filter(isSentence) }
}
const abbreviation = /(?:^|[\s.(])(?:\p{L}{1,3}|\d+|bzw|usw|evtl|inkl|Abs|Tel)\.$/u

/** Beside space, or where a script writes none; not before a comma or after an opening bracket. */
function isWordBorder(text: string, at: number): boolean {
  const [before, after] = [text[at - 1] ?? '', text[at] ?? '']
  if (/\s/.test(before) || /\s/.test(after) || after === '') return true
  return (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u.test(
      before,
    ) && /\p{L}/u.test(after)
  )
}

/** Also of hosts that no network knows: an address that is cut leads nowhere. */
const withScheme = /https?:\/\/\S+/gi
const mention =
  /[@#$＠＃][\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_])?(?:@[\p{L}\p{M}\p{N}.-]+[\p{L}\p{N}])?/gu
const address = /[^\s@<>()]{1,64}@[\p{L}\p{N}.-]{1,253}[\p{L}\p{N}]/gu
/** Also in groups, as telephone numbers, amounts and accounts are written: "0431 12 34 56", "1.234,50 €", "DE12 5001 0517". */
const number =
  /[\p{Sc}+]?\s?(?:[A-Z]{2}(?=\d{2}))?\p{Nd}+(?:[ \u00a0\u202f./:,'’–-]\p{Nd}+){0,12}(?:[ \u00a0\u202f]?[\p{Sc}%°])?/gu

function wholeOnes(text: string): Span[] {
  const found: Span[] = linksIn(text)
  for (const pattern of [withScheme, mention, address, number])
    for (const match of text.matchAll(pattern)) {
      const led = match[0].length - match[0].trimStart().length
      found.push({ from: match.index + led, to: match.index + match[0].length })
    }
  return found.toSorted((one, other) => one.from - other.from)
}

function outsideOf(offsets: number[], whole: readonly Span[]): number[] {
  const kept: number[] = []
  let [at, reach, from] = [0, 0, 0]
  for (const offset of offsets) {
    while (at < whole.length && whole[at]!.from < offset) {
      if (whole[at]!.to > reach) [from, reach] = [whole[at]!.from, whole[at]!.to]
      at += 1
    }
    if (!(from < offset && offset < reach)) kept.push(offset)
  }
  return kept
}

function cut(limit: LengthLimit, text: string, borders: Borders, widest: number): Part[] | null {
  const parts: Part[] = []
  let from = 0
  while (from < text.length) {
    if (parts.length === widest) return null
    const to = endOf(limit, text, borders, from, widest)
    if (to === null) return null
    const words = text.slice(from, to).trimEnd()
    let next = to
    while (next < text.length && /\s/.test(text[next]!)) next += 1
    parts.push({ text: words, gap: text.slice(from + words.length, next) })
    from = next
  }
  return parts
}

/** Where the part that begins at `from` ends: a sentence from the half on, else a word, else any grapheme. */
function endOf(limit: LengthLimit, text: string, borders: Borders, from: number, widest: number): number | null {
  const fits = (to: number) => {
    const part = text.slice(from, to).trimEnd()
    return part !== '' && !isOver(limit, withNumber(part, widest, widest))
  }
  const furthest = lastFitting(borders.grapheme, from, fits)
  if (furthest === null) return null
  if (furthest === text.length) return furthest
  const half = from + (furthest - from) / 2
  const sentence = borders.sentence.findLast((at) => at > half && at <= furthest && fits(at))
  if (sentence !== undefined) return sentence
  const word = borders.word.findLast((at) => at > from && at <= furthest && fits(at))
  // A word border so early that hardly anything stands before it: the word itself is too long for a part.
  return word ?? furthest
}

/** The last border that fits. Longer is hardly ever shorter for a network, so it is looked for by halves, then by steps. */
function lastFitting(borders: readonly number[], from: number, fits: (to: number) => boolean): number | null {
  let low = borders.findIndex((at) => at > from)
  if (low < 0) return null
  let high = borders.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(borders[middle]!)) low = middle
    else high = middle - 1
  }
  while (low >= 0 && borders[low]! > from && !fits(borders[low]!)) low -= 1
  return low >= 0 && borders[low]! > from ? borders[low]! : null
}
