import type { CaseKind, ClosingField } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import { type ClosingRules, fieldsAt, isAnyRequired, levelsFor } from './levels.ts'
import { factsOf, type FactsRow, readPolicy } from './store.ts'

/** A case and what the same change sets; what it leaves out is as it stands. */
export type ClosingCase = {
  id: string
  set: {
    kind?: CaseKind | null | undefined
    topic_id?: string | null | undefined
    team_id?: string | null | undefined
    owner_id?: string | null | undefined
    particulars?: string | undefined
  }
}

/** What the company wants to know before it closes these cases and does not; cases that lack nothing are no keys. */
export async function missingFacts(
  db: Db,
  workspaceId: string,
  cases: readonly ClosingCase[],
): Promise<Map<string, ClosingField[]>> {
  if (cases.length === 0) return new Map()
  const rules = await readPolicy(db, workspaceId)
  if (!isAnyRequired(rules)) return new Map()
  const facts = new Map(
    (
      await factsOf(
        db,
        workspaceId,
        cases.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  return new Map(
    cases.flatMap(({ id, set }) => {
      const row = facts.get(id)
      const missing = row ? missingOf(rules, after(row, set)) : []
      return missing.length > 0 ? [[id, missing] as const] : []
    }),
  )
}

/** Required and empty. Pure. */
export function missingOf(rules: ClosingRules, facts: FactsRow): ClosingField[] {
  const values = valuesOf(facts)
  const levels = levelsFor(rules, { kind: facts.kind, teamId: facts.team_id })
  return fieldsAt(levels, 'required').filter((field) => !values[field])
}

/** The value of each field as it stands; names of topics come in both languages elsewhere, here their id will do. */
export function valuesOf(facts: FactsRow): Record<ClosingField, string | null> {
  return {
    'found-where': facts.found_where,
    'found-by': facts.found_by,
    'handled-by': facts.owner ?? facts.answered_by,
    'answered-at': facts.answered_at?.toISOString() ?? null,
    topic: facts.topic_id,
    kind: facts.kind,
    cause: facts.cause,
    particulars: facts.particulars,
  }
}

function after(row: FactsRow, set: ClosingCase['set']): FactsRow {
  return {
    ...row,
    kind: set.kind === undefined ? row.kind : set.kind,
    topic_id: set.topic_id === undefined ? row.topic_id : set.topic_id,
    team_id: set.team_id === undefined ? row.team_id : set.team_id,
    owner: set.owner_id === undefined ? row.owner : set.owner_id,
    particulars: set.particulars ?? row.particulars,
  }
}
