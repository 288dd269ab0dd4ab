import { sql } from 'kysely'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { inFairOrder, type Room } from '#platform/lanes'
import type { Sender } from '#replies'
import type { ClaimedTarget } from './post.ts'

export type PostingDeps = Deps & { sender: Sender; processName: string }

const leaseSeconds = 60
const abandonedAtOnce = 20

export const claimedColumns = sql`t.id, t.workspace_id, t.post_id, t.presence_id, r.kind, t.client_token, t.attempts, coalesce(t.text, p.text) as words, p.accepted, p.created_by`

/** What is due and may begin, now ours. The row of the workspace is locked with it: once a stop is on record nothing more begins. */
export function claimPosts(deps: PostingDeps, room: Room): Promise<ClaimedTarget[]> {
  const due = sql`
    select t.id, t.workspace_id, t.presence_id, coalesce(t.next_at, p.planned_at) as due_at, r.failures > 0 as is_ailing
    from planned_post_target t join planned_post p on p.id = t.post_id join presence r on r.id = t.presence_id join publishing s on s.workspace_id = t.workspace_id
    where p.state = 'planned' and t.state = 'open' and s.paused_at is null and not r.paused and r.archived_at is null
      and coalesce(t.next_at, p.planned_at) <= now()
      and (t.is_released or t.next_at is not null or p.planned_at > now() - make_interval(mins => s.late_minutes))`
  return rows(
    deps.db.system,
    sql<ClaimedTarget>`
      with next as (
        select t.id from (${inFairOrder(due, room)}) f join planned_post_target t on t.id = f.id join planned_post p on p.id = t.post_id join publishing s on s.workspace_id = t.workspace_id
        where t.state = 'open' and p.state = 'planned' and s.paused_at is null for update of t skip locked for share of s skip locked
      )
      update planned_post_target t set state = 'sending', attempts = t.attempts + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_by = ${deps.processName}
      from next, planned_post p, presence r where t.id = next.id and p.id = t.post_id and r.id = t.presence_id returning ${claimedColumns}`,
  )
}

/** While it takes long (pictures on a slow line, a database that is away) the lease is renewed; a dead process stops renewing. */
export function keepLease(deps: PostingDeps, id: string): { release(): void } {
  const renewing = setInterval(
    () => {
      run(
        deps.db.system,
        sql`update planned_post_target set lease_until = now() + make_interval(secs => ${leaseSeconds}) where id = ${id} and state = 'sending' and lease_by = ${deps.processName}`,
      ).catch(() => {})
    },
    (leaseSeconds * 1000) / 3,
  )
  return { release: () => clearInterval(renewing) }
}

/** Whose worker died. `anyLease`: also those whose time is not over, of other processes. */
export function claimAbandonedPosts(deps: PostingDeps, { anyLease = false }): Promise<ClaimedTarget[]> {
  return rows(
    deps.db.system,
    sql<ClaimedTarget>`
      with lost as (select id from planned_post_target where state = 'sending' and (lease_until < now() or (${anyLease} and lease_by <> ${deps.processName})) order by id limit ${abandonedAtOnce} for update skip locked)
      update planned_post_target t set lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_by = ${deps.processName}
      from lost, planned_post p, presence r where t.id = lost.id and p.id = t.post_id and r.id = t.presence_id returning ${claimedColumns}`,
  )
}
