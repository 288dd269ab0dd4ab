import { createHash } from 'node:crypto'
import type { ApprovalKind, ApprovalState, ApprovalSubject } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'

/** A row of the table approval. */
export type ApprovalRecord = {
  workspace_id: string
  id: string
  kind: ApprovalKind
  subject_kind: string
  subject_id: string
  case_id: string | null
  fingerprint: string
  state: ApprovalState
  requested_by: string
  authors: string[]
  requested_at: Date
  due_at: Date
  step: number
  decided_by: string | null
  decided_for: string | null
  decided_at: Date | null
  reason: string
}

export type Subject = { kind: string; id: string }
/** Who decided, and as whose deputy if not for themselves. */
export type Decision = { actor: Actor; forMember: string | null; reason: string }

/**
 * What a kind of approval adds to the service; bound in app.ts. Without a handler the right to decide is the place in
 * the line, and whoever asked for it uses the approval later by `useApproval`.
 */
export type ApprovalHandler = {
  /** What is to be decided, for many at once; those left out have nothing to show. */
  describe(deps: Deps, actor: Actor, approvals: readonly ApprovalRecord[]): Promise<Map<string, ApprovalSubject>>
  /** Fingerprint of the content as it stands; null when there is none any more. */
  fingerprint(tx: Db, approval: ApprovalRecord): Promise<string | null>
  /** Whether this member has the right today: it may have gone since they were asked. */
  mayDecide(tx: Db, approval: ApprovalRecord, memberId: string): Promise<boolean>
  /** In the transaction of the decision. Answers why it cannot be done any more, if so: the approval is void then. */
  approved(tx: Db, deps: Deps, approval: ApprovalRecord, decision: Decision): Promise<{ void: string } | null>
  rejected(tx: Db, deps: Deps, approval: ApprovalRecord, decision: Decision): Promise<void>
  withdrawn(tx: Db, deps: Deps, approval: ApprovalRecord, actor: Actor): Promise<void>
}
export type ApprovalHandlers = Partial<Record<ApprovalKind, ApprovalHandler>>

/** Says what exactly was approved. Keys in any order give the same; anything else differs. */
export function fingerprintOf(content: unknown): string {
  return createHash('sha256').update(ordered(content)).digest('hex')
}

function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${ordered(part)}`)
    .join(',')}}`
}
