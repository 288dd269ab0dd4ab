import { WorkflowEvent } from '@resonanz/contracts'
import { readCalendars } from '#calendars'
import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import type { JournalRow } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { carryOut } from './carry-out.ts'
import type { Match } from './match.ts'
import { byEvent, type Rule, ruleOf, together } from './rule.ts'
import { nextUpdateHoursOf, runningRules } from './store.ts'
import { type Asked, keyOf, loadFacts } from './store-facts.ts'
import { chainsOf } from './store-runs.ts'

const cursorName = 'workflows'
const batch = 500
const kinds = new Set<string>(WorkflowEvent.options)

/**
 * Reads the journal behind its own cursor and runs the rules that an entry starts. Cursor, runs and what they do inside
 * are one transaction: every rule runs once per entry, or not yet. Says whether there is more.
 */
export async function readOnce(deps: Deps, limit = batch): Promise<boolean> {
  const more = await readEntries(deps, { name: cursorName, limit }, async (tx, entries) => {
    const concerned = entries.filter((entry) => entry.subject_kind === 'case' && kinds.has(entry.kind))
    for (const [workspaceId, own] of await rulesOf(tx, concerned)) {
      const matches = await matchesOf(tx, workspaceId, own.entries, own.rules)
      if (matches.length === 0) continue
      const hours = (await nextUpdateHoursOf(tx, [workspaceId])).get(workspaceId) ?? 48
      await carryOut(tx, deps, workspaceId, matches, { hours })
      failPoint(deps.config, 'workflows.carried')
    }
  })
  failPoint(deps.config, 'workflows.read')
  return more
}

/** Entries and rules of the workspaces that have any rule; the others cost one small query. */
async function rulesOf(
  tx: Db,
  entries: readonly JournalRow[],
): Promise<Map<string, { entries: JournalRow[]; rules: Rule[] }>> {
  const found = new Map<string, { entries: JournalRow[]; rules: Rule[] }>()
  if (entries.length === 0) return found
  const byWorkspace = Map.groupBy(entries, (entry) => entry.workspace_id)
  for (const row of await runningRules(tx, [...byWorkspace.keys()], 'event')) {
    const own = found.get(row.workspace_id) ?? { entries: byWorkspace.get(row.workspace_id)!, rules: [] }
    own.rules.push(ruleOf(row))
    found.set(row.workspace_id, own)
  }
  return found
}

async function matchesOf(
  tx: Db,
  workspaceId: string,
  entries: readonly JournalRow[],
  rules: readonly Rule[],
): Promise<Match[]> {
  const index = byEvent(rules)
  const asked = entries.filter((entry) => index.has(entry.kind as WorkflowEvent))
  if (asked.length === 0) return []
  const needs = together(rules)
  const facts = await loadFacts(tx, [workspaceId], asked.map(askedOf), needs)
  const calendars = needs.calendar ? await readCalendars(tx, workspaceId) : null
  const chains = await chainsOf(
    tx,
    asked.flatMap(({ cause }) => (cause?.kind === 'workflow' ? [cause.id] : [])),
  )
  return asked.flatMap((entry) => {
    const seen = facts.get(keyOf(askedOf(entry)))
    if (!seen || seen.merged_into) return []
    const event = { kind: entry.kind, actor: entry.actor_kind, data: entry.data }
    const given = { case: seen, event, now: entry.at, calendars }
    const chain = (entry.cause?.kind === 'workflow' ? chains.get(entry.cause.id) : undefined) ?? { depth: 0, chain: [] }
    return index
      .get(entry.kind as WorkflowEvent)!
      .filter((rule) => rule.fits(given))
      .map(
        (rule): Match => ({
          rule,
          facts: { ...given, now: new Date() },
          seq: entry.seq,
          moment: null,
          messageId: askedOf(entry).messageId,
          ...chain,
        }),
      )
  })
}

/** Of entries about a customer's words the message; of all others their newest words are meant. */
export function askedOf(entry: Pick<JournalRow, 'subject_id' | 'kind' | 'data'>): Asked {
  const { messageId } = entry.data
  const isTheirs = entry.kind === 'message.received' || entry.kind === 'case.reopened' || entry.kind === 'case.created'
  return { caseId: entry.subject_id, messageId: isTheirs && typeof messageId === 'string' ? messageId : null }
}
