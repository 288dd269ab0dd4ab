import type { Language } from '@resonanz/contracts'
import { fieldNames, type Filter, type Names, selfNames, type Term, valueNames } from './terms.ts'

/** The one text of a filter: chips, address bar and saved views show the same. `parseFilter` reads it back unchanged. */
export function formatFilter(filter: Filter, language: Language = 'de'): string {
  return filter.map((term) => (term.not ? '-' : '') + written(term, language)).join(' ')
}

function written(term: Term, language: Language): string {
  if (term.field === 'text') return term.exact ? quoted(term.value) : term.value
  if (term.field === 'number' && term.values.length === 1) return `#${term.values[0]}`
  return `${fieldNames[term.field][language][0]}:${term.values.map((value) => valueText(term, value, language)).join(',')}`
}

function valueText(term: Term, value: string | number, language: Language): string {
  if (typeof value === 'number') return String(value)
  const table = (valueNames as Partial<Record<Term['field'], Record<string, Names>>>)[term.field]
  if (table) return table[value]![language][0]!
  if ((term.field === 'owner' || term.field === 'team' || term.field === 'topic') && isSelf(value)) {
    return selfNames[value][language][0]!
  }
  return /^[^\s",]+$/u.test(value) ? value : quoted(value)
}

function isSelf(value: string): value is 'me' | 'none' {
  return value === 'me' || value === 'none'
}
function quoted(text: string): string {
  return `"${text.replaceAll('"', '')}"`
}
