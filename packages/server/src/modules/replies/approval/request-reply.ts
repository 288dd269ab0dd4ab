import type { ReplyApprovalRule, ReplyRequest } from '@resonanz/contracts'
import { sql } from 'kysely'
import { fingerprintOf, requestApproval, voidApprovals } from '#approvals'
import { dueAfter, readCalendars } from '#calendars'
import { accessCase, type CaseRecord } from '#cases'
import { type Db, inTransaction, one } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { settingsOf } from '#settings'
import { checkReply } from '../check-reply.ts'
import { authorsOfDraft, deleteDraft } from '../store.ts'
import { approversOf, ruleFor, rulesOf, situationOf } from './policy.ts'
import { readRequest } from './read-requests.ts'
import * as store from './store.ts'

export const subjectOf = (id: string) => ({ kind: 'reply-request', id })

/** Who is asked where no rule says so: somebody wanted a second look of their own will. */
const freely = { memberIds: [], teamId: null, role: 'lead' } as const
const freelyInMinutes = 120

/**
 * Hands an answer in for approval. It is checked like a sending, so that nobody approves what could not leave; the
 * draft goes, and one of this person that still waits in the case is superseded.
 */
export async function requestReply(
  deps: Deps,
  actor: Actor,
  caseId: string,
  reply: store.StoredReply,
): Promise<ReplyRequest> {
  const db = deps.db.of(actor.workspaceId)
  const id = await inTransaction(db, (tx) => requestReplyIn(tx, deps, actor, caseId, reply))
  return readRequest(db, actor, caseId, id)
}

/** The same in the caller's transaction; answers the id of the request. */
export async function requestReplyIn(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  reply: store.StoredReply,
): Promise<string> {
  const settings = await settingsOf(deps, actor.workspaceId)
  const id = deps.newId()
  const record = await accessCase(tx, actor, caseId, { lock: true })
  if (record.merged_into)
    throw new Refusal('conflict', 'This case was joined into another one.', { mergedInto: record.merged_into })
  const { thread, logged, overridden } = await checkReply(tx, actor, record, reply, settings)
  if (logged) throw new Refusal('invalid-input', 'What was said already needs no approval.')
  const rule = ruleFor(await rulesOf(tx, actor.workspaceId), situationOf(actor, thread, overridden.length > 0))
  const before = await store.lastOf(tx, actor.workspaceId, caseId, actor.memberId)
  if (before?.state === 'open') {
    await voidApprovals(tx, actor, subjectOf(before.id), 'replaced')
    await store.settleRequest(tx, before.id, { state: 'withdrawn' })
  }
  const last = before && before.state !== 'sent' ? before : undefined
  await store.insertRequest(tx, {
    workspaceId: actor.workspaceId,
    id,
    caseId,
    threadId: thread.id,
    memberId: actor.memberId,
    // "Send all the same" was said of what is there now; what comes later stops the sending.
    reply: { ...reply, evenIfNewer: false, expectedLastMessageId: record.last_message_id },
    mayEditAndSend: rule?.mayEditAndSend ?? false,
    earlier: last
      ? [
          ...last.earlier,
          { text: last.reply.text, by: last.edited_by ?? last.member_id, at: last.at.toISOString() },
        ].slice(-20)
      : [],
    why: rule ? [rule.name] : [],
    authors: actor.rule ? [] : await authorsOfDraft(tx, actor.memberId, caseId),
  })
  const request = (await store.findRequest(tx, actor.workspaceId, id))!
  await askFor(tx, deps, actor, record, request, rule, [thread.presence_id])
  // What a rule hands in is not what its owner is writing there.
  if (!actor.rule) await deleteDraft(tx, actor.memberId, caseId)
  return id
}

/** Asks for the version as it stands; whoever wrote on it is an author. */
export async function askFor(
  tx: Db,
  deps: Deps,
  actor: Actor,
  record: CaseRecord,
  request: store.RequestRecord,
  rule: ReplyApprovalRule | undefined,
  [presenceId]: readonly string[],
): Promise<void> {
  const [calendars, clock] = await Promise.all([
    readCalendars(tx, actor.workspaceId),
    one(tx, sql<{ now: Date }>`select now()`),
  ])
  const place = { teamId: record.team_id, presenceId: presenceId ?? null }
  await requestApproval(tx, deps, actor, {
    kind: 'reply',
    subjectKind: subjectOf(request.id).kind,
    subjectId: request.id,
    caseId: record.id,
    fingerprint: fingerprintOfRequest(request),
    dueAt: dueAfter(calendars, place, clock!.now, rule?.dueMinutes ?? freelyInMinutes),
    approvers: await approversOf(
      tx,
      actor.workspaceId,
      rule?.approvers ?? { ...freely, memberIds: [] },
      record.team_id,
    ),
    authors: [request.member_id, ...request.authors, ...(request.edited_by ? [request.edited_by] : [])],
    requestedBy: request.member_id,
  })
}

type Fingerprinted = Pick<store.RequestRecord, 'case_id' | 'thread_id' | 'member_id' | 'version' | 'reply'>
export function fingerprintOfRequest(request: Fingerprinted): string {
  const { case_id: caseId, thread_id: threadId, member_id: writer, version, reply } = request
  return fingerprintOf({ caseId, threadId, writer, version, reply })
}
