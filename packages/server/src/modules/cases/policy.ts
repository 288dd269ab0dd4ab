import { may } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { CaseRecord } from './case.ts'

/** What a person may do with a case; travels to the web with it, so that buttons and server agree. */
export function allowedActions(
  actor: Actor,
  record: Pick<CaseRecord, 'merged_into'>,
  facts: { hasReplyWay: boolean; isUndoable: boolean; messageCount: number },
): string[] {
  const actions = ['watch']
  const canWrite = may(actor.role, 'case.write')
  if (canWrite && facts.isUndoable) actions.push('undo')
  // A joined case is closed for good unless the joining is undone.
  if (record.merged_into) return actions
  if (canWrite) actions.push('change', 'assign', 'note', 'promise', 'followUp', 'merge', 'draft', 'correct')
  if (canWrite && facts.messageCount > 1) actions.push('split')
  if (may(actor.role, 'case.reply') && facts.hasReplyWay) actions.push('reply')
  return actions
}

export function refuseMerged(record: Pick<CaseRecord, 'merged_into'>): void {
  if (!record.merged_into) return
  throw new Refusal('conflict', 'This case was joined into another one. Work there, or undo the joining first.', {
    mergedInto: record.merged_into,
  })
}
