import { type BodyOf, type ReplyRequest, type replyApprovalRoutes } from '@resonanz/contracts'
import { accessCase } from '#cases'
import { checkDraft } from '#guideline'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { threadForReply } from '../store.ts'
import { ruleFor, rulesOf, situationOf } from './policy.ts'
import { requestsOfCase, type ShownRequest } from './store.ts'

/** Whether the answer as it stands needs a second pair of eyes: what the composer's button says. */
export async function isApprovalNeeded(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { threadId, text }: BodyOf<typeof replyApprovalRoutes.needed>,
): Promise<{ needed: boolean; why: string[] }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  const [thread, rules] = await Promise.all([
    threadForReply(db, actor.workspaceId, caseId, threadId),
    rulesOf(db, actor.workspaceId),
  ])
  const asksGuideline = rules.some((rule) => rule.active && rule.onlyWithFinding)
  const found = asksGuideline
    ? (await checkDraft(deps, actor, caseId, { threadId, text, hasNextUpdate: true, isSolved: false })).findings
    : []
  const rule = ruleFor(
    rules,
    situationOf(
      actor,
      thread,
      found.some(({ level }) => level !== 'hint'),
    ),
  )
  return { needed: rule !== undefined, why: rule ? [rule.name] : [] }
}

export async function listRequests(deps: Deps, actor: Actor, caseId: string): Promise<{ items: ReplyRequest[] }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  return { items: (await requestsOfCase(db, actor, caseId)).map(toRequest) }
}

export async function readRequest(db: Db, actor: Actor, caseId: string, id: string): Promise<ReplyRequest> {
  const [found] = await requestsOfCase(db, actor, caseId, id)
  if (!found) throw notFound()
  return toRequest(found)
}

function toRequest(row: ShownRequest): ReplyRequest {
  return {
    id: row.id,
    caseId: row.case_id,
    threadId: row.thread_id,
    requestedBy: { id: row.member_id, name: row.name },
    editedBy: row.edited_by ? { id: row.edited_by, name: row.editor_name ?? '' } : null,
    text: row.reply.text,
    version: row.version,
    state: row.state,
    returnedCode: row.returned_code,
    returnedReason: row.returned_code === 'rejected' ? (row.reason ?? '') : '',
    approvalId: row.approval_id,
    dueAt: row.state === 'open' ? (row.due_at?.toISOString() ?? null) : null,
    at: row.at.toISOString(),
  }
}
