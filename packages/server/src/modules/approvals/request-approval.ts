import type { ApprovalKind } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { type Subject } from './approval.ts'
import { type Line, reachedBy } from './ask-line.ts'
import { entry } from './entries.ts'
import { earlierAuthors, insertApproval, insertAsked, insertLine } from './store.ts'
import { voidApprovals } from './void-approvals.ts'

export type ApprovalRequest = {
  kind: ApprovalKind
  subjectKind: string
  subjectId: string
  caseId: string | null
  /** Of what is to be approved (`fingerprintOf`). */
  fingerprint: string
  /** When the first in line should have decided; each further step has as long. */
  dueAt: Date
  /** Who may decide: any of the first group, else of the next. The author and whoever else wrote it are left out. */
  approvers: Line
  /** Who wrote it beside the actor. */
  authors?: readonly string[]
  /** Who waits for it, when it is not the actor: an approver changed somebody's words. */
  requestedBy?: string
}

/**
 * Asks for a second pair of eyes, in the caller's transaction. A request for the same thing that still runs is void.
 * Whoever wrote an earlier version of it stays an author. Refuses with `nobody-may-approve` when the line reaches nobody.
 */
export async function requestApproval(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  actor: Actor,
  request: ApprovalRequest,
): Promise<{ approvalId: string; asked: string[] }> {
  const subject: Subject = { kind: request.subjectKind, id: request.subjectId }
  const requestedBy = request.requestedBy ?? actor.memberId
  const earlier = await earlierAuthors(tx, actor.workspaceId, subject)
  const authors = [...new Set([requestedBy, actor.memberId, ...(request.authors ?? []), ...earlier])]
  await voidApprovals(tx, actor, subject, 'replaced')
  const id = deps.newId()
  const line = withoutRepeats(request.approvers, authors)
  const reached = await reachedBy(tx, actor.workspaceId, id, line, 0, authors)
  if (!reached) throw new Refusal('nobody-may-approve', 'Nobody who may approve this is there now.')
  await insertApproval(tx, {
    ...request,
    workspaceId: actor.workspaceId,
    id,
    subject,
    requestedBy,
    authors,
    step: reached.step,
  })
  await insertLine(tx, actor.workspaceId, id, line)
  await insertAsked(tx, actor.workspaceId, reached.asked)
  const asked = reached.asked.map(({ memberId }) => memberId)
  await append(tx, [
    entry(actor.workspaceId, request.caseId, journalActor(actor), {
      kind: 'approval.requested',
      data: { approvalId: id, kind: request.kind, asked, requestedBy, dueAt: request.dueAt.toISOString() },
    }),
  ])
  return { approvalId: id, asked }
}

/** Everybody once, in the first group that names them. */
function withoutRepeats(line: Line, authors: readonly string[]): string[][] {
  const seen = new Set(authors)
  return line
    .map((step) => step.filter((member) => !seen.has(member) && seen.add(member)))
    .filter((step) => step.length > 0)
}
