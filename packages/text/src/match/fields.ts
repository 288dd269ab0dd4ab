import { sentimentLabels, concernKinds } from '../analysis.ts'
import { foldSpelling } from './inflection.ts'
import { type MatchPost, type NumberField, numberFields, type TextField, textFields } from './query.ts'

/** Field names as they are typed, in both languages. */
const names = byFolded<TextField | NumberField>({
  ...(Object.fromEntries([...textFields, ...numberFields].map((field) => [field, field])) as Record<
    TextField | NumberField,
    TextField | NumberField
  >),
  language: 'lang',
  sprache: 'lang',
  autor: 'author',
  from: 'author',
  von: 'author',
  quelle: 'source',
  kanal: 'channel',
  tonalität: 'sentiment',
  stimmung: 'sentiment',
  art: 'kind',
  anliegen: 'kind',
  thema: 'topic',
  reichweite: 'reach',
  wert: 'score',
})

const values: Partial<Record<TextField, Map<string, string>>> = {
  lang: byFolded<string>({
    deutsch: 'de',
    german: 'de',
    englisch: 'en',
    english: 'en',
    französisch: 'fr',
    french: 'fr',
  }),
  sentiment: byFolded<string>({
    ...Object.fromEntries(sentimentLabels.map((label) => [label, label])),
    positiv: 'positive',
    negativ: 'negative',
    pos: 'positive',
    neg: 'negative',
    neu: 'neutral',
  }),
  kind: byFolded<string>({
    ...Object.fromEntries(concernKinds.map((kind) => [kind, kind])),
    frage: 'question',
    beschwerde: 'complaint',
    lob: 'praise',
    vorschlag: 'suggestion',
    bitte: 'request',
    störung: 'fault',
    kündigung: 'cancellation',
    presse: 'press-legal',
    recht: 'press-legal',
    keine: 'none',
  }),
}
/** Of these only the listed values exist. */
const closed = new Set<TextField>(['sentiment', 'kind'])

function byFolded<Value>(record: Record<string, Value>): Map<string, Value> {
  return new Map(Object.entries(record).map(([key, value]) => [foldSpelling(key), value]))
}

export function fieldOf(name: string): TextField | NumberField | undefined {
  return names.get(foldSpelling(name.toLowerCase()))
}

export function isNumberField(field: TextField | NumberField): field is NumberField {
  return field === 'reach' || field === 'score'
}

/** The value in its one form, or null when the field has no such value. */
export function fieldValue(field: TextField, typed: string): string | null {
  const folded = foldValue(typed)
  const known = values[field]?.get(folded)
  if (known !== undefined) return foldValue(known)
  return closed.has(field) ? null : folded
}

/** Names and sources are compared without case, accents and a leading @. */
export function foldValue(value: string): string {
  return foldSpelling(value.slice(0, 300).trim().toLowerCase().replace(/^@/, ''))
}

export const fieldSign = (field: TextField) => `${field}:`
export const fieldKey = (field: TextField, value: string) => `${field}:${value}`

/** Every field the post has, as field and folded value. */
export function fieldsOf(post: MatchPost): { field: TextField; value: string }[] {
  const found: { field: TextField; value: string }[] = []
  for (const field of textFields) {
    const value = post[field]
    if (typeof value === 'string' && value !== '') found.push({ field, value: foldValue(value) })
  }
  return found
}
