import type { TargetRule } from '@resonanz/contracts'

/** What makes a rule more special where two have equally many conditions: the concern before the place. */
const ranked = ['priority', 'kind', 'presenceId', 'teamId', 'unitId', 'channel'] as const

/** The most special first: the one with more conditions; the default is last. Of two units the lower one in the tree. */
export function rulesInOrder(
  rules: readonly TargetRule[],
  unitsOfTeam: ReadonlyMap<string, readonly string[]> = new Map(),
): TargetRule[] {
  const depths = depthsOf(unitsOfTeam)
  const weight = ({ when }: TargetRule): number[] => [
    ranked.filter((field) => when[field] !== null).length,
    ...ranked.map((field) => (when[field] === null ? 0 : 1)),
    when.unitId ? (depths.get(when.unitId) ?? 0) : 0,
  ]
  return rules
    .map((rule, index) => ({ rule, index, weight: weight(rule) }))
    .toSorted((a, b) => compare(b.weight, a.weight) || a.index - b.index)
    .map(({ rule }) => rule)
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : a[at]! - b[at]!
}

/** How far a unit lies under the top, as far as teams stand in it. */
function depthsOf(unitsOfTeam: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const depths = new Map<string, number>()
  for (const chain of unitsOfTeam.values())
    for (const [index, unit] of chain.entries()) depths.set(unit, chain.length - index)
  return depths
}
