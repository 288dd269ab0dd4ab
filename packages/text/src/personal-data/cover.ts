import type { PersonalDataKind, Span } from '../analysis.ts'
import { findBareNumbers } from './bare-number.ts'
import { findPersonalData } from './find.ts'

type Language = 'de' | 'en'
type Said = PersonalDataKind | 'name' | 'number' | 'customer' | 'agent' | 'contact'

/** What is said instead of what stood there. */
const words: Record<Language, Record<Said, string>> = {
  de: {
    name: 'Name',
    number: 'Nummer',
    customer: 'Kunde',
    agent: 'Mitarbeiter',
    contact: 'Kontakt',
    iban: 'IBAN',
    card: 'Kartennummer',
    'tax-id': 'Steuernummer',
    phone: 'Telefonnummer',
    email: 'E-Mail-Adresse',
    address: 'Anschrift',
    'birth-date': 'Geburtsdatum',
    reference: 'Nummer',
    'licence-plate': 'Kennzeichen',
    secret: 'Kennwort',
  },
  en: {
    name: 'name',
    number: 'number',
    customer: 'customer',
    agent: 'employee',
    contact: 'contact',
    iban: 'IBAN',
    card: 'card number',
    'tax-id': 'tax number',
    phone: 'phone number',
    email: 'e-mail address',
    address: 'address',
    'birth-date': 'date of birth',
    reference: 'number',
    'licence-plate': 'licence plate',
    secret: 'password',
  },
}

export type Known = { text: string; as: Said }
export type CoverWish = {
  language: Language
  /** Names, contacts and numbers that are covered wherever they stand. */
  known: readonly Known[]
  /** What is personal by its form as well: IBAN, phone, address and the like. */
  data: boolean
  /** And every longer number that is no date, sum or measure: for readers from outside. */
  bareNumbers?: boolean
  /** How a cover looks: "[Name]" unless told. */
  bar?: (word: string) => string
}

const inBrackets = (word: string) => `[${word}]`

/** Covers personal data and known names in texts, each by the kind of thing that stood there: "[IBAN]", "[Name]". */
export function makeCover({
  language,
  known,
  data,
  bareNumbers = false,
  bar = inBrackets,
}: CoverWish): (text: string) => string {
  const say = words[language]
  const pattern = patternOf(known)
  const barOf = new Map(known.map(({ text, as }) => [spelt(text).toLowerCase(), bar(say[as])]))
  const bars = [...new Set(known.map(({ as }) => bar(say[as])))]
  const repeated = bars.length > 0 ? new RegExp(`(${bars.map(escape).join('|')})(?:[ ,]+\\1)+`, 'g') : null
  return (given) => {
    const text = plain(given)
    const spans: (Span & { kind: Said })[] = data ? [...findPersonalData(text)] : []
    if (bareNumbers) spans.push(...findBareNumbers(text).map((span) => ({ ...span, kind: 'number' as const })))
    const covered = replaceSpans(text, spans, (kind) => bar(say[kind]))
    if (!pattern || !repeated) return covered
    return covered
      .replace(pattern, (_, found: string) => barOf.get(spelt(found).toLowerCase()) ?? bar(say.name))
      .replaceAll(repeated, '$1')
  }
}

const shortestPart = 3
const partsMost = 500

/** Whole names and their parts, the first names first; initials and "de" would cover half a text. */
export function partsOfNames(names: readonly string[]): string[] {
  const parts = names.flatMap((name) => [name.trim(), ...name.split(/[\s,]+/u)])
  return [...new Set(parts.filter((part) => part.length >= shortestPart))].slice(0, partsMost)
}

/** Composed letters, and without the signs inside a word that nobody sees: a name has one spelling. */
function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/(?<=[\p{L}\p{N}])[\u00ad\u200b-\u200d\u2060\ufeff]+(?=[\p{L}\p{N}])/gu, '')
}

function spelt(name: string): string {
  return plain(name).trim().replaceAll(/\s+/g, ' ')
}

/** Replaces spans by a word each; of those that overlap the first stands for all. */
export function replaceSpans<K>(
  text: string,
  spans: readonly (Span & { kind: K })[],
  word: (kind: K) => string,
): string {
  let replaced = ''
  let done = 0
  for (const { kind, start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= done || end <= start) continue
    if (start >= done) replaced += text.slice(done, start) + word(kind)
    done = Math.min(end, text.length)
  }
  return replaced + text.slice(done)
}

/** The longest first, as whole words, however they are written, the genitive with them. */
function patternOf(known: readonly Known[]): RegExp | null {
  const texts = known
    .map(({ text }) => spelt(text))
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length)
  return texts.length > 0
    ? new RegExp(
        `(?<![\\p{L}\\p{N}])(${texts.map((text) => escape(text).replaceAll(' ', '\\s+')).join('|')})(?:['’]?s|['’])?(?![\\p{L}\\p{N}])`,
        'giu',
      )
    : null
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
