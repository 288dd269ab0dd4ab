import type { Finding, FindingLevel, GuidelineRule, Language, Visibility } from '@resonanz/contracts'

export type ShippedRule = {
  id: string
  level: FindingLevel
  reason: { de: string; en: string }
  suggestion: { de: string; en: string } | null
}
/** The rules that come with the product. */
export const shippedRules: readonly ShippedRule[] = []

export type CheckContext = {
  channel: string
  audience: Visibility
  /** Of reasons and suggestions. */
  language: Language
  hasNextUpdate: boolean
}

/** What the rules say about a text. Pure and linear in its length: runs where the request runs. */
export function findingsOf(_text: string, _rules: readonly GuidelineRule[], _context: CheckContext): Finding[] {
  return []
}
