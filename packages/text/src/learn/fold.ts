// What each UTF-16 code unit is and how it is folded, as tables filled page by page when first needed.

export const unit = { other: 0, letter: 1, digit: 2, space: 3, mark: 4, emoji: 5 } as const

const kinds = new Uint8Array(65_536)
const folded = new Uint16Array(65_536)
const known = new Uint8Array(256)

/** The kind of a code unit, one of `unit`; surrogates are `other`. */
export function kindOf(code: number): number {
  if (known[code >> 8] === 0) fillPage(code >> 8)
  return kinds[code]!
}

/**
 * The code unit in lower case without accents. Letters that fold to two (ä, ö, ü, ß, æ, œ) fold to the first; the
 * second is `secondFold` of the lower-cased letter. Call `kindOf` first: it fills the table.
 */
export function foldOf(code: number): number {
  return folded[code]!
}

/** "ä" is "ae", "ß" is "ss": the second letter of such a pair, or 0. */
export function secondFold(code: number): number {
  if (code < 0xc4) return 0
  switch (code) {
    case 0xe4: // ä
    case 0xc4:
    case 0xf6: // ö
    case 0xd6:
    case 0xfc: // ü
    case 0xdc:
    case 0xe6: // æ
    case 0xc6:
    case 0x153: // œ
    case 0x152:
      return 0x65
    case 0xdf: // ß
    case 0x1e9e:
      return 0x73
    default:
      return 0
  }
}

const firstOfTwo: Record<string, string> = { æ: 'a', œ: 'o', ß: 's', ı: 'i', ø: 'o', ł: 'l', đ: 'd' }

function fillPage(page: number): void {
  known[page] = 1
  for (let code = page << 8; code < (page + 1) << 8; code++) {
    folded[code] = code
    // A lone surrogate has no kind of its own.
    if (code >= 0xd800 && code <= 0xdfff) continue
    const char = String.fromCharCode(code)
    if (/\p{M}/u.test(char) || code === 0x200d) kinds[code] = unit.mark
    else if (/\p{L}/u.test(char)) kinds[code] = unit.letter
    else if (/\p{N}/u.test(char)) kinds[code] = unit.digit
    else if (/[\s\p{Z}\p{Cf}]/u.test(char)) kinds[code] = unit.space
    else if (/\p{Extended_Pictographic}/u.test(char) && code > 0xff) kinds[code] = unit.emoji
    if (kinds[code] === unit.letter || kinds[code] === unit.digit) folded[code] = foldChar(char)
  }
}

function foldChar(char: string): number {
  const lower = char.normalize('NFKC').toLowerCase()
  return (firstOfTwo[lower] ?? lower.normalize('NFD')).charCodeAt(0)
}
