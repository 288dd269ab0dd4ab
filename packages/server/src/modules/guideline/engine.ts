import type { Finding, FindingLevel, GuidelineRule } from '@resonanz/contracts'
import { type CaseFacts, checkGuideline, shippedRules as rulesOfText } from '@resonanz/text'
import type { CheckContext } from './context.ts'
import { isRuleOn, ownFindings } from './own-rules.ts'

export type ShippedRule = {
  id: string
  level: FindingLevel
  reason: { de: string; en: string }
  suggestion: { de: string; en: string } | null
}
/** The rules that come with the product. */
export const shippedRules: readonly ShippedRule[] = rulesOfText

const findingsMost = 100

/** What the rules say about a text, in the order of their places. Linear in its length: runs where the request runs. */
export function findingsOf(text: string, rules: readonly GuidelineRule[], context: CheckContext): Finding[] {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]))
  const inForce = rulesOfText.flatMap((shipped) => {
    const rule = ruleOf.get(shipped.id)
    return rule && isRuleOn(rule, context) ? [{ ...shipped, level: rule.level }] : []
  })
  const found = checkGuideline(inForce, {
    text,
    channel: context.channel,
    audience: context.audience,
    facts: factsOf(context),
  })
  return [
    ...found.map(({ rule, level, start, end }) => ({ rule, level, start, end })),
    ...ownFindings(text, rules, context),
  ]
    .map((place) => ({ ...place, ...wordsOf(place.rule, ruleOf, context) }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, findingsMost)
}

function factsOf({ hasNextUpdate, isSolved, isPraise }: CheckContext): CaseFacts {
  return { openPromise: hasNextUpdate, solved: isSolved, praise: isPraise }
}

/** The workspace's own words, else the shipped ones in the reader's language. */
function wordsOf(
  id: string,
  ruleOf: ReadonlyMap<string, GuidelineRule>,
  { language }: CheckContext,
): { reason: string; suggestion: string | null } {
  const own = ruleOf.get(id)
  const shipped = shippedOf.get(id)
  return {
    reason: own?.reason || shipped?.reason[language] || '',
    suggestion: own?.suggestion || shipped?.suggestion?.[language] || null,
  }
}
const shippedOf = new Map(shippedRules.map((rule) => [rule.id, rule]))
