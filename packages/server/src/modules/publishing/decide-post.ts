import type { BodyOf, Post, publishingRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { voidApprovals } from '#approvals'
import { inTransaction, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { hasLeft } from './post.ts'
import { rulesInForce } from './rules-in-force.ts'
import * as store from './store.ts'
import { momentOf } from './wall-clock.ts'
import { openFor, shown, subjectOf, tell } from './write-post.ts'

/** Another time, also for what is late. Words that were approved stay approved. */
export async function movePost(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, localTime, timeZone }: BodyOf<typeof publishingRoutes.move>,
): Promise<Post> {
  const { at } = momentOf(localTime, timeZone)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const post = await openFor(tx, actor, id, 'move', version)
    if (post.state !== 'draft' && at.getTime() <= Date.now())
      throw new Refusal('invalid-input', 'Choose a time that is still to come.', { field: 'localTime' })
    await store.movePost(tx, id, { localTime, timeZone, plannedAt: at })
    await append(tx, [
      tell(actor, id, { kind: 'post.moved', data: { from: post.planned_at.toISOString(), to: at.toISOString() } }),
    ])
    return shown(tx, actor, id)
  })
}

/** What has not left leaves no more; what was sent stays on record. */
export async function withdrawPost(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, reason }: BodyOf<typeof publishingRoutes.withdraw>,
): Promise<Post> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const post = await openFor(tx, actor, id, 'withdraw', version)
    await voidApprovals(tx, actor, subjectOf(id), 'withdrawn')
    await store.discardTargets(tx, id)
    await store.setPostState(tx, id, { state: hasLeft(post) ? 'planned' : 'withdrawn', reason })
    await append(tx, [tell(actor, id, { kind: 'post.withdrawn', data: { reason } })])
    return shown(tx, actor, id)
  })
}

const open = { send_now: ['late', 'failed', 'unclear'], was_sent: ['unclear'], discard: ['late', 'failed', 'unclear'] }

/** A person decides what becomes of it on one presence. Sending again keeps the token of the first attempt. */
export async function resolvePost(
  deps: Deps,
  actor: Actor,
  id: string,
  { targetId, decision, reason }: BodyOf<typeof publishingRoutes.resolve>,
): Promise<Post> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const post = await openFor(tx, actor, id, 'resolve')
    const target = post.targets.find((one) => one.id === targetId)
    if (!target) throw notFound()
    if (!open[decision].includes(target.state)) throw new Refusal('conflict', 'This needs no such decision any more.')
    if (decision === 'send_now') {
      const { paused_at } = await rulesInForce(tx, actor.workspaceId, { lock: true })
      if (paused_at) throw new Refusal('conflict', 'All posts are stopped. Somebody has to lift that first.')
      await run(
        tx,
        sql`update planned_post_target set state = 'open', is_released = true, next_at = now(), attempts = 0, error_code = null, error_detail = null, settled_at = null where id = ${targetId}`,
      )
    } else {
      await run(
        tx,
        sql`update planned_post_target set state = ${decision === 'discard' ? 'discarded' : 'sent'}, settled_at = now() where id = ${targetId}`,
      )
    }
    await append(tx, [tell(actor, id, { kind: 'post.resolved', data: { targetId, decision, reason } })])
    return shown(tx, actor, id)
  })
}
