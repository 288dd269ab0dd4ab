import { may } from '@resonanz/contracts'
import { useApproval } from '#approvals'
import { entriesOf } from '#cases'
import type { Db } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { sendInTransaction } from '../send-reply.ts'
import { fingerprintOfRequest, subjectOf } from './request-reply.ts'
import { type RequestRecord, settleRequest, writerOf } from './store.ts'

/**
 * Queues an approved answer as its writer's, by the way every answer goes: what came in since stops it like any other.
 * The rights of the writer are those of today. Throws the refusal; who calls decides what becomes of the request.
 */
export async function sendApproved(
  tx: Db,
  deps: Deps,
  request: RequestRecord,
  approver: Actor,
): Promise<{ messageId: string }> {
  const writer = await writerOf(tx, request.workspace_id, request.member_id)
  if (!writer || !may(writer.role, 'case.reply'))
    throw new Refusal('not-allowed', 'Who wrote it may not answer any more.')
  const { nextUpdate } = request.reply
  if (nextUpdate && new Date(nextUpdate.at).getTime() <= Date.now())
    throw new Refusal('invalid-input', 'The time promised in it has passed.')
  const { approvalId } = await useApproval(tx, approver, subjectOf(request.id), fingerprintOfRequest(request))
  const sent = await sendInTransaction(tx, deps, writer, request.case_id, request.reply, {
    isApproved: true,
    authors: request.authors,
  })
  await settleRequest(tx, request.id, { state: 'sent', messageId: sent.messageId, outboxId: sent.outboxId })
  await append(
    tx,
    entriesOf(request.workspace_id, journalActor(approver), request.case_id, [
      {
        kind: 'reply.approved',
        data: {
          requestId: request.id,
          approvalId,
          messageId: sent.messageId,
          requestedBy: request.member_id,
          editedBy: request.edited_by,
        },
      },
    ]),
  )
  return { messageId: sent.messageId }
}
