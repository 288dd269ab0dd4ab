import { parseFieldTerm } from './parse-field.ts'
import { parsePhrase, parseWord } from './parse-word.ts'
import type { Folding, Parsing } from './parsing.ts'
import type { NearOperand, NearTerm, Query } from './query.ts'
import { limits, type QueryError, type QueryErrorCode, queryError } from './query-error.ts'
import { type Sign, scanQuery } from './scan-query.ts'

export type ParsedQuery = { ok: true; query: Query } | { ok: false; errors: QueryError[] }

/**
 * Reads the language of docs/guides/query-language.md. Linear in the length; nothing throws. All errors found are given,
 * each with its place.
 */
export function parseQuery(text: string, { folding = 'words' }: { folding?: Folding } = {}): ParsedQuery {
  if (text.length > limits.characters)
    return { ok: false, errors: [queryError('too-long', limits.characters, text.length)] }
  const parsing: Parsing = { signs: scanQuery(text), at: 0, folding, errors: [], terms: 0, wildcards: 0, depth: 0 }
  if (parsing.signs.length === 0) return { ok: false, errors: [queryError('empty', 0, text.length)] }
  let query = parseOr(parsing)
  for (let rest = parsing.signs[parsing.at]; rest; rest = parsing.signs[parsing.at]) {
    fail(parsing, 'paren-extra', rest)
    parsing.at += 1
    query = parseOr(parsing)
  }
  if (parsing.errors.length > 0 || !query)
    return { ok: false, errors: parsing.errors.toSorted((a, b) => a.start - b.start).slice(0, 20) }
  return { ok: true, query }
}

function parseOr(parsing: Parsing): Query | null {
  const of: Query[] = []
  if (peek(parsing)?.kind === 'or') fail(parsing, 'operand-missing-before', take(parsing))
  add(of, parseAnd(parsing))
  while (peek(parsing)?.kind === 'or') {
    const operator = take(parsing)
    if (begins(peek(parsing))) add(of, parseAnd(parsing))
    else fail(parsing, 'operand-missing-after', operator)
  }
  return of.length > 1 ? { kind: 'or', of } : (of[0] ?? null)
}

function parseAnd(parsing: Parsing): Query | null {
  const of: Query[] = []
  for (let next = peek(parsing); next && next.kind !== 'close' && next.kind !== 'or'; next = peek(parsing)) {
    if (next.kind === 'and') {
      take(parsing)
      if (of.length === 0 && parsing.errors.length === 0) fail(parsing, 'operand-missing-before', next)
      else if (!begins(peek(parsing))) fail(parsing, 'operand-missing-after', next)
    } else if (next.kind === 'near') fail(parsing, 'operand-missing-before', take(parsing))
    else add(of, parseNot(parsing))
  }
  return of.length > 1 ? { kind: 'and', of } : (of[0] ?? null)
}

function parseNot(parsing: Parsing): Query | null {
  let isNot = false
  let operator: Sign | undefined
  while (peek(parsing)?.kind === 'not') {
    operator = take(parsing)
    isNot = !isNot
  }
  if (operator && !begins(peek(parsing))) {
    fail(parsing, 'operand-missing-after', operator)
    return null
  }
  const query = parseNear(parsing)
  return query && isNot ? { kind: 'not', of: query } : query
}

/** `a NEAR/3 b NEAR/5 c` holds when both pairs are near. */
function parseNear(parsing: Parsing): Query | null {
  let left = parsePrimary(parsing)
  const pairs: NearTerm[] = []
  let leftSign = parsing.signs[parsing.at - 1]
  while (peek(parsing)?.kind === 'near') {
    const operator = take(parsing)
    const distance = distanceOf(operator.text)
    if (distance === null) fail(parsing, 'near-distance', operator)
    if (!begins(peek(parsing)) || peek(parsing)?.kind === 'not') {
      fail(parsing, 'operand-missing-after', operator)
      break
    }
    const rightSign = peek(parsing)
    const right = parsePrimary(parsing)
    if (left && !isNearOperand(left)) fail(parsing, 'near-operand', leftSign ?? operator)
    else if (right && !isNearOperand(right)) fail(parsing, 'near-operand', rightSign ?? operator)
    else if (left && right && distance !== null)
      pairs.push({ kind: 'near', left: left as NearOperand, right: right as NearOperand, distance })
    left = right
    leftSign = rightSign
  }
  if (pairs.length === 0) return left
  return pairs.length === 1 ? pairs[0]! : { kind: 'and', of: pairs }
}

/** NEAR alone is NEAR/5. */
function distanceOf(operator: string): number | null {
  const slash = operator.indexOf('/')
  if (slash === -1) return 5
  const distance = /^\d{1,3}$/.test(operator.slice(slash + 1)) ? Number(operator.slice(slash + 1)) : 0
  return distance >= 1 && distance <= limits.distance ? distance : null
}

function isNearOperand(query: Query): boolean {
  if (query.kind === 'or') return query.of.every(isNearOperand)
  return query.kind === 'word' || query.kind === 'wildcard' || query.kind === 'phrase'
}

function parsePrimary(parsing: Parsing): Query | null {
  const sign = take(parsing)
  if (sign.kind === 'open') return parseGroup(parsing, sign)
  parsing.terms += 1
  if (parsing.terms === limits.terms + 1) fail(parsing, 'too-many-terms', sign)
  if (sign.kind === 'quote') return parsePhrase(parsing, sign, parsing.folding)
  return parseFieldTerm(parsing, sign) ?? parseWord(parsing, sign)
}

function parseGroup(parsing: Parsing, open: Sign): Query | null {
  if (parsing.depth >= limits.depth) {
    fail(parsing, 'too-deep', open)
    parsing.at = parsing.signs.length
    return null
  }
  parsing.depth += 1
  const isEmpty = peek(parsing)?.kind === 'close'
  const query = parseOr(parsing)
  parsing.depth -= 1
  const close = peek(parsing)
  if (close?.kind === 'close') take(parsing)
  else if (parsing.errors.at(-1)?.code !== 'too-deep') fail(parsing, 'paren-open', open)
  if (isEmpty && close) parsing.errors.push(queryError('paren-empty', open.start, close.end))
  return query
}

function peek(parsing: Parsing): Sign | undefined {
  return parsing.signs[parsing.at]
}

function take(parsing: Parsing): Sign {
  const sign = parsing.signs[parsing.at]!
  parsing.at += 1
  return sign
}

function begins(sign: Sign | undefined): boolean {
  return sign?.kind === 'open' || sign?.kind === 'not' || sign?.kind === 'word' || sign?.kind === 'quote'
}

function add(of: Query[], query: Query | null): void {
  if (query) of.push(query)
}

function fail(parsing: Parsing, code: QueryErrorCode, sign: Sign): void {
  parsing.errors.push(queryError(code, sign.start, sign.end, sign.text))
}
