import { findCards, findIbans, findTaxIds } from './bank.ts'
import { datesOf, findBirthDates } from './dates.ts'
import { findEmails } from './email.ts'
import type { Found, PersonalDataSpan } from './found.ts'
import { findPhones } from './phone.ts'
import { findBritishPlates, findPlates } from './plate.ts'
import { findReferences } from './reference.ts'
import { findSecrets } from './secret.ts'
import { findAddresses } from './street.ts'
import { type Word, wordsOf } from './words.ts'
import { findWorkspaceReferences, type ReferencePattern } from './workspace-pattern.ts'

/**
 * Personal data in a text, in the order of the text, never overlapping. Checksums where there are any (IBAN, cards, tax
 * id), forms and neighbouring words elsewhere. Time grows with the length of the text.
 */
export function findPersonalData(
  text: string,
  options: { patterns?: readonly ReferencePattern[] } = {},
): PersonalDataSpan[] {
  const patterns = options.patterns ?? []
  if (patterns.length === 0 && !mayHold(text)) return []
  const words = wordsOf(text)
  const spans: PersonalDataSpan[] = []
  const taken = text.length > room.length ? new Uint8Array(text.length) : room.fill(0, 0, text.length)
  const found: Found = {
    add: (kind, start, end) => {
      for (let at = start; at < end; at++) if (taken[at] === 1) return
      taken.fill(1, start, end)
      spans.push({ kind, start, end })
    },
    covers: (at) => taken[at] === 1,
  }
  findEmails(text, words, found)
  coverLinks(text, taken)
  findWorkspaceReferences(text, patterns, found)
  const hasDigits = words.some(({ kind }) => kind !== 'letters')
  if (hasDigits) findIbans(text, words, found)
  findSecrets(text, words, found)
  if (hasDigits) findNumbers(text, words, found)
  return spans.length < 2 ? spans : spans.toSorted((a, b) => a.start - b.start)
}

/** What of a text of usual length is taken by a finding or a link. */
const room = new Uint8Array(4_096)

function findNumbers(text: string, words: readonly Word[], found: Found): void {
  const dates = datesOf(text, words)
  findReferences(text, words, dates, found)
  findCards(text, words, found)
  findTaxIds(text, words, found)
  findBirthDates(text, words, dates, found)
  findAddresses(text, words, found)
  findPlates(text, words, found)
  findBritishPlates(text, words, found)
  findPhones(text, words, dates, found)
}

/** Nothing to find without a digit, an at sign or a word for a password. */
function mayHold(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code >= 48 && code <= 57) || code === 64) return true
  }
  return /pass|kennwort|pw|punkt|dot|\bat\b/i.test(text)
}

/** Numbers inside links are the link's. */
function coverLinks(text: string, taken: Uint8Array): void {
  for (const sign of ['://', 'www.']) {
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) {
      let end = at
      while (end < text.length && text.charCodeAt(end) > 32) end++
      taken.fill(1, at, end)
      if (end > at + sign.length) at = end - sign.length
    }
  }
}
