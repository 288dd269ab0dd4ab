import type { Finding, GuidelineRule } from '@resonanz/contracts'
import type { CheckContext } from './context.ts'
import { makePhraseFinder, type PhraseFinder } from './phrases.ts'

/** What was found, before it is said in words. */
export type Place = Pick<Finding, 'rule' | 'level' | 'start' | 'end'>

/** Compiled phrases by the rules they come from: rules change seldom, drafts are checked with every pause. */
const compiled = new WeakMap<readonly GuidelineRule[], { find: PhraseFinder; ruleOf: GuidelineRule[] }>()

/** What a workspace's own phrases find, whether they stand at a rule of its own or add to a shipped one. */
export function ownFindings(text: string, rules: readonly GuidelineRule[], context: CheckContext): Place[] {
  const { find, ruleOf } = compile(rules)
  return find(text).flatMap(({ phrase, start, end }) => {
    const rule = ruleOf[phrase]!
    if (!isRuleOn(rule, context)) return []
    return [{ rule: rule.id, level: rule.level, start, end }]
  })
}

/** Does the rule count on this channel, before these readers? */
export function isRuleOn(rule: GuidelineRule, { channel, audience }: CheckContext): boolean {
  if (!rule.enabled) return false
  if (rule.audience !== 'any' && rule.audience !== audience) return false
  return rule.channels.length === 0 || rule.channels.some((one) => one === channel)
}

function compile(rules: readonly GuidelineRule[]) {
  const known = compiled.get(rules)
  if (known) return known
  const ruleOf = rules.flatMap((rule) => rule.phrases.map(() => rule))
  const made = { find: makePhraseFinder(rules.flatMap((rule) => rule.phrases)), ruleOf }
  compiled.set(rules, made)
  return made
}
