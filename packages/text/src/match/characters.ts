// What a UTF-16 code unit is to the reader of words: values from 16 on are the unit itself in lower case, below are the
// classes. Built once, on first use, in about 10 ms.

export const separator = 0
/** Left out without parting a word: soft hyphen, zero width, variation selectors. */
export const invisible = 1
/** Parts words that may also be read as one: E-Mail, E.ON, don't, H&M. */
export const joiner = 2
export const hash = 3
export const at = 4
export const mark = 5
export const highSurrogate = 6
export const emoji = 7
/** From here on a value is a letter or digit in lower case. */
export const firstLetter = 16

let table: Uint16Array | null = null

export function characterTable(): Uint16Array {
  table ??= build()
  return table
}

/** Letter or number beyond the first plane, emoji, or a separator. */
export function astralClass(codePoint: number): typeof separator | typeof emoji | typeof firstLetter {
  const block = codePoint >>> 8
  let classes = astralBlocks.get(block)
  if (!classes) {
    classes = new Uint8Array(256)
    for (let low = 0; low < 256; low += 1) classes[low] = classOf(block * 256 + low)
    astralBlocks.set(block, classes)
  }
  return classes[codePoint & 255] as typeof separator
}
const astralBlocks = new Map<number, Uint8Array>()

function classOf(codePoint: number): number {
  const character = String.fromCodePoint(codePoint)
  if (/[\p{L}\p{N}]/u.test(character)) return firstLetter
  // Tones of skin belong to the emoji before them.
  if (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff) return separator
  return /\p{Extended_Pictographic}/u.test(character) ? emoji : separator
}

function build(): Uint16Array {
  const built = new Uint16Array(65_536)
  for (let unit = 0; unit < 65_536; unit += 1) {
    if (unit >= 0xd800 && unit <= 0xdfff) {
      built[unit] = unit < 0xdc00 ? highSurrogate : separator
      continue
    }
    const character = String.fromCharCode(unit)
    if (/[\p{L}\p{N}]/u.test(character)) {
      const lower = character.toLowerCase()
      // İ becomes two units in lower case; its first is the letter.
      built[unit] = lower.charCodeAt(0)
    } else if (/\p{M}/u.test(character)) built[unit] = mark
    else if (/\p{Extended_Pictographic}/u.test(character)) built[unit] = emoji
  }
  for (const character of '\u00AD\u200B\u200C\u200D\u2060\uFE0E\uFE0F\uFEFF') built[character.charCodeAt(0)] = invisible
  for (const character of "-\u2010\u2011'’._&") built[character.charCodeAt(0)] = joiner
  built['#'.charCodeAt(0)] = hash
  built['@'.charCodeAt(0)] = at
  return built
}
