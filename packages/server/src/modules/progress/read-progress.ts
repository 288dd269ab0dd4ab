import type { CaseProgress } from '@resonanz/contracts'
import { accessCase, stalledFrom } from '#cases'
import { missingFacts } from '#closing'
import type { Actor, Deps } from '#platform/deps'
import { progressFacts } from './store.ts'
import { stepsOf } from './steps.ts'

export async function readProgress(
  deps: Deps,
  actor: Pick<Actor, 'workspaceId'>,
  caseId: string,
): Promise<CaseProgress> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const [facts, missing] = await Promise.all([
    progressFacts(db, caseId),
    missingFacts(db, actor.workspaceId, [{ id: caseId, set: {} }]),
  ])
  return {
    ...stepsOf(record, { ...facts, facts_missing: missing.get(caseId)?.length ?? 0 }),
    stalled: { score: record.stalled, isStalled: record.stalled >= stalledFrom, reasons: facts.reasons },
  }
}
