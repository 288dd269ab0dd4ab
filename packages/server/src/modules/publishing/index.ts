import { publishingRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { type Bounds, startLanes } from '#platform/lanes'
import { type Loop, startLoop } from '#platform/loop'
import { bestTimes } from './best-times.ts'
import { checkDraft } from './check.ts'
import { movePost, resolvePost, withdrawPost } from './decide-post.ts'
import { pausePosts, resumePosts, saveRules } from './pause.ts'
import { planPost } from './plan-post.ts'
import { toPost } from './post.ts'
import { publishingOf, rulesInForce } from './rules-in-force.ts'
import { claimPosts, type PostingDeps } from './claim-post.ts'
import { markLate } from './mark-late.ts'
import { carryOut, settleAbandonedPosts } from './send-posts.ts'
import { accessPost, listMost, listPosts } from './store.ts'
import { changePost, createPost } from './write-post.ts'

export { joinPostEchoes } from './own-echo.ts'
export { postApprovals } from './approval-handler.ts'
export { writeSamplePosts } from './sample.ts'

export function publishingBindings(deps: Deps): Binding[] {
  return [
    bind(publishingRoutes.list, async ({ actor, query }) => {
      const db = deps.db.of(actor.workspaceId)
      const [found, rules] = await Promise.all([
        listPosts(db, actor.workspaceId, query),
        rulesInForce(db, actor.workspaceId),
      ])
      const items = found.slice(0, listMost).map((row) => toPost(row, actor, rules.paused_at !== null))
      return { items, isCut: found.length > listMost }
    }),
    bind(publishingRoutes.create, ({ actor, body }) => createPost(deps, actor, body)),
    bind(publishingRoutes.read, async ({ actor, params }) => {
      const db = deps.db.of(actor.workspaceId)
      const post = await accessPost(db, actor.workspaceId, params.id)
      return toPost(post, actor, (await rulesInForce(db, actor.workspaceId)).paused_at !== null)
    }),
    bind(publishingRoutes.change, ({ actor, params, body }) => changePost(deps, actor, params.id, body)),
    bind(publishingRoutes.check, ({ actor, body }) => checkDraft(deps, actor, body)),
    bind(publishingRoutes.plan, ({ actor, params, body }) => planPost(deps, actor, params.id, body)),
    bind(publishingRoutes.move, ({ actor, params, body }) => movePost(deps, actor, params.id, body)),
    bind(publishingRoutes.withdraw, ({ actor, params, body }) => withdrawPost(deps, actor, params.id, body)),
    bind(publishingRoutes.resolve, ({ actor, params, body }) => resolvePost(deps, actor, params.id, body)),
    bind(publishingRoutes.bestTimes, ({ actor, query }) => bestTimes(deps, actor, query)),
    bind(publishingRoutes.state, ({ actor }) => publishingOf(deps.db.of(actor.workspaceId), actor)),
    bind(publishingRoutes.save, ({ actor, body }) => saveRules(deps, actor, body)),
    bind(publishingRoutes.pause, ({ actor, body }) => pausePosts(deps, actor, body)),
    bind(publishingRoutes.resume, ({ actor, body }) => resumePosts(deps, actor, body.reason)),
  ]
}

/** A presence takes one at a time; few companies or channels that hang never take all lanes. */
const lanes: Bounds = { most: 4, hangsAfterMs: 5_000, mostWithHanging: 16, perWorkspace: 8, perPresence: 1 }

/** Hands over what is due, side by side; asks about what is late, settles what a dead worker left. */
export function startPosting(deps: PostingDeps, options: { alone: boolean }): Loop {
  const log = deps.log.child({ part: 'posting' })
  const sending = startLanes({
    name: 'posting',
    log,
    idleMs: 1_000,
    bounds: lanes,
    claim: (room) => claimPosts(deps, room),
    carry: (target, ending) => carryOut(deps, target, ending),
  })
  // Alone with the embedded database: whatever was being handed over belongs to a process that is dead.
  let anyLease = options.alone
  const tending = startLoop({
    name: 'posting-tending',
    log,
    idleMs: 1_000,
    async turn() {
      if (await settleAbandonedPosts(deps, { anyLease })) return true
      anyLease = false
      await markLate(deps)
      return false
    },
  })
  return { wake: sending.wake, stop: async () => void (await Promise.all([sending.stop(), tending.stop()])) }
}
