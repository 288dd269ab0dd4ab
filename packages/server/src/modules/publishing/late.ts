import type { Actor } from '@resonanz/contracts'
import type { Entry } from '#platform/journal'

export type LateTarget = { id: string; workspace_id: string; post_id: string; created_by: string | null }

/** Their time is over and they have not left: one entry per post, for who wrote it. */
export function lateEntries(late: readonly LateTarget[], actor: Actor): Entry[] {
  return [...Map.groupBy(late, ({ post_id }) => post_id)].map(([postId, targets]) => ({
    workspaceId: targets[0]!.workspace_id,
    subject: { kind: 'post', id: postId },
    actor,
    kind: 'post.late',
    data: { targetIds: targets.map(({ id }) => id), to: targets[0]!.created_by },
  }))
}
