import type { BodyOf, Post, PostContent, publishingRoutes } from '@resonanz/contracts'
import { voidApprovals } from '#approvals'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { placesAndFiles } from './check.ts'
import { actionsOn, type PostRow, toPost } from './post.ts'
import { rulesInForce } from './rules-in-force.ts'
import * as store from './store.ts'
import { momentOf } from './wall-clock.ts'

/** A draft: nobody else is asked, nothing leaves. */
export async function createPost(deps: Deps, actor: Actor, content: PostContent): Promise<Post> {
  const { at } = momentOf(content.localTime, content.timeZone)
  const id = deps.newId()
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await placesAndFiles(tx, actor.workspaceId, content)
    await store.insertPost(tx, deps, actor, id, content, at)
    await append(tx, [tell(actor, id, { kind: 'post.created', data: { presences: content.targets.length } })])
    return shown(tx, actor, id)
  })
}

/** Other content makes it a draft again: what was approved is not what would leave. */
export async function changePost(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, ...content }: BodyOf<typeof publishingRoutes.change>,
): Promise<Post> {
  const { at } = momentOf(content.localTime, content.timeZone)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await openFor(tx, actor, id, 'change', version)
    await placesAndFiles(tx, actor.workspaceId, content)
    await voidApprovals(tx, actor, subjectOf(id), 'content-changed')
    await store.rewritePost(tx, deps, actor.workspaceId, id, content, at)
    await append(tx, [tell(actor, id, { kind: 'post.changed', data: { version: version + 1 } })])
    return shown(tx, actor, id)
  })
}

/** The locked post, when this may be done to it now and it is the version that was seen. */
export async function openFor(
  tx: Db,
  actor: Actor,
  id: string,
  action: ReturnType<typeof actionsOn>[number],
  version?: number,
): Promise<PostRow> {
  const post = await store.accessPost(tx, actor.workspaceId, id, { lock: true })
  if (version !== undefined && post.version !== version)
    throw new Refusal('stale-version', 'Somebody changed it meanwhile. Look again.')
  if (!actionsOn(post).includes(action)) throw new Refusal('conflict', 'This post is not where you saw it any more.')
  return post
}

export const subjectOf = (id: string) => ({ kind: 'planned-post', id })

export async function shown(tx: Db, actor: Actor, id: string): Promise<Post> {
  const [post, rules] = [await store.accessPost(tx, actor.workspaceId, id), await rulesInForce(tx, actor.workspaceId)]
  return toPost(post, actor, rules.paused_at !== null)
}

type Event = Entry extends infer E ? (E extends Entry ? Pick<E, 'kind' | 'data'> : never) : never
export function tell(actor: Actor, postId: string, event: Event): Entry {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'post', id: postId },
    actor: journalActor(actor),
    ...event,
  } as Entry
}
