import { approvalRoutes, type ReplyRequest, replyApprovalRoutes } from '@resonanz/contracts'
import i18next from 'i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import type { NewReply } from './send-reply.ts'

/** Hands an answer in: it leaves when somebody else approves it. Throws Problem. */
export async function requestApproval(caseId: string, reply: NewReply, idempotencyKey: string): Promise<ReplyRequest> {
  const request = await call(replyApprovalRoutes.request, { params: { id: caseId }, body: reply, idempotencyKey })
  invalidateRoute(queryClient, replyApprovalRoutes.ofCase, approvalRoutes.list, approvalRoutes.count)
  showNotice({ text: i18next.t('replies:approval.requested'), tone: 'ok' })
  return request
}
