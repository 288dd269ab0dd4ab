// One form for what people and attackers write in many: composed letters, no invisible characters, plain spaces.

export type Cleaned = {
  text: string
  /** Offset in the text as given for an offset (0 to text.length) of the cleaned text. */
  originalOffset: (offset: number) => number
}

/** A letter carries at most this many marks; the rest of a tower of marks is dropped. */
const marksKept = 4

/**
 * NFC, without zero-width and direction characters, control characters and soft hyphens; every blank a space, line ends
 * `\n`; a lone surrogate becomes U+FFFD. Linear time; a text that needs nothing is returned as it is.
 */
export function normalise(text: string): Cleaned {
  const firstOdd = oddFrom(text, 0)
  if (firstOdd === text.length) return { text, originalOffset: (offset) => clamp(offset, text.length) }
  const start = startOfLetter(text, firstOdd)
  const parts: string[] = [text.slice(0, start)]
  const starts = new Uint32Array(text.length + 1)
  for (let index = 0; index < start; index++) starts[index] = index
  let written = start
  let read = start
  while (read < text.length) {
    const end = endOfLetter(text, read)
    const letter = isStrayJoiner(text, read) ? '' : cleanLetter(text, read, end)
    for (let index = 0; index < letter.length; index++) starts[written++] = read + Math.min(index, end - read - 1)
    if (letter !== '') parts.push(letter)
    read = end
  }
  starts[written] = text.length
  return { text: parts.join(''), originalOffset: (offset) => starts[clamp(offset, written)] ?? text.length }
}

/** Letters repeated three times and more are written twice ("soooo" is "soo"); the offsets lead back. */
export function shortenStretched(text: string): Cleaned {
  const parts: string[] = []
  const jumps: { at: number; dropped: number }[] = []
  let from = 0
  let dropped = 0
  let run = 1
  for (let index = 1; index <= text.length; index++) {
    const isSame = index < text.length && text.charCodeAt(index) === text.charCodeAt(index - 1)
    if (isSame) {
      run++
      continue
    }
    if (run > 2 && isLetterCode(text.charCodeAt(index - 1))) {
      parts.push(text.slice(from, index - run + 2))
      dropped += run - 2
      jumps.push({ at: index - dropped, dropped })
      from = index
    }
    run = 1
  }
  if (jumps.length === 0) return { text, originalOffset: (offset) => clamp(offset, text.length) }
  const short = parts.join('') + text.slice(from)
  return { text: short, originalOffset: (offset) => offset + droppedBefore(jumps, clamp(offset, short.length)) }
}

function droppedBefore(jumps: readonly { at: number; dropped: number }[], offset: number): number {
  let low = 0
  let high = jumps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((jumps[middle]?.at ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return jumps[low - 1]?.dropped ?? 0
}

function oddFrom(text: string, from: number): number {
  for (let index = from; index < text.length; index++) if (isOdd(text.charCodeAt(index))) return index
  return text.length
}

/** Everything that is not plainly fine by itself: Latin letters up to U+02FF, general punctuation and so on are fine. */
function isOdd(code: number): boolean {
  if (code < 0x7f) return code < 0x20 && code !== 10
  if (code < 0x300) return code < 0xa1 || code === 0xad
  if (code < 0x370) return true
  // Cyrillic and Greek without marks, dashes and quotes
  if (code < 0x483) return code === 0x37e || code === 0x387
  return !(code >= 0x2010 && code <= 0x2027)
}

function startOfLetter(text: string, index: number): number {
  return index > 0 && isMark(text.charCodeAt(index)) ? index - 1 : index
}

/** A letter with all marks on it, a surrogate pair as one, a joined Korean syllable as one. */
function endOfLetter(text: string, start: number): number {
  const first = text.charCodeAt(start)
  let end = start + 1
  if (first === 13 && text.charCodeAt(end) === 10) return end + 1
  if (isLeading(first) && isTrailing(text.charCodeAt(end))) end++
  if (first >= 0x1100 && first < 0x1200)
    while (end < text.length && end - start < 3 && isJamo(text.charCodeAt(end))) end++
  while (end < text.length && isMark(text.charCodeAt(end))) end++
  return end
}

function cleanLetter(text: string, start: number, end: number): string {
  const first = text.charCodeAt(start)
  if (isInvisible(first)) return ''
  if (first === 13 || first === 0x2028 || first === 0x2029) return '\n'
  if (first === 9 || isBlank(first)) return ' '
  if (first < 0x20 || (first >= 0x7f && first < 0xa0)) return first === 10 ? '\n' : ''
  if (isLeading(first) ? !isTrailing(text.charCodeAt(start + 1)) : isTrailing(first)) return '�'
  const width = isLeading(first) ? 2 : 1
  const whole = text.slice(start, Math.min(end, start + width + marksKept))
  const composed = whole.length === 1 && first < 0x300 ? whole : whole.normalize('NFC')
  // A few signs are longer composed; they stay, so that the text never grows.
  return composed.length <= whole.length ? composed : whole
}

/** A zero-width joiner holds emoji together; between letters it only hides a word. */
function isStrayJoiner(text: string, index: number): boolean {
  return text.charCodeAt(index) === 0x200d && !(index > 0 && text.charCodeAt(index - 1) >= 0x2000)
}

function isInvisible(code: number): boolean {
  if (code === 0xad || code === 0xfeff || code === 0x61c || code === 0x180e || code === 0x115f) return true
  if (code >= 0x200b && code <= 0x200f) return code !== 0x200d
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || (code >= 0xfff9 && code <= 0xfffb)
}

function isBlank(code: number): boolean {
  return code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x3000
}

function isMark(code: number): boolean {
  if (code < 0x300) return false
  if (code <= 0x36f) return true
  return (
    (code >= 0x483 && code <= 0x489) ||
    (code >= 0x591 && code <= 0x5bd) ||
    (code >= 0x610 && code <= 0x61a) ||
    (code >= 0x64b && code <= 0x65f) ||
    (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x1dc0 && code <= 0x1dff) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe20 && code <= 0xfe2f) ||
    code === 0x3099 ||
    code === 0x309a
  )
}

const isLeading = (code: number): boolean => code >= 0xd800 && code < 0xdc00
const isTrailing = (code: number): boolean => code >= 0xdc00 && code < 0xe000
const isJamo = (code: number): boolean => code >= 0x1160 && code < 0x1200
const isLetterCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x300)
const clamp = (offset: number, most: number): number => Math.max(0, Math.min(offset, most))
