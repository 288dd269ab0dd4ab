// One walk over a text that all finders of personal data share: runs of letters and digits with their places.

export type Word = {
  text: string
  lower: string
  start: number
  end: number
  /** all digits, all letters, or both. */
  kind: 'digits' | 'letters' | 'mixed'
}

const MAX_WORD_LENGTH = 64

/** Letters and digits of any script hold together; everything else parts. Words longer than 64 units are cut off. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let start = -1
  let digits = 0
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32
    const digit = isDigit(code)
    if (digit || isLetter(code)) {
      if (start < 0) start = at
      if (digit) digits++
      continue
    }
    if (start < 0) continue
    const length = at - start
    if (length <= MAX_WORD_LENGTH) {
      const word = text.slice(start, at)
      const kind = digits === 0 ? 'letters' : digits === length ? 'digits' : 'mixed'
      words.push({ text: word, lower: kind === 'digits' ? word : word.toLowerCase(), start, end: at, kind })
    }
    start = -1
    digits = 0
  }
  return words
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Latin letters and everything above them but punctuation, blanks and signs of the general planes. */
export function isLetter(code: number): boolean {
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba
  if (code >= 0x2000 && code <= 0x2bff) return false
  if (code >= 0x3000 && code <= 0x303f) return false
  return code !== 0xd7 && code !== 0xf7 && code !== 0xfeff && (code < 0xd800 || code > 0xdfff)
}

export function isUpper(char: string | undefined): boolean {
  return char !== undefined && char !== char.toLowerCase()
}

/** What stands between two neighbouring words. */
export function between(text: string, left: Word, right: Word): string {
  return text.slice(left.end, Math.min(right.start, left.end + 8))
}
