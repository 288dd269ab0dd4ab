import type { HeldBack } from '@resonanz/contracts'
import type { CaseRecord } from '#cases'
import type { HoldingDraft } from './draft.ts'

type Known = Pick<CaseRecord, 'kind' | 'anger' | 'urgency' | 'offence'>

/**
 * Why a rule must not send this and leaves it to a person; null when it may. Pure. Serious is what the morning list
 * watches, and whatever was raised.
 */
export function heldBackBy(
  record: Known,
  draft: HoldingDraft,
  { mostInRow, needsApproval }: { mostInRow: number; needsApproval: boolean },
): HeldBack | null {
  const { situation, findings } = draft
  if (record.kind === 'press') return 'press'
  if (isSerious(record) || situation.isWatched || situation.isEscalated) return 'serious'
  if (situation.visibility === 'public') return 'public'
  if (situation.mailPresenceId === null) return 'no-address'
  if (situation.hasSeveralRecipients) return 'several-recipients'
  if (situation.isApprovalOpen) return 'approval-open'
  if (needsApproval) return 'approval-needed'
  if (situation.sentInRow >= mostInRow) return 'most-in-row'
  if (draft.text === null || draft.isOldNews || draft.isEmpty) return 'nothing-to-say'
  if (findings.some(({ level }) => level !== 'hint')) return 'guideline'
  return null
}

function isSerious({ kind, anger, urgency, offence }: Known): boolean {
  return anger === 2 || offence === 'threat' || (kind === 'complaint' && urgency === 2)
}
