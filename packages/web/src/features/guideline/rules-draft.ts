import type { GuidelineRule } from '@resonanz/contracts'

/** Ids of a workspace's own rules begin like this; the others came with the product. */
export const ownPrefix = 'own.'

export function isOwn({ id }: Pick<GuidelineRule, 'id'>): boolean {
  return id.startsWith(ownPrefix)
}

export function newRule(suffix: string): GuidelineRule {
  return {
    id: `${ownPrefix}${suffix}`,
    enabled: true,
    level: 'warning',
    phrases: [],
    reason: null,
    suggestion: null,
    channels: [],
    audience: 'any',
  }
}

/** A rule of one's own must find something and say why. */
export function isComplete(rule: GuidelineRule): boolean {
  return !isOwn(rule) || (rule.phrases.length > 0 && (rule.reason ?? '') !== '')
}

/** One phrase a line; blank lines and doubled ones go, as the contract allows at most 200 of 2 to 120 characters. */
export function phrasesIn(lines: string): string[] {
  const phrases = lines
    .split('\n')
    .map((line) => line.split(/\s+/u).filter(Boolean).join(' ').slice(0, 120))
    .filter((line) => line.length >= 2)
  return [...new Set(phrases)].slice(0, 200)
}

export type RuleChange = 'added' | 'removed' | 'on' | 'off' | 'level' | 'words' | 'where'

/** What differs between two versions, rule by rule in the order of the newer. Pure. */
export function changesBetween(
  before: readonly GuidelineRule[],
  after: readonly GuidelineRule[],
): { rule: GuidelineRule; changes: RuleChange[] }[] {
  const old = new Map(before.map((rule) => [rule.id, rule]))
  const now = new Set(after.map(({ id }) => id))
  return [
    ...after.map((rule) => ({ rule, changes: changesOf(old.get(rule.id), rule) })),
    ...before.filter(({ id }) => !now.has(id)).map((rule) => ({ rule, changes: ['removed' as const] })),
  ].filter(({ changes }) => changes.length > 0)
}

function changesOf(before: GuidelineRule | undefined, after: GuidelineRule): RuleChange[] {
  if (!before) return ['added']
  const differs = (...fields: (keyof GuidelineRule)[]) =>
    fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  return [
    ...(differs('enabled') ? [after.enabled ? ('on' as const) : ('off' as const)] : []),
    ...(differs('level') ? ['level' as const] : []),
    ...(differs('phrases', 'reason', 'suggestion') ? ['words' as const] : []),
    ...(differs('channels', 'audience') ? ['where' as const] : []),
  ]
}
