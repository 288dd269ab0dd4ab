import { day } from './days.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { type Field, fieldNames, type Filter, isNames, type Names, selfNames, type Term, valueNames } from './terms.ts'

/** A word that was not understood and where it stands. The term is left out, the rest of the filter holds. */
export type FilterError = { at: number; word: string }
export type ParsedFilter = {
  filter: Filter
  /** Where the term of the same index stands in the text. */
  places: FilterError[]
  errors: FilterError[]
}

const maxLength = 1000
const fieldOf = reverse(fieldNames)
const valuesOf = new Map(
  Object.entries(valueNames).map(([field, names]) => [field, reverse(names as Record<string, Names>)]),
)
const selfOf = reverse(selfNames)
const bareOf = reverse({ public: isNames.public, private: isNames.private })

/** Reads a filter text. Takes anything and never throws; what it does not understand it names with its place. */
export function parseFilter(text: string): ParsedFilter {
  const parsed: ParsedFilter = { filter: [], places: [], errors: [] }
  for (const piece of piecesOf(clean(text.slice(0, maxLength)))) {
    const term = termOf(piece, parsed.errors)
    if (!term) continue
    parsed.filter.push(term)
    parsed.places.push({ at: piece.at, word: piece.raw })
  }
  return parsed
}

function termOf(piece: Piece, errors: FilterError[]): Term | null {
  const { not } = piece
  if (piece.name === null) return wordTerm(piece)
  const field = fieldOf.get(key(piece.name))
  if (!field) return refuse(errors, piece.at, piece.raw)
  if (piece.values.length === 0) return refuse(errors, piece.at, piece.raw)
  const values: unknown[] = []
  for (const { at, text } of piece.values) {
    const value = valueOf(field, text)
    if (value === null) errors.push({ at, word: text })
    else if (!values.includes(value)) values.push(value)
  }
  return values.length === 0 ? null : ({ not, field, values } as Term)
}

function wordTerm({ not, values }: Piece): Term | null {
  const [word] = values
  if (!word) return null
  if (word.quoted) return { not, field: 'text', value: word.text, exact: true }
  if (/^#\d{1,9}$/.test(word.text)) return { not, field: 'number', values: [Number(word.text.slice(1))] }
  const bare = bareOf.get(key(word.text))
  if (bare) return { not, field: 'is', values: [bare] }
  return { not, field: 'text', value: word.text, exact: false }
}

function valueOf(field: Field, text: string): string | number | null {
  const table = valuesOf.get(field)
  if (table) return table.get(key(text)) ?? null
  if (field === 'before' || field === 'after') return day(text)
  if (field === 'number' || field === 'similar') return /^#?\d{1,9}$/.test(text) ? Number(text.replace('#', '')) : null
  if (field === 'owner' || field === 'team' || field === 'topic') return selfOf.get(key(text)) ?? text
  return text
}

function refuse(errors: FilterError[], at: number, word: string): null {
  errors.push({ at, word })
  return null
}

function reverse<V extends string>(table: Record<V, Names>): Map<string, V> {
  const found = new Map<string, V>()
  for (const [value, names] of Object.entries(table) as [V, Names][]) {
    for (const name of [...names.de, ...names.en]) if (!found.has(key(name))) found.set(key(name), value)
  }
  return found
}
function key(word: string): string {
  return word.normalize('NFC').toLowerCase()
}
/** Control characters become blanks of the same length, so that places stay right. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ').toWellFormed()
}
