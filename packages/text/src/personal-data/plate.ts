// German licence plates: a district's code, one or two letters, up to four digits.
import { DISTRICTS } from './districts.ts'
import type { Found } from './found.ts'
import type { Word } from './words.ts'
import { between } from './words.ts'

const CAR_WORDS =
  /(?:^|[^\p{L}])(?:kennzeichen|autokennzeichen|kfz|nummernschild|pkw|lkw|auto|wagen|fahrzeug|mietwagen|lieferwagen|transporter|fahrer|fahrerin|unfall|geblitzt|parkverstoß|parkplatz|abgeschleppt|plate|car|van|zugelassen)(?:$|[^\p{L}])/iu
const REACH = 40

export function findPlates(text: string, words: readonly Word[], found: Found): void {
  for (let at = 0; at + 2 < words.length; at++) {
    const [district, letters, number] = [words[at]!, words[at + 1]!, words[at + 2]!]
    if (letters.kind === 'letters' && number.kind === 'letters') continue
    const split = splitLast(letters, number)
    if (split === null || district.text.length > 3 || !DISTRICTS.has(district.text.toUpperCase())) continue
    const gap = between(text, district, letters)
    if (gap !== '-' && gap !== ' ' && gap !== ':' && gap !== '·') continue
    const count = district.text.length + split.letters.length
    const isUpper = district.text === district.text.toUpperCase() && split.letters === split.letters.toUpperCase()
    const isPlain = gap === '-' && isUpper && (split.digits >= 3 || count >= 4)
    if (!isPlain && !isToldCar(text, district.start, split.end)) continue
    found.add('licence-plate', district.start, split.end)
  }
}

/** "KL 4821", "KL4821", "R 12H". */
function splitLast(letters: Word, number: Word): { letters: string; digits: number; end: number } | null {
  const gap = number.start - letters.end
  if (/^[A-Za-zÄÖÜäöü]{1,2}$/.test(letters.text)) {
    if (gap > 1 || !/^[1-9]\d{0,3}[EHeh]?$/.test(number.text)) return null
    return { letters: letters.text, digits: number.text.replace(/\D/g, '').length, end: number.end }
  }
  const joined = /^([A-Z]{1,2})([1-9]\d{0,3})[EH]?$/.exec(letters.text)
  return joined === null ? null : { letters: joined[1]!, digits: joined[2]!.length, end: letters.end }
}

/** "My reg is AB12 CDE", "number plate AB12CDE": the British form since 2001, beside a word for it. */
const BRITISH = /^[a-z]{2}\d{2}(?:[a-z]{3})?$/i
const BRITISH_WORDS = /(?:^|[^\p{L}])(?:reg|registration|plate|numberplate|vrn|kennzeichen)(?:$|[^\p{L}])/iu

export function findBritishPlates(text: string, words: readonly Word[], found: Found): void {
  for (const [at, word] of words.entries()) {
    if (
      word.kind !== 'mixed' ||
      !BRITISH.test(word.text) ||
      (word.text.length === 7 && word.text !== word.text.toUpperCase())
    )
      continue
    const next = words[at + 1]
    const isWhole = word.text.length === 7
    if (!isWhole && (next === undefined || !/^[a-z]{3}$/i.test(next.text) || between(text, word, next) !== ' '))
      continue
    const before = text.slice(Math.max(0, word.start - REACH), word.start)
    if (BRITISH_WORDS.test(`${before} `)) found.add('licence-plate', word.start, isWhole ? word.end : next!.end)
  }
}

function isToldCar(text: string, start: number, end: number): boolean {
  return CAR_WORDS.test(`${text.slice(Math.max(0, start - REACH), start)} ${text.slice(end, end + REACH)}`)
}
