import type { BodyOf, ReplyRequest, replyApprovalRoutes } from '@resonanz/contracts'
import { approveAsEdited, mayDecideAbout, voidApprovals } from '#approvals'
import { accessCase, entriesOf } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { checkReply } from '../check-reply.ts'
import { replyApprovals } from './handler.ts'
import { ruleFor, rulesOf, situationOf } from './policy.ts'
import { readRequest } from './read-requests.ts'
import { askFor, fingerprintOfRequest, subjectOf } from './request-reply.ts'
import { sendApproved } from './send-approved.ts'
import { findRequest, rewriteRequest, writerOf } from './store.ts'

const handlers = { reply: replyApprovals }

/**
 * Changes the words of an answer that waits: its writer, or somebody who may decide about it. That is a new version,
 * and what was asked for is void: somebody who wrote neither version looks at it. Where the rule lets, an approver
 * sends it as changed at once (`send`); both stand on record.
 */
export async function editRequest(
  deps: Deps,
  actor: Actor,
  id: string,
  { text, version, send }: BodyOf<typeof replyApprovalRoutes.edit>,
): Promise<ReplyRequest> {
  const db = deps.db.of(actor.workspaceId)
  const settings = await settingsOf(deps, actor.workspaceId)
  const seen = await findRequest(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, seen.case_id, { lock: true })
    const request = (await findRequest(tx, actor.workspaceId, id, { lock: true }))!
    if (request.state !== 'open') throw new Refusal('conflict', 'This was settled meanwhile.')
    if (request.version !== version) throw new Refusal('stale-version', 'Somebody changed it. Look at it first.')
    const isWriter = request.member_id === actor.memberId
    const subject = subjectOf(id)
    if (!isWriter && !(await mayDecideAbout(tx, deps, handlers, actor, subject)))
      throw new Refusal('not-allowed', 'You may not change this answer.')
    if (send && (isWriter || !request.may_edit_and_send))
      throw new Refusal('approval-needed', 'Somebody else has to look at the new version.')
    const writer = await writerOf(tx, actor.workspaceId, request.member_id)
    if (!writer) throw new Refusal('not-allowed', 'Who wrote it may not answer any more.')
    const reply = { ...request.reply, text }
    const { thread, overridden } = await checkReply(tx, writer, record, reply, settings)
    const earlier = [
      ...request.earlier,
      { text: request.reply.text, by: request.edited_by ?? request.member_id, at: new Date().toISOString() },
    ].slice(-20)
    await rewriteRequest(tx, id, { reply, editedBy: actor.memberId, earlier })
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), record.id, [
        { kind: 'reply.edited', data: { requestId: id, version: version + 1 } },
      ]),
    )
    const changed = (await findRequest(tx, actor.workspaceId, id))!
    if (send) {
      await approveAsEdited(tx, deps, handlers, actor, subject, fingerprintOfRequest(changed))
      await sendApproved(tx, deps, changed, actor)
      return
    }
    await voidApprovals(tx, actor, subject, 'content-changed')
    const rule = ruleFor(await rulesOf(tx, actor.workspaceId), situationOf(writer, thread, overridden.length > 0))
    await askFor(tx, deps, actor, record, changed, rule, [thread.presence_id])
  })
  return readRequest(db, actor, seen.case_id, id)
}
