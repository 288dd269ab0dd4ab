import type { CaseFile, Masking } from '@resonanz/contracts'
import { type KnownWords, makeCover, partsOfNames } from '@resonanz/text'

/** A word between these is drawn as a black bar that says what stood there. */
export const barOpen = '\ue000'
export const barClose = '\ue001'

/**
 * Masks names and personal data everywhere they stand, texts and titles alike. A bar says only what kind of thing it
 * covers; in JSON it is `[Kunde]`, on paper black.
 */
export function redact(file: CaseFile, mask: readonly Masking[], look: 'bar' | 'brackets'): CaseFile {
  if (mask.length === 0) return look === 'bar' ? mapStrings(file, withoutBars) : file
  const hides = (what: Masking) => mask.includes(what)
  const cover = makeCover({
    language: file.language,
    known: [...(hides('customer') ? customerWords(file) : []), ...(hides('agents') ? agentWords(file) : [])],
    data: hides('personal-data') || hides('customer'),
    ...(look === 'bar' ? { bar: (word: string) => `${barOpen}${word}${barClose}` } : {}),
  })
  return mapStrings(file, (text, key) => {
    const shown = hides('customer') && linkKeys.has(key) ? withoutPaths(text) : text
    return cover(withoutBars(shown))
  })
}

/** What somebody wrote looks like no bar of ours. */
function withoutBars(text: string): string {
  return text.replaceAll(/[\ue000\ue001]/g, '')
}

/** Where it was said, without the handle of whoever said it. */
const linkKeys = new Set(['permalink', 'foundWhere'])
function withoutPaths(text: string): string {
  return text.replaceAll(/(https?:\/\/)(?:[^\s/?#@]*@)?([^\s/?#]+)[/?#]\S*/gi, '$1$2/…')
}

const shortest = 3

function customerWords({ messages, people, evidence }: CaseFile): KnownWords[] {
  const said = messages.filter(({ direction }) => direction === 'in').map(({ author }) => author)
  return [
    ...partsOfNames([people.customer, ...said, ...evidence.map(({ author }) => author)]).map((text) => ({
      text,
      as: 'customer' as const,
    })),
    ...people.contacts.filter((each) => each.length >= shortest).map((text) => ({ text, as: 'contact' as const })),
    ...(people.customerNumber ? [{ text: people.customerNumber, as: 'number' as const }] : []),
  ]
}

function agentWords({ people, madeBy, events, promises, goodwill, consultations }: CaseFile): KnownWords[] {
  return partsOfNames([
    people.owner ?? '',
    madeBy,
    ...people.involved,
    ...events.map(({ by }) => by),
    ...promises.map((each) => each.madeBy),
    ...goodwill.map(({ by }) => by),
    ...consultations.flatMap(({ expert, answers }) => [...expert.split(', '), ...answers.map(({ by }) => by)]),
  ]).map((text) => ({ text, as: 'agent' as const }))
}

/** Keys whose values are words of people; the rest are codes, times and ids. */
const wordKeys = new Set([
  'title', 'author', 'subject', 'text', 'permalink', 'customer', 'customerNumber', 'owner', 'madeBy', 'by', 'expert', 'question', 'what', 'reason',
  'foundWhere', 'foundBy', 'proof', 'particulars', 'name', 'contacts', 'involved', 'tags', 'incident',
]) // biome-ignore format: read as a list

function mapStrings<T>(value: T, clean: (text: string, key: string) => string, key = ''): T {
  if (typeof value === 'string') return (wordKeys.has(key) ? clean(value, key) : value) as T
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, clean, key)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapStrings(part, clean, name)])) as T
}
