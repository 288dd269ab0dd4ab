// Dates as people write them; a date of birth is a date beside a word that says so.
import type { Found } from './found.ts'
import type { Word } from './words.ts'
import { between } from './words.ts'

export type DateSpan = { from: number; to: number; start: number; end: number }

/** The dates of a text, and by the place of every word in one where that date begins. */
export type Dates = { spans: DateSpan[]; starts: ReadonlySet<number>; lastWords: ReadonlySet<number> }

const MONTHS = new Set(
  (
    'januar jänner februar feber märz maerz april mai juni juli august september oktober november dezember ' +
    'jan feb mär mar apr jun jul aug sep sept okt oct nov dez dec january february march may june july october december'
  ).split(' '),
)

/** Every date with a year; `from` and `to` are places in the words. */
export function datesOf(text: string, words: readonly Word[]): Dates {
  const dates: DateSpan[] = []
  for (let at = 0; at + 2 < words.length; at++) {
    const [a, b, c] = [words[at]!, words[at + 1]!, words[at + 2]!]
    if (!isDate(text, a, b, c)) continue
    dates.push({ from: at, to: at + 2, start: a.start, end: c.end })
    at += 2
  }
  return {
    spans: dates,
    starts: new Set(dates.flatMap(({ from, to }) => words.slice(from, to + 1).map(({ start }) => start))),
    lastWords: new Set(dates.map(({ to }) => to)),
  }
}

function isDate(text: string, a: Word, b: Word, c: Word): boolean {
  if (c.kind !== 'digits') return false
  const left = between(text, a, b)
  const right = between(text, b, c)
  if (a.kind === 'digits' && b.kind === 'digits') {
    if (left.trim() !== right.trim() || !['.', '/', '-'].includes(left.trim())) return false
    if (isYear(a) && a.text.length === 4) return isUpTo(b, 12) && isUpTo(c, 31)
    return isYear(c) && ((isUpTo(a, 31) && isUpTo(b, 12)) || (left.trim() === '/' && isUpTo(a, 12) && isUpTo(b, 31)))
  }
  if (c.text.length !== 4 || !isYear(c)) return false
  if (MONTHS.has(b.lower)) return isDayOfMonth(a)
  return MONTHS.has(a.lower) && isDayOfMonth(b)
}

function isDayOfMonth(word: Word): boolean {
  return isUpTo(word, 31) || /^\d{1,2}(?:st|nd|rd|th)$/.test(word.lower)
}

function isUpTo(word: Word, most: number): boolean {
  return word.kind === 'digits' && word.text.length <= 2 && Number(word.text) >= 1 && Number(word.text) <= most
}

function isYear(word: Word): boolean {
  if (word.text.length === 2) return true
  return word.text.length === 4 && (word.text.startsWith('19') || word.text.startsWith('20'))
}

const BIRTH_WORDS = new Set(
  (
    'geb geboren geborene geborener geburtsdatum geburtstag geburtstags geburtsjahr gebdatum gebdat born birthday birthdate ' +
    'birth dob bday gebtag'
  ).split(' '),
)
const FOR_A_FEAST = new Set(['zum', 'zu', 'for', 'party', 'am'])
const REACH_IN_WORDS = 6

export function findBirthDates(text: string, words: readonly Word[], dates: Dates, found: Found): void {
  for (const date of dates.spans) if (isBirth(text, words, date, dates)) found.add('birth-date', date.start, date.end)
}

function isBirth(text: string, words: readonly Word[], date: DateSpan, dates: Dates): boolean {
  if (/\*\s?$/.test(text.slice(Math.max(0, date.start - 2), date.start))) return true
  const after = words[date.to + 1]
  if (after !== undefined && (after.lower === 'geboren' || after.lower === 'born')) return true
  let other = false
  for (let at = date.from - 1; at >= 0 && at >= date.from - REACH_IN_WORDS; at--) {
    const word = words[at]!
    if (dates.lastWords.has(at)) {
      // "30.09.1983, nicht der 30.09.1938": the same word speaks for both.
      if (other) return false
      other = true
      at -= 2
      continue
    }
    const initials = word.lower === 'b' && words[at - 1]?.lower === 'o' && words[at - 2]?.lower === 'd'
    if (!BIRTH_WORDS.has(word.lower) && !initials) continue
    return !(word.lower === 'geburtstag' && FOR_A_FEAST.has(words[at - 1]?.lower ?? ''))
  }
  return false
}
