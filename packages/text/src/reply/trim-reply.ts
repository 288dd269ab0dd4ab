import { classify, type LineKind } from './classify.ts'
import { businessBlockStart, isClosing, isDashName } from './signature.ts'

export type TrimmedReply = {
  /** What the writer wrote anew; answers between quoted lines keep those lines. */
  reply: string
  /** The mail(s) answered or forwarded, with the lines above them. */
  quoted: string
  /** Signature, device line, list footer. */
  signature: string
}

/** More text below a quote than this is the answer itself, not a sign-off. */
const signOffMaxLines = 6
/** Below a mere row of dashes, more text than this (and than above) is content: a long letter with sections. */
const footerMaxLines = 15

type Fate = 'reply' | 'quoted' | 'signature'

/**
 * Splits the plain text of a mail into the new reply, what it quotes, and signatures. Nothing is lost: every line
 * lands in one of the three, in order, blank lines at the edges apart. Time is linear in the length of the text.
 */
export function trimReply(text: string): TrimmedReply {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const kinds = classify(lines)
  const fates: Fate[] = lines.map(() => 'reply')
  let end = cutDelimiter(lines, kinds, fates)
  dropMobile(kinds, fates, end)
  end = cutQuotes(kinds, fates, end)
  end = cutHeaderBlock(kinds, fates, end)
  cutSignOff(lines, kinds, fates, end)
  return {
    reply: collect(lines, fates, 'reply'),
    quoted: collect(lines, fates, 'quoted'),
    signature: collect(lines, fates, 'signature'),
  }
}

/** Everything from the first signature delimiter or dividing row on goes, unless nothing stands above it. */
function cutDelimiter(lines: readonly string[], kinds: readonly LineKind[], fates: Fate[]): number {
  let texts = 0
  let quotes = 0
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]
    if (kind === 't') texts++
    if (kind === 'q') quotes++
    if (kind !== 'd' && kind !== 'r') continue
    if (texts === 0 && (kind === 'r' || quotes === 0)) fates[i] = 'signature'
    else if (kind === 'd' || !opensSection(lines, kinds, i, texts)) {
      markTail(kinds, fates, i)
      return i
    }
  }
  return kinds.length
}

/**
 * Whether the mail goes on below a row: with a list, with a sign-off further down, or with more text than a footer has.
 * A footer or a signature begins at once and signs off, if at all, on its first line.
 */
function opensSection(lines: readonly string[], kinds: readonly LineKind[], row: number, above: number): boolean {
  let below = 0
  for (let i = row + 1; i < kinds.length; i++) {
    const kind = kinds[i]
    // A signature proper further down: what stands before it is not one.
    if (kind === 'd') return below > 0
    if (kind === 'b' || kind === 'h' || kind === 'q') break
    if (kind !== 't') continue
    const line = lines[i] ?? ''
    if (below === 0 && listItem.test(line)) return true
    if (below > 0 && isClosing(line)) return true
    below++
  }
  return below > footerMaxLines && below > above
}

const listItem = /^\s*(?:\d{1,2}[.)]|[•*–])\s+\S/

/** A signature may stand between the reply and a mail quoted below it. */
function markTail(kinds: readonly LineKind[], fates: Fate[], from: number): void {
  let mail = kinds[from] === 'r' && kinds[from + 1] === 'h'
  for (let i = from; i < kinds.length; i++) {
    const kind = kinds[i]
    if (kind === 'b' || kind === 'h' || kind === 'q') mail = true
    fates[i] = mail ? 'quoted' : 'signature'
  }
}

/** Lines that name a device go wherever they stand; vaguer ones only when nothing new follows. */
function dropMobile(kinds: LineKind[], fates: Fate[], end: number): void {
  let closing = true
  for (let i = end - 1; i >= 0; i--) {
    const kind = kinds[i]
    if (kind === 's' || (kind === 'm' && closing)) fates[i] = 'signature'
    if (kind === 'm' && !closing) kinds[i] = 't'
    if (kind === 'b' || kind === 'h') closing = true
    if (kind === 't') closing = false
  }
  // Inside a quoted, unmarked mail the reading above may differ; what was dropped counts as blank from here on.
  for (let i = 0; i < end; i++) if (fates[i] === 'signature') kinds[i] = 'e'
}

