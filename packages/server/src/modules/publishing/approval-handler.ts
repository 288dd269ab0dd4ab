import { type ApprovalSubject, may } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type ApprovalHandler, type ApprovalRecord, useApproval } from '#approvals'
import { type Db, one } from '#platform/db/database'
import { append } from '#platform/journal'
import { fingerprintOfPost } from './plan-post.ts'
import { type PostRow, wordsFor } from './post.ts'
import { accessPost, findPosts, setPostState } from './store.ts'
import { subjectOf, tell } from './write-post.ts'

const isPost = (approval: { subject_kind: string }) => approval.subject_kind === subjectOf('').kind

/** What a decision about a planned post means: it is planned, or goes back to who wrote it. `others` has all else to be published. */
export function postApprovals(others: ApprovalHandler): ApprovalHandler {
  return {
    async describe(deps, actor, approvals) {
      const [posts, rest] = [approvals.filter(isPost), approvals.filter((approval) => !isPost(approval))]
      const shown = rest.length > 0 ? await others.describe(deps, actor, rest) : new Map<string, ApprovalSubject>()
      if (posts.length === 0) return shown
      const found = await findPosts(
        deps.db.of(actor.workspaceId),
        actor.workspaceId,
        posts.map(({ subject_id }) => subject_id),
      )
      for (const approval of posts) {
        const post = found.find(({ id }) => id === approval.subject_id)
        if (post) shown.set(approval.id, subjectFrom(post))
      }
      return shown
    },
    async fingerprint(tx, approval) {
      if (!isPost(approval)) return others.fingerprint(tx, approval)
      const post = await waiting(tx, approval)
      return post ? fingerprintOfPost(post) : null
    },
    async mayDecide(tx, approval, memberId) {
      if (!isPost(approval)) return others.mayDecide(tx, approval, memberId)
      const member = await one(
        tx,
        sql<{
          role: 'lead'
        }>`select role from member where id = ${memberId} and workspace_id = ${approval.workspace_id} and active`,
      )
      return member !== undefined && may(member.role, 'publish.approve')
    },
    async approved(tx, deps, approval, decision) {
      if (!isPost(approval)) return others.approved(tx, deps, approval, decision)
      const post = (await waiting(tx, approval))!
      await useApproval(tx, decision.actor, subjectOf(post.id), fingerprintOfPost(post))
      await setPostState(tx, post.id, { state: 'planned' })
      await append(tx, [
        tell(decision.actor, post.id, { kind: 'post.planned', data: { at: post.planned_at.toISOString() } }),
      ])
      return null
    },
    async rejected(tx, deps, approval, decision) {
      if (!isPost(approval)) return others.rejected(tx, deps, approval, decision)
      const { actor, reason } = decision
      await setPostState(tx, approval.subject_id, {
        state: 'draft',
        returnedCode: 'rejected',
        reason,
        approvalId: null,
      })
      await append(tx, [
        tell(actor, approval.subject_id, {
          kind: 'post.returned',
          data: { code: 'rejected', to: approval.requested_by },
        }),
      ])
    },
    async withdrawn(tx, deps, approval, actor) {
      if (!isPost(approval)) return others.withdrawn(tx, deps, approval, actor)
      await setPostState(tx, approval.subject_id, { state: 'draft', approvalId: null })
    },
  }
}

async function waiting(tx: Db, approval: ApprovalRecord): Promise<PostRow | null> {
  const post = await accessPost(tx, approval.workspace_id, approval.subject_id, { lock: true })
  return post.state === 'waiting' ? post : null
}

function subjectFrom(post: PostRow): ApprovalSubject {
  return {
    kind: 'post',
    postId: post.id,
    plannedAt: post.planned_at.toISOString(),
    timeZone: post.time_zone,
    media: post.files.length,
    places: post.targets.map((target) => ({
      name: target.presenceName,
      channel: target.kind,
      text: wordsFor(post, target),
    })),
  }
}
