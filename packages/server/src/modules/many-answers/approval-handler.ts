import { type ApprovalSubject, may } from '@resonanz/contracts'
import type { ApprovalHandler } from '#approvals'
import { fingerprintOfMany } from './create.ts'
import { caseIdsOf, findMany, manyRows, writerOf } from './store.ts'

const isMany = (approval: { subject_kind: string }) => approval.subject_kind === 'many-answer'

/**
 * An answer to many that waits for a second pair of eyes: the sending itself uses the approval. Of whatever else is to
 * be published, the place in the line is the right to decide.
 */
export const manyApprovals: ApprovalHandler = {
  async describe(deps, actor, approvals) {
    const db = deps.db.of(actor.workspaceId)
    const shown = new Map<string, ApprovalSubject>()
    // A handful at a time: an answer to many is rare.
    for (const approval of approvals.filter(isMany)) {
      const [row] = await manyRows(db, actor.workspaceId, { id: approval.subject_id, limit: 1 })
      if (row)
        shown.set(approval.id, {
          kind: 'reply',
          requestId: row.id,
          channel: 'email',
          isPublic: false,
          text: row.content.text,
          version: 1,
          before: null,
          editedBy: null,
          mayEdit: false,
          mayEditAndSend: false,
          why: [`${row.title} (${row.counts.waiting})`],
        })
    }
    return shown
  },
  async fingerprint(tx, approval) {
    if (!isMany(approval)) return approval.fingerprint
    const many = await findMany(tx, approval.workspace_id, approval.subject_id, { lock: true })
    return many?.state === 'waiting' ? fingerprintOfMany(many, await caseIdsOf(tx, many.id)) : null
  },
  async mayDecide(tx, approval, memberId) {
    if (!isMany(approval)) return true
    const member = await writerOf(tx, approval.workspace_id, memberId)
    return member?.active === true && may(member.role as 'lead', 'case.reply')
  },
  async approved() {
    return null
  },
  // The next turn of the sending sees what became of it and stops.
  async rejected() {},
  async withdrawn() {},
}
