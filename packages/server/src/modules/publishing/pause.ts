import type { BodyOf, Publishing, publishingRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { findIncident } from '#incidents'
import { type Db, inTransaction, rows, run } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { lateEntries, type LateTarget } from './late.ts'
import { publishingOf, rulesInForce } from './rules-in-force.ts'

/** Stops all planned posts. What was sent on by hand, or waited for another try, is asked about anew afterwards. */
export async function pausePosts(
  deps: Deps,
  actor: Actor,
  { reason, incidentId }: BodyOf<typeof publishingRoutes.pause>,
): Promise<Publishing> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    if (incidentId && !(await findIncident(tx, actor.workspaceId, incidentId))) throw notFound()
    const rules = await rulesInForce(tx, actor.workspaceId, { lock: true })
    if (rules.paused_at) throw new Refusal('conflict', 'All posts are stopped already.')
    await run(
      tx,
      sql`update publishing set paused_at = now(), paused_by = ${actor.memberId}, pause_reason = ${reason}, paused_for = ${incidentId} where workspace_id = ${actor.workspaceId}`,
    )
    await run(
      tx,
      sql`update planned_post_target set is_released = false, next_at = null where workspace_id = ${actor.workspaceId} and state = 'open'`,
    )
    await append(tx, [{ ...about(actor), kind: 'publishing.paused', data: { reason, incidentId } }])
  })
  return publishingOf(db, actor)
}

/** Lifts the stop. Nothing bursts out: a post whose time passed meanwhile is late and asks. */
export async function resumePosts(deps: Deps, actor: Actor, reason: string): Promise<Publishing> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const rules = await rulesInForce(tx, actor.workspaceId, { lock: true })
    if (!rules.paused_at) throw new Refusal('conflict', 'Posts are not stopped.')
    await markOverdue(tx, actor)
    await run(
      tx,
      sql`update publishing set paused_at = null, paused_by = null, pause_reason = '', paused_for = null where workspace_id = ${actor.workspaceId}`,
    )
    await append(tx, [{ ...about(actor), kind: 'publishing.resumed', data: { reason } }])
  })
  return publishingOf(db, actor)
}

/** However short ago their time was: who lifts the stop, or wrote it, decides about each. */
async function markOverdue(tx: Db, actor: Actor): Promise<void> {
  const late = await rows(
    tx,
    sql<LateTarget>`update planned_post_target t set state = 'late' from planned_post p
      where p.id = t.post_id and t.workspace_id = ${actor.workspaceId} and t.state = 'open' and p.state = 'planned' and p.planned_at <= now()
      returning t.id, t.workspace_id, t.post_id, p.created_by`,
  )
  await append(tx, lateEntries(late, journalActor(actor)))
}

export async function saveRules(
  deps: Deps,
  actor: Actor,
  { version, ...to }: BodyOf<typeof publishingRoutes.save>,
): Promise<Publishing> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const now = await rulesInForce(tx, actor.workspaceId, { lock: true })
    if (now.version !== version) throw new Refusal('stale-version', 'Somebody changed it meanwhile. Look again.')
    await run(
      tx,
      sql`update publishing set approval = ${to.approval}, approval_minutes = ${to.approvalMinutes}, late_minutes = ${to.lateMinutes}, version = version + 1 where workspace_id = ${actor.workspaceId}`,
    )
    await append(tx, [{ ...about(actor), kind: 'publishing.changed', data: { version: version + 1 } }])
  })
  return publishingOf(db, actor)
}

function about(actor: Actor) {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'workspace', id: actor.workspaceId } as const,
    actor: journalActor(actor),
  }
}
