import type { CaseFile, Language, Masking } from '@resonanz/contracts'
import { findPersonalData } from '@resonanz/text'

/** A word between these is drawn as a black bar that says what stood there. */
export const barOpen = '\ue000'
export const barClose = '\ue001'

const words = {
  de: {
    customer: 'Kunde',
    agent: 'Mitarbeiter',
    contact: 'Kontakt',
    number: 'Nummer',
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
    other: 'Angabe',
  },
  en: {
    customer: 'customer',
    agent: 'employee',
    contact: 'contact',
    number: 'number',
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
    other: 'detail',
  },
} as const satisfies Record<Language, Record<string, string>>

/**
 * Masks names and personal data everywhere they stand, texts and titles alike. A bar says only what kind of thing it
 * covers; in JSON it is `[Kunde]`, on paper black.
 */
export function redact(file: CaseFile, mask: readonly Masking[], look: 'bar' | 'brackets'): CaseFile {
  if (mask.length === 0) return file
  const w = words[file.language]
  const bar = (word: string) => (look === 'bar' ? `${barOpen}${word}${barClose}` : `[${word}]`)
  const hides = (what: Masking) => mask.includes(what)
  const said = file.messages.filter(({ direction }) => direction === 'in').map(({ author }) => author)
  const names: [string, string][] = [
    ...(hides('customer')
      ? [
          ...partsOf([file.people.customer, ...said, ...file.evidence.map(({ author }) => author)]).map(
            (name): [string, string] => [name, w.customer],
          ),
          ...file.people.contacts
            .filter((each) => each.length >= shortest)
            .map((each): [string, string] => [each, w.contact]),
          ...(file.people.customerNumber ? [[file.people.customerNumber, w.number] as [string, string]] : []),
        ]
      : []),
    ...(hides('agents')
      ? partsOf([
          file.people.owner ?? '',
          file.madeBy,
          ...file.people.involved,
          ...file.events.map(({ by }) => by),
          ...file.promises.map(({ madeBy }) => madeBy),
          ...file.goodwill.map(({ by }) => by),
          ...file.consultations.flatMap(({ expert, answers }) => [
            ...expert.split(', '),
            ...answers.map(({ by }) => by),
          ]),
        ]).map((name): [string, string] => [name, w.agent])
      : []),
  ].toSorted(([a], [b]) => b.length - a.length)
  const pattern =
    names.length > 0
      ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(([name]) => escape(name)).join('|')})(?![\\p{L}\\p{N}])`, 'giu')
      : null
  const wordOf = new Map(names.map(([name, word]) => [name.toLowerCase(), word]))
  const clean = (text: string): string => {
    let shown = text.replaceAll(/[\ue000\ue001]/g, '')
    if (hides('personal-data') || hides('customer')) shown = maskFound(shown, (kind) => bar(kindWord(w, kind)))
    if (!pattern) return shown
    const barred = shown.replace(pattern, (found) => bar(wordOf.get(found.toLowerCase()) ?? w.other))
    return look === 'bar' ? barred.replaceAll(/(\ue000[^\ue001]*\ue001)(?:[ ,]+\1)+/g, '$1') : barred
  }
  return mapStrings(file, clean)
}

/** Keys whose values are words of people; the rest are codes, times and ids. */
const wordKeys = new Set([
  'title', 'author', 'subject', 'text', 'permalink', 'customer', 'customerNumber', 'owner', 'madeBy', 'by', 'expert', 'question', 'what', 'reason',
  'foundWhere', 'foundBy', 'particulars', 'name', 'contacts', 'involved', 'tags', 'incident',
]) // biome-ignore format: read as a list

function mapStrings<T>(value: T, clean: (text: string) => string, key = ''): T {
  if (typeof value === 'string') return (wordKeys.has(key) ? clean(value) : value) as T
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, clean, key)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapStrings(part, clean, name)])) as T
}

function kindWord(w: (typeof words)[Language], kind: string): string {
  return kind in w ? w[kind as keyof typeof w] : w.other
}

function maskFound(text: string, bar: (kind: string) => string): string {
  let masked = ''
  let at = 0
  for (const { start, end, kind } of findPersonalData(text).toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue
    masked += text.slice(at, start) + bar(kind)
    at = end
  }
  return masked + text.slice(at)
}

const shortest = 3

/** Whole names and their parts; initials would black out half a text. */
function partsOf(names: readonly string[]): string[] {
  const whole = names.map((name) => name.trim()).filter((name) => name.length >= shortest)
  const parts = whole.flatMap((name) => name.split(/[\s,]+/u)).filter((part) => part.length >= shortest)
  return [...new Set([...whole, ...parts])].slice(0, 500)
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