function cutQuotes(kinds: readonly LineKind[], fates: Fate[], end: number): number {
  const firstText = kinds.indexOf('t')
  if (firstText === -1 || firstText >= end) return end
  const start = replyBelow(kinds, fates, firstText, end)
  if (start > 0) return end
  const cut = headerCut(kinds, end)
  if (cut !== -1) {
    markQuoted(fates, cut, end)
    return cut
  }
  dropSingleQuote(kinds, fates, end)
  const trailing = trailingQuote(kinds, end)
  if (trailing < end) markQuoted(fates, trailing, end)
  // Answers between quotes: the quotes stay as context, the "On … wrote:" above them goes.
  for (let i = 0; i < trailing; i++) if (kinds[i] === 'b') fates[i] = 'quoted'
  return trailing
}

/** Quote first, answer below it: header, quoted lines, then text to the end. Returns where the answer starts, or 0. */
function replyBelow(kinds: readonly LineKind[], fates: Fate[], firstText: number, end: number): number {
  let header = false
  for (let i = 0; i < firstText; i++)
    if (kinds[i] === 'b' || (kinds[i] === 'h' && kinds[firstText - 1] !== 'h')) header = true
  if (!header) return 0
  for (let i = firstText; i < end; i++) if (kinds[i] !== 't' && kinds[i] !== 'e') return 0
  markQuoted(fates, 0, firstText)
  return firstText
}

/** First header line with text above it below which nothing but one quote and a short sign-off stands; -1 if none. */
function headerCut(kinds: readonly LineKind[], end: number): number {
  let lastQuote = -1
  for (let i = 0; i < end; i++) if (kinds[i] === 'q') lastQuote = i
  const signOff = countText(kinds, lastQuote + 1, end) <= signOffMaxLines
  let text = false
  let candidate = -1
  for (let i = 0; i < end; i++) {
    const kind = kinds[i]
    if (kind === 't') {
      text = true
      if (i < lastQuote) candidate = -1
    }
    if (kind === 'q' && candidate === -1) text = false
    if (kind !== 'b' || !text) continue
    if (i > lastQuote) return candidate !== -1 && signOff ? candidate : i
    if (candidate === -1) candidate = i
  }
  return signOff ? candidate : -1
}

function countText(kinds: readonly LineKind[], from: number, end: number): number {
  let count = 0
  for (let i = from; i < end; i++) if (kinds[i] === 't') count++
  return count
}

/** A greeting, one quote with its header, one long answer: the quote is no context for anything in between. */
function dropSingleQuote(kinds: readonly LineKind[], fates: Fate[], end: number): void {
  let i = kinds.indexOf('b')
  if (i === -1 || i >= end) return
  const from = i
  while (i < end && kinds[i] !== 't') i++
  const until = i
  while (i < end && (kinds[i] === 't' || kinds[i] === 'e')) i++
  const restIsQuote = countText(kinds, i, end) === 0
  if (restIsQuote && countText(kinds, until, end) > signOffMaxLines) markQuoted(fates, from, until)
}

function trailingQuote(kinds: readonly LineKind[], end: number): number {
  let i = end
  while (i > 0 && (kinds[i - 1] === 'e' || kinds[i - 1] === 'q' || kinds[i - 1] === 'b')) i--
  return i === 0 ? end : i
}

function cutHeaderBlock(kinds: readonly LineKind[], fates: Fate[], end: number): number {
  let text = false
  for (let i = 0; i < end; i++) {
    if (fates[i] !== 'reply') continue
    if (kinds[i] === 't') text = true
    if (kinds[i] !== 'h') continue
    if (text) {
      markQuoted(fates, i, end)
      return i
    }
    // A mail forwarded without a word: its fields go, its text is all there is to read.
    fates[i] = 'quoted'
  }
  return end
}

function cutSignOff(lines: readonly string[], kinds: readonly LineKind[], fates: Fate[], end: number): void {
  const from = fates.indexOf('reply')
  const block = businessBlockStart(lines, from, end)
  if (block > 0) {
    for (let i = block; i < end; i++) if (fates[i] === 'reply') fates[i] = 'signature'
    return
  }
  let last = end - 1
  while (last > from && (fates[last] !== 'reply' || kinds[last] === 'e')) last--
  if (last > from + 1 && kinds[last - 1] === 'e' && isDashName(lines[last] ?? '')) fates[last] = 'signature'
}

function markQuoted(fates: Fate[], from: number, end: number): void {
  for (let i = from; i < end; i++) if (fates[i] === 'reply') fates[i] = 'quoted'
}

function collect(lines: readonly string[], fates: readonly Fate[], fate: Fate): string {
  const kept: string[] = []
  for (let i = 0; i < lines.length; i++) if (fates[i] === fate) kept.push(lines[i] ?? '')
  let from = 0
  while (from < kept.length && (kept[from] ?? '').trim() === '') from++
  return kept.slice(from).join('\n').trimEnd()
}
