import type { Language } from '#lib/time.ts'
import { type FilterField, fieldNamed, valueNamed, writtenField, writtenValue } from './terms.ts'

/** One part of a filter text: `-tag:spam,werbung`, a free word, or a quoted text. Places count UTF-16 units. */
export type FilterPart = { at: number; end: number; not: boolean; field: FilterField | null; values: string[] }

const PARTS = 60

/** Cuts a filter text into its parts, once from left to right; never throws. An open quote runs to the end. */
export function readFilter(text: string): FilterPart[] {
  const parts: FilterPart[] = []
  let at = 0
  while (parts.length < PARTS) {
    while (at < text.length && isBlank(text[at])) at += 1
    if (at >= text.length) break
    const part = partAt(text, at)
    parts.push(part)
    at = Math.max(part.end, at + 1)
  }
  return parts
}

/** The values a field is filtered by; those it must not have are left out. */
export function valuesOf(text: string, field: FilterField): string[] {
  return readFilter(text).flatMap((part) => (part.field === field && !part.not ? part.values : []))
}

/** The same text without one of its parts. */
export function withoutPart(text: string, part: FilterPart): string {
  return tidy(`${text.slice(0, part.at)} ${text.slice(part.end)}`)
}

/** The field set to these values, in its old place; no values take it away. Every other part stays as it was written. */
export function withValues(
  text: string,
  field: FilterField,
  values: readonly string[],
  { language, not = false }: { language: Language; not?: boolean },
): string {
  const same = readFilter(text).filter((part) => part.field === field)
  const written = values.map((value) => writtenValue(field, value, language)).join(',')
  const term = values.length > 0 ? `${not ? '-' : ''}${writtenField(field, language)}:${written}` : ''
  const [first, ...others] = same
  let next = text
  for (const part of others.toReversed()) next = `${next.slice(0, part.at)} ${next.slice(part.end)}`
  return tidy(first ? `${next.slice(0, first.at)} ${term} ${next.slice(first.end)}` : `${next} ${term}`)
}

function partAt(text: string, from: number): FilterPart {
  const not = text[from] === '-' && from + 1 < text.length && !isBlank(text[from + 1])
  let at = not ? from + 1 : from
  const name = nameAt(text, at)
  const field = name === null ? null : fieldNamed(name)
  if (name !== null) at += name.length + 1
  const values: string[] = []
  for (;;) {
    const value = valueAt(text, at, name !== null)
    if (value.text) values.push(field ? valueNamed(field, value.text) : value.text)
    at = value.end
    if (name === null || text[at] !== ',') break
    at += 1
  }
  return { at: from, end: at, not, field, values }
}

/** `name:` with letters only and no slash behind it: `https://…` is a word, `14:30` too. */
function nameAt(text: string, from: number): string | null {
  let end = from
  while (end < text.length && end - from <= 20 && /\p{L}/u.test(text[end] ?? '')) end += 1
  return end === from || text[end] !== ':' || text[end + 1] === '/' ? null : text.slice(from, end)
}

function valueAt(text: string, from: number, inList: boolean): { text: string; end: number } {
  if (text[from] === '"') {
    const close = text.indexOf('"', from + 1)
    const end = close === -1 ? text.length : close
    return {
      text: text
        .slice(from + 1, end)
        .split(/\s+/u)
        .filter(Boolean)
        .join(' '),
      end: Math.min(text.length, end + 1),
    }
  }
  let end = from
  while (end < text.length && !isBlank(text[end]) && text[end] !== '"' && !(inList && text[end] === ',')) end += 1
  return { text: text.slice(from, end), end }
}

/** Blanks at the ends and doubled ones between parts go; blanks in quotes are their own text and stay. */
function tidy(text: string): string {
  return readFilter(text)
    .map((part) => text.slice(part.at, part.end))
    .join(' ')
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || character <= ' ' || /\s/u.test(character)
}
