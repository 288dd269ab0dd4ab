import { replyApprovalRoutes, replyRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { type Bounds, startLanes } from '#platform/lanes'
import { startLoop } from '#platform/loop'
import { editRequest } from './approval/edit-request.ts'
import { isApprovalNeeded, listRequests } from './approval/read-requests.ts'
import { requestReply } from './approval/request-reply.ts'
import { readPolicy, savePolicy } from './approval/save-policy.ts'
import { claimSendings, type SendingDeps } from './claim-sending.ts'
import { carryOut } from './hand-over.ts'
import { listOutbox } from './list-outbox.ts'
import { readWays } from './reply-ways.ts'
import { resolveSending } from './resolve-sending.ts'
import { sendReply } from './send-reply.ts'
import { settleAbandoned } from './settle-abandoned.ts'
import { undoReply } from './undo-reply.ts'

export { approvalRuleFor, approversOf } from './approval/policy.ts'
export { requestReplyByRule } from './approval/request-by-rule.ts'
export { fingerprintOfRequest } from './approval/request-reply.ts'
export { replyApprovals } from './approval/handler.ts'
export { type AutomaticMail, queueAutomaticMail } from './automatic-mail.ts'
export { queueMailTo, queueMailToCustomer } from './queue-rule-mail.ts'
export { noteBounces } from './bounces.ts'
export type { Echo } from './own-echo.ts'
export { type EchoAside, joinEchoes, joinEchoesAside, joinMarkedEchoes, type MarkedEcho } from './join-echoes.ts'
export { type Copy, copiesAmong, recordCopy } from './sent-twice.ts'
export type { Sender, SendingDeps } from './claim-sending.ts'
export { noteReceipts } from './receipts.ts'
export { resolveInTransaction } from './resolve-sending.ts'
export { sameWords } from './same-words.ts'
export { sendInTransaction } from './send-reply.ts'
export { sendReply }
export { threadOfToken } from './thread-token.ts'

export function replyBindings(deps: Deps): Binding[] {
  return [
    bind(replyRoutes.ways, ({ actor, params }) => readWays(deps, actor, params.id)),
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

/** A network takes one at a time from a process; few companies or channels that hang never take all lanes. */
const lanes: Bounds = { most: 8, hangsAfterMs: 5_000, mostWithHanging: 24, perWorkspace: 12, perPresence: 1 }

/** Handing over what is due, side by side, and settling what a dead worker left. `wake` when something was queued. */
export function startSending(deps: SendingDeps, options: { alone: boolean }): { wake(): void; stop(): Promise<void> } {
  const log = deps.log.child({ part: 'outbox' })
  const handing = startLanes({
    name: 'outbox',
    log,
    idleMs: 500,
    bounds: lanes,
    claim: (room) => claimSendings(deps, room),
    carry: (item, ending) => carryOut(deps, item, ending),
  })
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
