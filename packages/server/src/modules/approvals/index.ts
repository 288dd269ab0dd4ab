import { approvalRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { type Loop, startLoop } from '#platform/loop'
import type { ApprovalHandlers } from './approval.ts'
import { decide } from './decide.ts'
import { askDeputies, escalate, remind } from './keep-deadlines.ts'
import { mailAsked, type SendMail } from './mail-asked.ts'
import { countToDecide, listApprovals, readApproval } from './read-approvals.ts'
import { withdraw } from './withdraw.ts'

export { type ApprovalHandler, type ApprovalHandlers, type ApprovalRecord, fingerprintOf } from './approval.ts'
export { approveAsEdited, mayDecideAbout } from './approve-as-edited.ts'
export { requestApproval } from './request-approval.ts'
export { useApproval } from './use-approval.ts'
export { voidApprovals } from './void-approvals.ts'

/** `handlers` says what each kind means; bound in app.ts, so that this service knows none of them. */
export function approvalBindings(deps: Deps, handlers: ApprovalHandlers): Binding[] {
  return [
    bind(approvalRoutes.list, ({ actor, query }) => listApprovals(deps, handlers, actor, query)),
    bind(approvalRoutes.count, ({ actor }) => countToDecide(deps, actor)),
    bind(approvalRoutes.read, ({ actor, params }) => readApproval(deps, handlers, actor, params.id)),
    bind(approvalRoutes.decide, ({ actor, params, body }) => decide(deps, handlers, actor, params.id, body)),
    bind(approvalRoutes.withdraw, ({ actor, params, body }) => withdraw(deps, handlers, actor, params.id, body.reason)),
  ]
}

/** Reminders, deputies, the next in line, mails: each once, over any number of processes. */
export function startApprovals(deps: Deps, sendMail: SendMail): Loop {
  return startLoop({
    name: 'approvals',
    log: deps.log.child({ part: 'approvals' }),
    idleMs: 5_000,
    async turn() {
      const done = [await remind(deps), await escalate(deps), await askDeputies(deps), await mailAsked(deps, sendMail)]
      return done.some((count) => count >= 50)
    },
  })
}
