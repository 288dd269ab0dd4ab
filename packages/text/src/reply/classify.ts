// Gives every line of a mail one letter; trim-reply.ts then reads the letters.
import { delimiterKind, isUnderline } from './delimiter.ts'
import { headerBlockLength } from './header-block.ts'
import { quoteHeaderLength } from './quote-header.ts'
import { mobileSignature } from './signature.ts'

/**
 * t text · e empty · q quoted by ">" · b line above a quoted mail ("On … wrote:") · h field of a header block ·
 * d signature delimiter · r row that divides · s mobile signature, sure · m mobile signature, likely
 */
export type LineKind = 't' | 'e' | 'q' | 'b' | 'h' | 'd' | 'r' | 's' | 'm'

/** One kind per line. Linear: every look-ahead is bounded. */
export function classify(lines: readonly string[]): LineKind[] {
  const kinds: LineKind[] = []
  let fence = false
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] ?? ''
    if (isFence(line) && (fence || hasClosingFence(lines, i))) {
      fence = !fence
      kinds.push('t')
      i++
      continue
    }
    if (fence) {
      kinds.push('t')
      i++
      continue
    }
    const [kind, count] = kindAt(lines, i, kinds)
    for (let n = 0; n < count; n++) kinds.push(kind)
    i += count
  }
  mendWrappedQuotes(lines, kinds)
  return kinds
}

/** Old gateways wrap a quoted line without repeating the ">": a lower-case remainder between two quoted lines. */
function mendWrappedQuotes(lines: readonly string[], kinds: LineKind[]): void {
  for (let i = 1; i < kinds.length - 1; i++) {
    if (kinds[i] !== 't' || kinds[i - 1] !== 'q' || kinds[i + 1] !== 'q') continue
    const above = lines[i - 1] ?? ''
    if (above.length < 60 || /[.!?…:]\s*$/.test(above.slice(-6))) continue
    if (/^[\p{Ll}\d(]/u.test(lines[i] ?? '')) kinds[i] = 'q'
  }
}

function kindAt(lines: readonly string[], i: number, kinds: readonly LineKind[]): [LineKind, number] {
  const line = lines[i] ?? ''
  if (isEmpty(line)) return ['e', 1]
  const first = line.charCodeAt(0)
  if (first === 62 || /^[ \t\u00a0]{0,3}>/.test(line)) return isQuotedHeader(lines, i) ? ['b', 1] : ['q', 1]
  if (first === 124 && continuesBarQuote(kinds)) return ['q', 1]
  const delimiter = delimiterKind(line)
  if (delimiter === 'signature') return ['d', 1]
  if (delimiter === 'row') return isUnderline(line, lines[i - 1] ?? '') ? ['t', 1] : ['r', 1]
  const block = headerBlockLength(lines, i)
  if (block > 0) return ['h', block]
  const mobile = mobileSignature(line)
  if (mobile !== null) {
    // "Sent from Samsung Mobile <a@b.c> wrote:" is a quote header.
    const header = /[:：]\s*$/.test(line) ? quoteHeaderLength(lines, i) : 0
    return header > 0 ? ['b', header] : [mobile === 'sure' ? 's' : 'm', 1]
  }
  const header = quoteHeaderLength(lines, i)
  return header > 0 ? ['b', header] : ['t', 1]
}

/** "> On … wrote:" above text that is not quoted itself: the header was quoted, the mail below was not. */
function isQuotedHeader(lines: readonly string[], i: number): boolean {
  const line = lines[i] ?? ''
  if (line.length > 300 || /^\s*>\s*>/.test(line) || !/[:：]\s*$/.test(line)) return false
  const next = lines[i + 1] ?? ''
  const afterNext = isEmpty(next) ? (lines[i + 2] ?? '') : next
  if (isEmpty(afterNext) || /^\s*>/.test(afterNext)) return false
  return quoteHeaderLength(lines, i) === 1
}

function continuesBarQuote(kinds: readonly LineKind[]): boolean {
  for (let i = kinds.length - 1; i >= 0 && i > kinds.length - 4; i--) {
    if (kinds[i] === 'e') continue
    return kinds[i] === 'b' || kinds[i] === 'q'
  }
  return false
}

/** Blanks and characters without width. */
const blankOnly = /^(?:[\s\u200b\u200c\u00ad]|\u200d)*$/

function isEmpty(line: string): boolean {
  return line === '' || blankOnly.test(line)
}

function isFence(line: string): boolean {
  return line.startsWith('```') || line.startsWith('~~~')
}

/** Looks for the closing fence only a bounded way down, so a mail of fences stays linear. */
function hasClosingFence(lines: readonly string[], from: number): boolean {
  const end = Math.min(lines.length, from + 400)
  for (let i = from + 1; i < end; i++) if (isFence(lines[i] ?? '')) return true
  return false
}
