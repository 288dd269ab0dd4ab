import type { CaseProgress } from '@resonanz/contracts'
import { accessCase, stalledFrom } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { progressFacts } from './store.ts'
import { stepsOf } from './steps.ts'

export async function readProgress(deps: Deps, actor: Actor, caseId: string): Promise<CaseProgress> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const facts = await progressFacts(db, caseId)
  return {
    ...stepsOf(record, facts),
    stalled: { score: record.stalled, isStalled: record.stalled >= stalledFrom, reasons: facts.reasons },
  }
}
