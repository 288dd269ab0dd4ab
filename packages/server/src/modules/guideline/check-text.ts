import { type Finding, may } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import type { CheckContext } from './context.ts'
import { findingsOf } from './engine.ts'
import { rulesOf } from './rules.ts'

/** What the guideline says about a text that belongs to no single case. Stores nothing. */
export async function checkText(
  db: Db,
  actor: Actor,
  text: string,
  context: CheckContext,
): Promise<{ findings: Finding[]; mayOverrideStop: boolean }> {
  const { rules } = await rulesOf(db, actor.workspaceId)
  return {
    findings: await findingsOf(text, rules, context),
    mayOverrideStop: may(actor.role, 'guideline.override'),
  }
}
