import type { TargetRule } from '@resonanz/contracts'

const ranked = ['priority', 'kind', 'presenceId', 'teamId', 'unitId', 'channel'] as const

/** As the server asks them: more conditions first, then the concern before the place; the default is last. */
export function inOrder(rules: readonly TargetRule[]): TargetRule[] {
  const weight = ({ when }: TargetRule) =>
    [ranked.filter((field) => when[field] !== null).length, ...ranked.map((field) => (when[field] ? 1 : 0))].join('')
  return rules.toSorted((a, b) => (weight(a) < weight(b) ? 1 : weight(a) > weight(b) ? -1 : 0))
}

export function newRule(id: string): TargetRule {
  return {
    id,
    when: { unitId: null, teamId: null, presenceId: null, channel: null, kind: null, priority: null },
    inServiceHours: true,
    firstAnswer: null,
    nextAnswer: null,
    resolution: null,
    nextUpdate: null,
  }
}

export function sameConditions(a: TargetRule, b: TargetRule): boolean {
  return a.id !== b.id && ranked.every((field) => a.when[field] === b.when[field])
}

export function changedCount(before: readonly TargetRule[], after: readonly TargetRule[]): number {
  const was = new Map(before.map((rule) => [rule.id, JSON.stringify(rule)]))
  const is = new Map(after.map((rule) => [rule.id, JSON.stringify(rule)]))
  return new Set([...was.keys(), ...is.keys()].filter((id) => was.get(id) !== is.get(id))).size
}
