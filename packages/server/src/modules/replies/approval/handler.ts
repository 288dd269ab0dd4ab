import { type ApprovalSubject, may } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { ApprovalHandler } from '#approvals'
import { entriesOf } from '#cases'
import { type Db, run } from '#platform/db/database'
import { type Actor, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { rulesOf } from './policy.ts'
import { fingerprintOfRequest } from './request-reply.ts'
import { sendApproved } from './send-approved.ts'
import { findRequest, findWithThread, giveBack, type RequestInThread, settleRequest, writerOf } from './store.ts'

/** What a decision about an answer means: it leaves by the way of every answer, or goes back to who wrote it. */
export const replyApprovals: ApprovalHandler = {
  async describe(deps, actor, approvals) {
    const ids = approvals.map(({ subject_id }) => subject_id)
    const found = await findWithThread(deps.db.of(actor.workspaceId), actor.workspaceId, ids)
    return new Map(
      approvals.flatMap((approval): [string, ApprovalSubject][] => {
        const row = found.find(({ id }) => id === approval.subject_id)
        return row ? [[approval.id, subjectFrom(row, actor)]] : []
      }),
    )
  },
  async fingerprint(tx, approval) {
    const row = await findRequest(tx, approval.workspace_id, approval.subject_id, { lock: true })
    return row?.state === 'open' ? fingerprintOfRequest(row) : null
  },
  async mayDecide(tx, approval, memberId) {
    const member = await writerOf(tx, approval.workspace_id, memberId)
    if (!member || !may(member.role, 'case.reply')) return false
    if (member.role !== 'agent') return true
    // An agent approves only while a rule names them or their team.
    const rules = await rulesOf(tx, approval.workspace_id)
    return rules.some(
      ({ active, approvers }) =>
        active &&
        (approvers.memberIds.includes(memberId) ||
          (approvers.teamId !== null && member.teamIds.includes(approvers.teamId))),
    )
  },
  async approved(tx, deps, approval, { actor }) {
    const request = (await findRequest(tx, approval.workspace_id, approval.subject_id, { lock: true }))!
    await run(tx, sql`savepoint sending`)
    try {
      await sendApproved(tx, deps, request, actor)
      return null
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await run(tx, sql`rollback to savepoint sending`)
      await returnToWriter(tx, actor, request, error.code)
      return { void: whyOf(error.code) }
    }
  },
  async rejected(tx, _deps, approval, { actor }) {
    const request = (await findRequest(tx, approval.workspace_id, approval.subject_id, { lock: true }))!
    await returnToWriter(tx, actor, request, 'rejected')
  },
  async withdrawn(tx, _deps, approval) {
    const request = (await findRequest(tx, approval.workspace_id, approval.subject_id, { lock: true }))!
    await settleRequest(tx, request.id, { state: 'withdrawn' })
    await giveBack(tx, request)
  },
}

async function returnToWriter(tx: Db, actor: Actor, request: Parameters<typeof giveBack>[1], code: string) {
  await settleRequest(tx, request.id, { state: 'returned', code })
  await giveBack(tx, request)
  await append(
    tx,
    entriesOf(request.workspace_id, journalActor(actor), request.case_id, [
      { kind: 'reply.returned', data: { requestId: request.id, requestedBy: request.member_id, code } },
    ]),
  )
}

function whyOf(code: string): string {
  if (code === 'newer-message') return 'newer-message'
  return code === 'not-allowed' ? 'requester-left' : 'not-sendable'
}

function subjectFrom(row: RequestInThread, actor: Actor): ApprovalSubject {
  return {
    kind: 'reply',
    requestId: row.id,
    channel: row.channel,
    isPublic: row.visibility === 'public',
    text: row.reply.text,
    version: row.version,
    before: row.earlier.at(-1)?.text ?? null,
    editedBy: row.edited_by ? { id: row.edited_by, name: row.editor_name ?? '' } : null,
    mayEdit: row.state === 'open' && may(actor.role, 'case.reply'),
    mayEditAndSend: row.may_edit_and_send && row.member_id !== actor.memberId,
    why: row.why,
  }
}
