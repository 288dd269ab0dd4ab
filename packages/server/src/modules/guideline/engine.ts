import type { Finding, FindingLevel, GuidelineRule } from '@resonanz/contracts'
import type { CheckContext } from './context.ts'
import { ownFindings } from './own-rules.ts'

export type ShippedRule = {
  id: string
  level: FindingLevel
  reason: { de: string; en: string }
  suggestion: { de: string; en: string } | null
}
/** The rules that come with the product. */
export const shippedRules: readonly ShippedRule[] = []

const findingsMost = 100

/** What the rules say about a text, in the order of their places. Linear in its length: runs where the request runs. */
export function findingsOf(text: string, rules: readonly GuidelineRule[], context: CheckContext): Finding[] {
  const shipped = new Map(shippedRules.map((rule) => [rule.id, rule]))
  return ownFindings(text, rules, context)
    .map((finding) => ({
      ...finding,
      reason: finding.reason || (shipped.get(finding.rule)?.reason[context.language] ?? ''),
      suggestion: finding.suggestion ?? shipped.get(finding.rule)?.suggestion?.[context.language] ?? null,
    }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, findingsMost)
}
