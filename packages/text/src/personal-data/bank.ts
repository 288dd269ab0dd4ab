// Account numbers that carry a checksum: IBAN (ISO 13616, mod 97), payment cards (Luhn), German tax id (ISO 7064 mod 11,10).
import type { Found } from './found.ts'
import type { Word } from './words.ts'
import { isDigit, isLetter } from './words.ts'

/** Lengths of the IBAN registry, by country. */
const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

export function findIbans(text: string, words: readonly Word[], found: Found): void {
  for (const word of words) {
    if (word.kind !== 'mixed' || word.text.length < 4) continue
    const length = IBAN_LENGTHS.get(word.text.slice(0, 2).toUpperCase())
    if (length === undefined || !isDigit(word.text.charCodeAt(2)) || !isDigit(word.text.charCodeAt(3))) continue
    const run = collect(text, word.start, length, (code) => isDigit(code) || (isLetter(code) && code < 128))
    if (run !== null && isIban(run.value.toUpperCase())) found.add('iban', word.start, run.end)
  }
}

function isIban(iban: string): boolean {
  let rest = 0
  for (let at = 0; at < iban.length; at++) {
    const value = Number.parseInt(iban.charAt((at + 4) % iban.length), 36)
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97
  }
  return rest === 1
}

const LONGEST_CARD = 19

export function findCards(text: string, words: readonly Word[], found: Found): void {
  for (const word of words) {
    if (word.kind !== 'digits' || word.text.length > LONGEST_CARD || !'23456'.includes(word.text.charAt(0))) continue
    if (word.text.length !== 4 && word.text.length < 13) continue
    const whole = word.text.length >= 13
    const run = whole ? { value: word.text, end: word.end } : collectCard(text, word.start)
    if (run !== null && isCardOfBrand(run.value) && passesLuhn(run.value)) found.add('card', word.start, run.end)
  }
}

function collectCard(text: string, start: number): { value: string; end: number } | null {
  for (const length of [16, 15, 14, 19]) {
    const run = collect(text, start, length, isDigit)
    if (run !== null) return run
  }
  return null
}

function isCardOfBrand(digits: string): boolean {
  const length = digits.length
  const two = Number(digits.slice(0, 2))
  const four = Number(digits.slice(0, 4))
  if (digits.startsWith('4')) return length === 13 || length === 16 || length === 19
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return length === 16
  if (two === 34 || two === 37) return length === 15
  if (four === 6011 || two === 65 || (four >= 6440 && four <= 6499)) return length >= 16
  if (two === 36 || two === 38 || (four >= 3000 && four <= 3059)) return length === 14
  if (four >= 3528 && four <= 3589) return length >= 16
  if (two === 62) return length >= 16
  return [5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763].includes(four) && length >= 13
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

/** Eleven digits, written as one or as 2 3 3 3; never a zero first. */
export function findTaxIds(text: string, words: readonly Word[], found: Found): void {
  for (const word of words) {
    if (word.kind !== 'digits' || word.text.startsWith('0')) continue
    if (word.text.length !== 11 && word.text.length !== 2) continue
    const run = word.text.length === 11 ? { value: word.text, end: word.end } : collect(text, word.start, 11, isDigit)
    if (run !== null && isTaxId(run.value)) found.add('tax-id', word.start, run.end)
  }
}

/** Among the first ten digits exactly one comes twice or three times; the last is the check digit (§ 139b AO). */
function isTaxId(digits: string): boolean {
  const counts = Array.from({ length: 10 }, () => 0)
  let product = 10
  for (let at = 0; at < 10; at++) {
    const digit = digits.charCodeAt(at) - 48
    counts[digit] = counts[digit]! + 1
    const sum = (digit + product) % 10 || 10
    product = (2 * sum) % 11
  }
  const repeated = counts.filter((count) => count > 1)
  if (repeated.length !== 1 || repeated[0]! > 3) return false
  return (11 - product) % 10 === digits.charCodeAt(10) - 48
}

/** Exactly `length` characters from `start`, single blanks, dots or dashes between them; null where more follow. */
function collect(
  text: string,
  start: number,
  length: number,
  isPart: (code: number) => boolean,
): { value: string; end: number } | null {
  let value = ''
  for (let at = start; at < text.length && at < start + length * 2 + 2; at++) {
    const code = text.charCodeAt(at)
    if (isPart(code)) {
      value += text.charAt(at)
      if (value.length < length) continue
      const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 32
      return isDigit(next) || isLetter(next) ? null : { value, end: at + 1 }
    }
    const joins = code === 32 || code === 45 || code === 46 || code === 160
    if (!joins || !isPart(text.charCodeAt(at + 1))) return null
  }
  return null
}
