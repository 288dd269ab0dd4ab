import type { Condition, Test } from '@resonanz/contracts'

/** How many of its parts must hold. */
export const groupModes = ['all', 'any', 'none', 'notAll'] as const
export type GroupMode = (typeof groupModes)[number]
/** A condition as the editor holds it: groups with a word for how, where the grammar nests all, any and not. */
export type Group = { mode: GroupMode; parts: (Test | Group)[] }
/** How deep groups stand in one another: three floors a person can still read. */
export const floors = 3

export function isGroup(part: Test | Group): part is Group {
  return 'mode' in part
}

/** Always a group, empty where there is no condition. */
export function groupOf(when: Condition | null): Group {
  if (when === null) return { mode: 'all', parts: [] }
  const part = partOf(when)
  return isGroup(part) ? part : { mode: 'all', parts: [part] }
}

function partOf(condition: Condition): Test | Group {
  if ('all' in condition) return { mode: 'all', parts: condition.all.map(partOf) }
  if ('any' in condition) return { mode: 'any', parts: condition.any.map(partOf) }
  if (!('not' in condition)) return condition
  const inner = partOf(condition.not)
  if (!isGroup(inner)) return { mode: 'none', parts: [inner] }
  return { mode: opposite[inner.mode], parts: inner.parts }
}
const opposite: Record<GroupMode, GroupMode> = { all: 'notAll', any: 'none', none: 'any', notAll: 'all' }

/** What is saved: no empty group, and no group around a single part. */
export function conditionOf({ mode, parts }: Group): Condition | null {
  const kept = parts.flatMap((part) => (isGroup(part) ? (conditionOf(part) ?? []) : part))
  if (kept.length === 0) return null
  const isNegated = mode === 'none' || mode === 'notAll'
  const [first] = kept
  const inner: Condition =
    kept.length === 1 ? first! : mode === 'all' || mode === 'notAll' ? { all: kept } : { any: kept }
  if (!isNegated) return inner
  return 'not' in inner ? inner.not : { not: inner }
}
