import { fieldKey, fieldOf, fieldSign, fieldValue, foldValue, isNumberField } from './fields.ts'
import type { Parsing } from './parsing.ts'
import type { NumberField, Query, TextField } from './query.ts'
import { limits, queryError } from './query-error.ts'
import type { Sign } from './scan-query.ts'

/** `name:value`, `name:"value with blanks"`, `name:(a OR b)`, `reach:>1000`; null when the sign is no field. */
export function parseFieldTerm(parsing: Parsing, sign: Sign): Query | null {
  const shape = /^(\p{L}+):(.*)$/su.exec(sign.text)
  if (!shape) return null
  const [, name = '', typed = ''] = shape
  const field = fieldOf(name)
  const next = parsing.signs[parsing.at]
  const isBeside = typed === '' && next !== undefined && next.start === sign.end
  if (field === undefined) {
    parsing.errors.push(queryError('field-unknown', sign.start, sign.start + name.length + 1, name))
    return nothing
  }
  if (typed === '' && isBeside && next.kind === 'open') return parseValues(parsing, sign, field)
  if (typed === '' && isBeside && next.kind === 'quote') {
    parsing.at += 1
    if (next.unclosed) parsing.errors.push(queryError('quote-open', next.start, next.start + 1))
    return valueTerm(parsing, field, next.text, next.start, next.end)
  }
  if (typed === '') {
    parsing.errors.push(queryError('field-value-missing', sign.start, sign.end, sign.text))
    return nothing
  }
  return valueTerm(parsing, field, typed, sign.start + name.length + 1, sign.end)
}

/** Stands for a term with an error, so that the reading goes on behind it. */
const nothing: Query = { kind: 'or', of: [] }

function parseValues(parsing: Parsing, sign: Sign, field: TextField | NumberField): Query {
  const open = parsing.signs[parsing.at]!
  parsing.at += 1
  const of: Query[] = []
  for (let next = parsing.signs[parsing.at]; next; next = parsing.signs[parsing.at]) {
    parsing.at += 1
    if (next.kind === 'close') {
      if (of.length === 0) parsing.errors.push(queryError('field-value-missing', sign.start, next.end, sign.text))
      return of.length === 1 ? of[0]! : { kind: 'or', of }
    }
    if (next.kind === 'or') continue
    if (next.kind === 'word' || next.kind === 'quote') {
      parsing.terms += 1
      if (parsing.terms === limits.terms + 1) parsing.errors.push(queryError('too-many-terms', next.start, next.end))
      of.push(valueTerm(parsing, field, next.text, next.start, next.end))
    } else parsing.errors.push(queryError('field-group', next.start, next.end, next.text))
  }
  parsing.errors.push(queryError('paren-open', open.start, open.end))
  return nothing
}

function valueTerm(parsing: Parsing, field: TextField | NumberField, typed: string, start: number, end: number): Query {
  if (isNumberField(field)) {
    const range = numberRange(typed)
    if (range) return { kind: 'number', field, ...range }
    parsing.errors.push(queryError('field-number', start, end, typed))
    return nothing
  }
  if (typed.includes('*')) {
    const pieces = typed.split('*').map(foldValue)
    parsing.wildcards += 1
    if (parsing.wildcards === limits.wildcards + 1)
      parsing.errors.push(queryError('too-many-wildcards', start, end, typed))
    if (pieces.length <= 5 && (pieces[0]!.length >= 2 || pieces.some((piece) => piece.length >= 3)))
      return { kind: 'wildcard', sign: fieldSign(field), pieces }
    parsing.errors.push(queryError('wildcard-short', start, end, typed))
    return nothing
  }
  const value = fieldValue(field, typed)
  if (value !== null && value !== '') return { kind: 'field', field, key: fieldKey(field, value) }
  parsing.errors.push(queryError('field-value-unknown', start, end, typed))
  return nothing
}

function numberRange(typed: string): { from: number; to: number; open: boolean } | null {
  const between = typed.indexOf('..')
  if (between !== -1) {
    const from = numberOf(typed.slice(0, between))
    const to = numberOf(typed.slice(between + 2))
    return from === null || to === null ? null : { from, to, open: false }
  }
  const sign = /^(?:>=|<=|>|<)?/.exec(typed)?.[0] ?? ''
  const number = numberOf(typed.slice(sign.length))
  if (number === null) return null
  const open = sign === '>' || sign === '<'
  if (sign === '') return { from: number, to: number, open }
  return sign.startsWith('>') ? { from: number, to: Infinity, open } : { from: -Infinity, to: number, open }
}

/** 1000, 1.000, 0.5, 0,5, 10k, 2m. */
function numberOf(typed: string): number | null {
  const shape = /^(-?)(\d{1,3}(?:\.\d{3})+|\d{1,15}(?:[.,]\d{1,6})?)([km]?)$/i.exec(typed)
  if (!shape) return null
  const [, minus, digits = '', unit = ''] = shape
  const isGrouped = /^\d{1,3}(?:\.\d{3})+$/.test(digits) && !digits.startsWith('0')
  const number = Number(isGrouped ? digits.replaceAll('.', '') : digits.replace(',', '.'))
  const times = unit === '' ? 1 : unit.toLowerCase() === 'k' ? 1_000 : 1_000_000
  return (minus ? -1 : 1) * number * times
}
