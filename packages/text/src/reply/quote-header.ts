// Recognises the line(s) a mail program writes above a quoted mail: "On … wrote:", "Am … schrieb …:", separators.
import { forwards, openers, originals, verbPattern } from './phrases.ts'

/** A header longer than this is prose. Also bounds the work per line. */
const headerMaxChars = 420
/** Mail programs wrap a header over at most this many lines (blank ones between address brackets included). */
const headerMaxLines = 6

const strongDate = /\d{1,2}[:.h]\d{2}|(?:19|20)\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/
const tailMarks = ' \t\u00a0\r>*_-–—='
const email = /[^\s@<>,;:"']@[^\s@<>,;:"']/
const startsWithDate = /^(?:\p{L}{2,12}[.,]?,? )?\d{1,4}[-./年 ]/u
const toldUs = /^\s+(?:mir|uns|me|us|that|dass|daß|ich|i)\b/i

/**
 * How many lines, from `index` on, form a header above a quoted mail; 0 if none does.
 * Looks at no more than six lines and 420 characters, so a mail of openers costs linear time.
 */
export function quoteHeaderLength(lines: readonly string[], index: number): number {
  const first = lines[index] ?? ''
  if (first.length > headerMaxChars) return 0
  if (isSeparatorLine(first)) return 1
  const start = stripMarks(first)
  if (start === '') return 0
  const opener = hasOpener(start)
  if (endsLikeHeader(first) && isHeader(start, opener, followedByQuote(lines, index + 1))) return 1
  if (!opener && !mayBegin(start)) return 0
  return wrappedLength(lines, index, start, opener)
}

function wrappedLength(lines: readonly string[], index: number, start: string, opener: boolean): number {
  let joined = start
  for (let count = 2; count <= headerMaxLines; count++) {
    const line = lines[index + count - 1]
    if (line === undefined) return 0
    const part = stripMarks(line, (lines[index] ?? '').startsWith('>'))
    if (part === '') {
      // Only an address in brackets or the closing verb may follow after a blank line.
      const next = stripBlank(lines[index + count] ?? '')
      if (!/^(?:<|mailto:|>|wrote|schrieb)/i.test(next)) return 0
      continue
    }
    if (line.startsWith('>') && !/^>[^>]{0,3}(?:wrote|schrieb|:|$)/.test(line) && !/^\s*>/.test(lines[index] ?? ''))
      return 0
    if (hasOpener(part) && beginsAnew(part, joined, opener)) return 0
    joined += ` ${part}`
    if (joined.length > headerMaxChars) return 0
    if (!endsLikeHeader(line)) continue
    if (isHeader(joined, opener, followedByQuote(lines, index + count))) return count
  }
  return 0
}

function isHeader(text: string, opener: boolean, quoteFollows: boolean): boolean {
  const line = stripTail(text)
  const colon = /[:：]$/.test(line)
  const hasEmail = email.test(line) || line.includes('&lt;')
  const dated = strongDate.test(line)
  // "2015-10-18 0:17 GMT+03:00 Name <mail>:" carries no verb at all.
  if (dated && startsWithDate.test(line) && /<[^<>]*@[^<>]+>\s*[:：]?$/.test(text.trimEnd())) return true
  if (dated && /^20\d\d-\d\d-\d\d \d\d:\d\d GMT[+-]\d\d:\d\d\s+\p{L}[^.!?<>]{0,60}$/u.test(line)) return true
  if (/^posted by .{1,80} on \d{1,2}\/\d{1,2}\/\d{4}$/i.test(line)) return true
  const found = verbPattern.exec(line)
  if (found === null) return false
  const after = line.slice(found.index + found[0].length)
  if (toldUs.test(after)) return false
  const verbAtEnd = /^[\s:：.)-]*$/.test(after)
  if (line.length - found.index > 260) return false
  if (colon && hasEmail) return true
  if (colon && / via /.test(line)) return true
  if (colon && opener && (dated || (quoteFollows && /\d/.test(line)))) return true
  if (colon && dated && (verbAtEnd || /^\s+(?:on|am|le|op|il|el|em)\s.{0,12}\d/i.test(after))) return true
  if (colon && verbAtEnd && quoteFollows && line.length < 120) return true
  if (!verbAtEnd) return false
  if (opener && dated && (hasEmail || quoteFollows || /-{2,}\s*$/.test(text.slice(-6)))) return true
  return / via .{1,60}$/.test(line.slice(0, found.index)) && line.length < 120
}

/** "-----Original Message-----", "Begin forwarded message:", Lotus' "-----Name schrieb: -----". */
function isSeparatorLine(line: string): boolean {
  if (line.length > 240) return false
  const inner = line
    .replace(/^[\s>*_]*/, '')
    .trimEnd()
    .replace(/[*_]{1,4}$/, '')
    .trimEnd()
  if (inner.length < 6 || inner.length > 160) return false
  const colonless = inner.replace(/\s?[:：]$/, '').toLowerCase()
  if (/[:：]$/.test(inner) && forwards.has(colonless)) return true
  const dashes = /^[-–—_=]{2,}\s*/.exec(inner)
  if (dashes === null) return false
  const label = stripTail(inner.slice(dashes[0].length)).toLowerCase()
  if (label === '' || label.length > 120) return false
  if (originals.has(label) || originals.has(label.replace(/\s?[:：]$/, ''))) return true
  if (/^(?:forwarded by|weitergeleitet von|transféré par) /.test(label)) return true
  return /[-–—]{2,}$/.test(inner) && /[:：]$/.test(label) && verbPattern.test(label)
}

function hasOpener(start: string): boolean {
  if (/^[在于]/.test(start)) return true
  const lower = start.slice(0, 24).toLowerCase()
  const space = lower.search(/[\s,]/)
  if (space < 1) return false
  const candidates = openers.get(lower.slice(0, space))
  return candidates?.some((opener) => lower.startsWith(opener) && /[\s,]/.test(lower.charAt(opener.length))) ?? false
}

/** Cheap gate before lines are joined: a date first, or an address in or cut at its bracket. */
function mayBegin(start: string): boolean {
  return startsWithDate.test(start) || /<$|<[^<>]*@/.test(start)
}

/** Inside a wrapped header, "at 10:18," goes on; "On 9 Jan …" below prose is where the header really begins. */
function beginsAnew(part: string, joined: string, opener: boolean): boolean {
  if (!opener) return true
  if (verbPattern.test(part)) return true
  return /^\p{Lu}/u.test(part) && (strongDate.test(part) || !/\d/.test(joined))
}

function endsLikeHeader(line: string): boolean {
  const tail = line.slice(-24).replace(/[\s>*_-]+$/, '')
  return /[:：]$/.test(tail) || />\s*$/.test(line) || verbPattern.test(tail) || /\d{4}$/.test(tail) || / GMT/.test(line)
}

function followedByQuote(lines: readonly string[], from: number): boolean {
  for (let i = from; i < lines.length && i < from + 4; i++) {
    const line = stripBlank(lines[i] ?? '')
    if (line === '') continue
    return line.startsWith('>') || line.startsWith('|')
  }
  return false
}

function stripMarks(line: string, quoted = true): string {
  return line.replace(quoted ? /^[\s<>*\u200b\ufeff-]+/ : /^[\s*\u200b\ufeff-]+/, '').trimEnd()
}

/** Takes blanks, dashes and quote marks off the end by a plain loop: a regex would retry at every blank. */
function stripTail(text: string): string {
  let end = text.length
  while (end > 0 && tailMarks.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

function stripBlank(line: string): string {
  return line.replace(/^[\s\u200b\ufeff]+/, '')
}
