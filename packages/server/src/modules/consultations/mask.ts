import { findPersonalData, maskPersonalData } from '@resonanz/text'

type Language = 'de' | 'en'

const words: Record<Language, Record<string, string>> = {
  de: {
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
    name: 'Name',
  },
  en: {
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
    name: 'name',
  },
}

/** Personal data and the names of who speaks, each as its kind in brackets: "[IBAN]", "[Name]". */
export function mask(text: string, names: readonly string[], language: Language): string {
  let masked = maskPersonalData(text, findPersonalData(text)).replace(/\[([a-z-]{4,15})\]/g, (whole, kind: string) =>
    words[language][kind] ? `[${words[language][kind]}]` : whole,
  )
  for (const name of partsOf(names)) masked = masked.replaceAll(name, `[${words[language]['name']}]`)
  return masked.replaceAll(/(\[(?:Name|name)\])(?:\s+\1)+/g, '$1')
}

const shortestPart = 3

/** Whole names first, then their parts, the longest first; initials and "de" would mask half a text. */
function partsOf(names: readonly string[]): string[] {
  const whole = names.map((name) => name.trim()).filter((name) => name.length >= shortestPart)
  const parts = whole.flatMap((name) => name.split(/\s+/u)).filter((part) => part.length >= shortestPart)
  return [...new Set([...whole, ...parts])].toSorted((a, b) => b.length - a.length)
}
