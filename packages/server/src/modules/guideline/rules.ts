import type { Guideline, GuidelineRule } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { type ShippedRule, shippedRules } from './engine.ts'
import { newestNumber, newestVersion, type VersionRow } from './store.ts'

const ownPrefix = 'own.'
/** Of all rules together: what is kept, listed by version and looked for with every pause in typing. */
const phrasesMost = 5_000

type InForce = { version: number; rules: GuidelineRule[] }
const workspacesKept = 100
const kept = new Map<string, InForce>()

/**
 * The rules in force. A rule that came with a newer release than the version was saved with counts as shipped. A version
 * never changes: it is read once, and its phrases are compiled once.
 */
export async function rulesOf(db: Db, workspaceId: string): Promise<InForce> {
  const version = await newestNumber(db, workspaceId)
  const known = kept.get(workspaceId)
  if (known?.version === version) return known
  const saved = await newestVersion(db, workspaceId)
  const inForce = { version: saved?.version ?? 0, rules: complete(saved?.rules ?? []) }
  if (kept.size >= workspacesKept) kept.delete(kept.keys().next().value!)
  kept.set(workspaceId, inForce)
  return inForce
}

export function guidelineOf(row: VersionRow | undefined): Guideline {
  if (!row) return { version: 0, rules: complete([]), note: '', by: null, at: null }
  return {
    version: row.version,
    rules: complete(row.rules),
    note: row.note,
    by: row.by_member && row.by_name !== null ? { id: row.by_member, name: row.by_name } : null,
    at: row.at.toISOString(),
  }
}

/** What was saved, with the shipped rules it does not name as they were shipped. */
export function complete(saved: readonly GuidelineRule[]): GuidelineRule[] {
  const known = new Map(saved.map((rule) => [rule.id, rule]))
  return [
    ...shippedRules.map((rule) => known.get(rule.id) ?? asShipped(rule)),
    ...saved.filter((rule) => rule.id.startsWith(ownPrefix)),
  ]
}

function asShipped({ id, level }: ShippedRule): GuidelineRule {
  return { id, enabled: true, level, phrases: [], reason: null, suggestion: null, channels: [], audience: 'any' }
}

/** Refuses rules that could never say anything, and ids that are nobody's. */
export function checkRules(rules: readonly GuidelineRule[]): void {
  const shipped = new Set(shippedRules.map((rule) => rule.id))
  const seen = new Set<string>()
  const phrases = rules.reduce((sum, rule) => sum + rule.phrases.length, 0)
  if (phrases > phrasesMost)
    throw new Refusal('invalid-input', `All rules together may have ${phrasesMost} phrases.`, {
      phrases,
      most: phrasesMost,
    })
  for (const rule of rules) {
    if (seen.has(rule.id)) throw new Refusal('invalid-input', 'A rule stands twice.', { rule: rule.id })
    seen.add(rule.id)
    if (shipped.has(rule.id)) continue
    if (!rule.id.startsWith(ownPrefix))
      throw new Refusal('invalid-input', 'Ids of own rules begin with "own.".', { rule: rule.id })
    if (rule.phrases.length === 0 || !rule.reason)
      throw new Refusal('invalid-input', 'A rule of your own needs a phrase and a reason.', { rule: rule.id })
  }
}

/** Ids of rules that differ. */
export function changedRules(before: readonly GuidelineRule[], after: readonly GuidelineRule[]): string[] {
  const old = new Map(before.map((rule) => [rule.id, rule]))
  const gone = before.filter((rule) => !after.some(({ id }) => id === rule.id)).map((rule) => rule.id)
  return [...after.filter((rule) => !isSame(rule, old.get(rule.id))).map((rule) => rule.id), ...gone]
}

const fields = ['enabled', 'level', 'phrases', 'reason', 'suggestion', 'channels', 'audience'] as const
function isSame(a: GuidelineRule, b: GuidelineRule | undefined): boolean {
  return b !== undefined && fields.every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]))
}
