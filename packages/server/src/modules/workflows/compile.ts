import { type Condition, fieldKindOf, type Test, type TraceStep, type WorkflowField } from '@resonanz/contracts'
import { type Facts, readField } from './facts.ts'

export type Compiled = (facts: Facts) => boolean

/** A condition as a plain function over facts: no query, no regular expression, nothing that can explode. */
export function compile(condition: Condition | null): Compiled {
  if (condition === null) return () => true
  if ('all' in condition) {
    const parts = byCost(condition.all).map(compile)
    return (facts) => parts.every((part) => part(facts))
  }
  if ('any' in condition) {
    const parts = byCost(condition.any).map(compile)
    return (facts) => parts.some((part) => part(facts))
  }
  if ('not' in condition) {
    const part = compile(condition.not)
    return (facts) => !part(facts)
  }
  return compileTest(condition)
}

/** Texts are asked last: whatever else says no costs a hundredth of looking through words. */
function byCost(parts: readonly Condition[]): Condition[] {
  return parts.toSorted((a, b) => costOf(a) - costOf(b))
}

function costOf(condition: Condition): number {
  if ('all' in condition) return 1 + Math.max(...condition.all.map(costOf))
  if ('any' in condition) return 1 + Math.max(...condition.any.map(costOf))
  if ('not' in condition) return costOf(condition.not)
  return fieldKindOf(condition.field).kind === 'text' ? 10 : 0
}

function compileTest({ field, op, value }: Test): Compiled {
  const read = readField[field]
  const kind = fieldKindOf(field)
  if (kind.kind === 'flag') return (facts) => read(facts) === value
  if (kind.kind === 'number') {
    const limit = value as number
    return op === 'atLeast' ? (facts) => (read(facts) as number) >= limit : (facts) => (read(facts) as number) <= limit
  }
  const words = value as string[]
  if (kind.kind === 'tags') {
    const wanted = new Set(words)
    const has = (facts: Facts) => (read(facts) as readonly string[]).some((tag) => wanted.has(tag))
    return op === 'contains' ? has : (facts) => !has(facts)
  }
  if (kind.kind === 'text') {
    const needles = words.map(fold).filter((needle) => needle !== ' ')
    const has = (facts: Facts) => {
      const text = foldedOf(facts, field)
      return needles.some((needle) => text.includes(needle))
    }
    return op === 'contains' ? has : (facts) => !has(facts)
  }
  const wanted = new Set(words)
  const is = (facts: Facts) => wanted.has((read(facts) as string | null) ?? 'none')
  return op === 'is' ? is : (facts) => !is(facts)
}

/** Words with a space before each, small, ß and umlauts written out: a word is found by its beginning. */
export function fold(text: string): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return ` ${plain}`
}

const longest = 20_000

function foldText(text: unknown): string {
  return typeof text === 'string' ? fold(text.slice(0, longest)) : ''
}

function foldedOf(facts: Facts, field: WorkflowField): string {
  if (field.startsWith('event.')) return foldText(readField[field](facts))
  facts.case.folded ??= new Map()
  let known = facts.case.folded.get(field)
  if (known === undefined) {
    known = foldText(readField[field](facts))
    facts.case.folded.set(field, known)
  }
  return known
}

/** Every part of the condition with what it saw. Of texts only the words that were found: the rest is the customer's. */
export function traceOf(condition: Condition | null, facts: Facts, depth = 0): TraceStep[] {
  if (condition === null) return []
  const is = compile(condition)(facts)
  const group = (name: 'all' | 'any' | 'not', parts: readonly Condition[]): TraceStep[] => [
    { depth, group: name, field: null, op: null, value: null, seen: null, is },
    ...parts.flatMap((part) => traceOf(part, facts, depth + 1)),
  ]
  if ('all' in condition) return group('all', condition.all)
  if ('any' in condition) return group('any', condition.any)
  if ('not' in condition) return group('not', [condition.not])
  const { field, op, value } = condition
  return [{ depth, group: null, field, op, value, seen: seenOf(condition, facts), is }]
}

function seenOf({ field, value }: Test, facts: Facts): unknown {
  if (fieldKindOf(field).kind !== 'text') return readField[field](facts)
  const text = foldedOf(facts, field)
  return (value as string[]).filter((word) => fold(word) !== ' ' && text.includes(fold(word)))
}

/** All fields that a condition asks. */
export function fieldsOf(condition: Condition | null): WorkflowField[] {
  if (condition === null) return []
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  if ('not' in condition) return fieldsOf(condition.not)
  return [condition.field]
}
