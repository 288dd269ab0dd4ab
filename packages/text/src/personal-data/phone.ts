// Telephone numbers: international, German, Austrian, Swiss, British, Irish and North American forms.
import type { Dates } from './dates.ts'
import type { Found } from './found.ts'
import type { Word } from './words.ts'
import { isDigit, isLetter } from './words.ts'

const PHONE_WORDS =
  /(?:^|[^\p{L}])(?:tel|telefon|telefonnummer|telefonnr|fon|phone|fax|telefax|mobil|mobile|mobilnummer|handy|handynummer|handynr|cell|rufnummer|durchwahl|rückruf|whatsapp|anrufen|call|ring|text|sms|hotline|festnetz|festnetznummer|natel|natelnummer|erreichbar|number)\b/iu

const LONGEST_NUMBER = 26
const CALLING_CODES =
  /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|35[0-9]|37[0-9]|38[0-9]|42[0-3]|97[0-9])/

export function findPhones(text: string, words: readonly Word[], dates: Dates, found: Found): void {
  let behind = 0
  for (const word of words) {
    if (word.kind !== 'digits' || word.start < behind || found.covers(word.start)) continue
    if (dates.starts.has(word.start)) continue
    const start = startOf(text, word)
    const run = digitsFrom(text, start)
    behind = run.end
    if (isPhone(text, start, run)) found.add('phone', start, run.end)
  }
}

/** The plus or bracket before the first digits belongs to the number. */
function startOf(text: string, word: Word): number {
  const before = text.charAt(word.start - 1)
  if (before === '(') return text.charAt(word.start - 2) === '+' ? word.start - 2 : word.start - 1
  return before === '+' ? word.start - 1 : word.start
}

type Run = { digits: string; groups: string[]; gaps: string[]; end: number }

/** Digits with the few signs that part them; ends before anything else. */
function digitsFrom(text: string, start: number): Run {
  const groups: string[] = []
  const gaps: string[] = []
  let group = ''
  let gap = ''
  let end = start
  for (let at = start; at < text.length && at - start <= LONGEST_NUMBER; at++) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) {
      if (group === '' && groups.length > 0) gaps.push(gap)
      gap = ''
      group += text.charAt(at)
      end = at + 1
      continue
    }
    if (group !== '') {
      groups.push(group)
      group = ''
    }
    const parts = ' /-.()\u00a0–'.includes(text.charAt(at)) || (at === start && code === 43)
    gap += text.charAt(at)
    if (!parts || gap.length > 4) break
  }
  if (group !== '') groups.push(group)
  return { digits: groups.join(''), groups, gaps, end }
}

function isPhone(text: string, start: number, run: Run): boolean {
  const { digits, groups, gaps } = run
  const next = text.charCodeAt(run.end)
  const sign = text.charAt(run.end)
  if (isLetter(next) || sign === '%' || sign === '€' || sign === ':' || sign === '°') return false
  if (sign === ',' && isDigit(text.charCodeAt(run.end + 1))) return false
  const before = text.charAt(start - 1)
  if ('#:,.$€£/'.includes(before) && before !== '' && before !== ':' && before !== ',') return false
  if (isLetter(text.charCodeAt(start - 1)) || before === '_') return false
  if (digits.length < 6 || digits.length > 16) return false
  if (text.charAt(start) === '+' || text.startsWith('(+', start))
    return digits.length >= 8 && CALLING_CODES.test(digits)
  if (digits.startsWith('00')) return digits.length >= 10 && CALLING_CODES.test(digits.slice(2))
  const told = PHONE_WORDS.test(text.slice(Math.max(0, start - 28), start))
  if (digits.startsWith('0')) return isNational(text, start, run, told)
  if (isNorthAmerican(groups, gaps, text.charAt(start) === '(')) return true
  return told && digits.length <= 13 && !gaps.some((gap) => gap.includes('.')) && !isGroupedSum(groups)
}

function isNational(text: string, start: number, { digits, groups, gaps }: Run, told: boolean): boolean {
  if (digits.length > 13) return false
  const lone = groups[0] === '0' && text.charAt(start) !== '('
  if (lone && gaps[0] !== ' ') return false
  if (told) return digits.length >= 6
  if (digits.length < 8) return false
  if (groups.length === 2 && gaps[0] === '-' && digits.length < 9) return false
  if (groups.length === 1) return digits.length >= 9 && (isMobile(digits) || digits.length <= 12)
  return lone || groups[0]!.length >= 2
}

function isMobile(digits: string): boolean {
  return /^(?:01[567]|06[4-9]|07[4-9])/.test(digits)
}

function isNorthAmerican(groups: readonly string[], gaps: readonly string[], bracket: boolean): boolean {
  const parts = groups.length === 4 && groups[0] === '1' ? groups.slice(1) : groups
  if (parts.length !== 3) return false
  if (parts[0]!.length !== 3 || parts[1]!.length !== 3 || parts[2]!.length !== 4) return false
  if (!/^[2-9]/.test(parts[0]!) || !/^[2-9]/.test(parts[1]!)) return false
  return bracket || gaps.every((gap) => gap === gaps[0] || gap === ') ') || groups.length === 4
}

/** "1 299 000": thousands, not a number to dial. */
function isGroupedSum(groups: readonly string[]): boolean {
  return groups.length > 1 && groups[0]!.length <= 3 && groups.slice(1).every((group) => group.length === 3)
}
