import { replyApprovalRoutes, replyRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { startLoop } from '#platform/loop'
import { editRequest } from './approval/edit-request.ts'
import { isApprovalNeeded, listRequests } from './approval/read-requests.ts'
import { requestReply } from './approval/request-reply.ts'
import { readPolicy, savePolicy } from './approval/save-policy.ts'
import { handOverNext, type SendingDeps, settleAbandoned } from './hand-over.ts'
import { listOutbox } from './list-outbox.ts'
import { resolveSending } from './resolve-sending.ts'
import { sendReply } from './send-reply.ts'
import { undoReply } from './undo-reply.ts'

export { approvalRuleFor, approversOf } from './approval/policy.ts'
export { requestReplyByRule } from './approval/request-by-rule.ts'
export { fingerprintOfRequest } from './approval/request-reply.ts'
export { replyApprovals } from './approval/handler.ts'
export { type AutomaticMail, queueAutomaticMail } from './automatic-mail.ts'
export { queueMailTo, queueMailToCustomer } from './queue-rule-mail.ts'
export { noteBounces } from './bounces.ts'
export type { Sender, SendingDeps } from './hand-over.ts'
export { resolveInTransaction } from './resolve-sending.ts'
export { sendInTransaction } from './send-reply.ts'
export { sendReply }
export { threadOfToken } from './thread-token.ts'

export function replyBindings(deps: Deps): Binding[] {
  return [
    bind(replyRoutes.send, ({ actor, params, body }) => sendReply(deps, actor, params.id, body)),
    bind(replyApprovalRoutes.needed, ({ actor, params, body }) => isApprovalNeeded(deps, actor, params.id, body)),
    bind(replyApprovalRoutes.request, ({ actor, params, body }) => requestReply(deps, actor, params.id, body)),
    bind(replyApprovalRoutes.ofCase, ({ actor, params }) => listRequests(deps, actor, params.id)),
    bind(replyApprovalRoutes.edit, ({ actor, params, body }) => editRequest(deps, actor, params.id, body)),
    bind(replyApprovalRoutes.policy, ({ actor }) => readPolicy(deps, actor)),
    bind(replyApprovalRoutes.savePolicy, ({ actor, body }) => savePolicy(deps, actor, body)),
    bind(replyRoutes.undo, ({ actor, params }) => undoReply(deps, actor, params.id)),
    bind(replyRoutes.outbox, ({ actor, query }) => listOutbox(deps, actor, query)),
    bind(replyRoutes.resolve, ({ actor, params, body }) => resolveSending(deps, actor, params.id, body)),
  ]
}

/** Two loops: handing over what is due, and settling what a dead worker left. `wake` when something was queued. */
export function startSending(deps: SendingDeps, options: { alone: boolean }): { wake(): void; stop(): Promise<void> } {
  const log = deps.log.child({ part: 'outbox' })
  const handing = startLoop({ name: 'outbox', log, idleMs: 500, turn: () => handOverNext(deps) })
  // Alone with the embedded database: whatever was being handed over belongs to a process that is dead.
  let first = options.alone
  const abandoned = startLoop({
    name: 'outbox-abandoned',
    log,
    idleMs: 5_000,
    async turn() {
      const anyLease = first
      const more = await settleAbandoned(deps, { anyLease })
      if (!more) first = false
      return more
    },
  })
  return { wake: handing.wake, stop: async () => void (await Promise.all([handing.stop(), abandoned.stop()])) }
}
