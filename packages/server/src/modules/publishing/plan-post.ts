import { type BodyOf, may, type Post, type publishingRoutes } from '@resonanz/contracts'
import { fingerprintOf, requestApproval } from '#approvals'
import { dueAfter, readCalendars } from '#calendars'
import { checkPost } from '#guideline'
import { type Db, inTransaction } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { lengthOn, mediaFaults } from './check.ts'
import { type PostRow, wordsFor } from './post.ts'
import { type RulesRow, rulesInForce } from './rules-in-force.ts'
import { approversFor, filesOf, presencesFor, setPostState } from './store.ts'
import { openFor, shown, subjectOf, tell } from './write-post.ts'

/**
 * Plans a draft. Refuses what the networks would not take (`over-channel-limit`) or the guideline stands against
 * (`guideline-stop`, `guideline-warning`), and a time that is over (`past-promise`). Where the workspace wants a second
 * pair of eyes it waits for an approval.
 */
export async function planPost(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, overrides }: BodyOf<typeof publishingRoutes.plan>,
): Promise<Post> {
  const { language } = await settingsOf(deps, actor.workspaceId)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const post = await openFor(tx, actor, id, 'plan', version)
    if (post.planned_at.getTime() <= Date.now())
      throw new Refusal('invalid-input', 'Choose a time that is still to come.', { field: 'localTime' })
    await refuseUntaken(tx, post)
    const accepted = new Map<string, PostRow['accepted'][number]>()
    for (const target of post.targets) {
      const words = { text: wordsFor(post, target), channel: target.kind, language }
      for (const one of await checkPost(tx, actor, words, overrides)) accepted.set(one.rule, one)
    }
    const rules = await rulesInForce(tx, actor.workspaceId)
    const approvalId = needsApproval(rules, actor) ? await askFor(tx, deps, actor, post, rules) : null
    await setPostState(tx, id, {
      state: approvalId ? 'waiting' : 'planned',
      accepted: [...accepted.values()],
      approvalId,
    })
    await append(tx, [
      tell(actor, id, {
        kind: 'post.handed-in',
        data: { version: version + 1, approvalId, at: post.planned_at.toISOString() },
      }),
      ...[...accepted.values()].map((data) => tell(actor, id, { kind: 'post.overridden', data })),
    ])
    return shown(tx, actor, id)
  })
}

function needsApproval({ approval }: RulesRow, actor: Actor): boolean {
  return approval === 'everybody' || (approval === 'writers' && !may(actor.role, 'publish.approve'))
}

const leastMs = 5 * 60_000

/** Decided in working time, and in any case before the post would leave. */
async function askFor(tx: Db, deps: Deps, actor: Actor, post: PostRow, rules: RulesRow): Promise<string> {
  const now = new Date()
  const due = dueAfter(await readCalendars(tx, actor.workspaceId), { teamId: null }, now, rules.approval_minutes)
  const { approvalId } = await requestApproval(tx, deps, actor, {
    kind: 'publishing',
    subjectKind: subjectOf(post.id).kind,
    subjectId: post.id,
    caseId: null,
    fingerprint: fingerprintOfPost(post),
    dueAt: new Date(Math.max(now.getTime() + leastMs, Math.min(due.getTime(), post.planned_at.getTime()))),
    approvers: await approversFor(tx, actor.workspaceId),
    ...(post.created_by ? { authors: [post.created_by] } : {}),
  })
  return approvalId
}

/** What is approved: words, places, pictures. The time may move. */
export function fingerprintOfPost(post: PostRow): string {
  return fingerprintOf({
    id: post.id,
    text: post.text,
    targets: post.targets.map(({ presenceId, text }) => ({ presenceId, text })),
    files: post.files.map(({ fileId, alt }) => ({ fileId, alt })),
  })
}

async function refuseUntaken(tx: Db, post: PostRow): Promise<void> {
  const files = await filesOf(
    tx,
    post.workspace_id,
    post.files.map(({ fileId }) => fileId),
  )
  const places = await presencesFor(
    tx,
    post.workspace_id,
    post.targets.map(({ presenceId }) => presenceId),
  )
  for (const target of post.targets) {
    const { presenceId, kind } = target
    const place = places.find(({ id }) => id === presenceId) ?? { kind, limits: null }
    const words = wordsFor(post, target)
    const length = lengthOn(place, words)
    if (words.trim() === '' && files.length === 0)
      throw new Refusal('invalid-input', 'Words or a picture are missing.', { field: 'text', presenceId })
    if (length?.isOver) throw new Refusal('over-channel-limit', undefined, { limit: length.limit, presenceId })
    const faults = mediaFaults(place, post.files, files).filter((fault) => fault !== 'alt-missing')
    if (faults.length > 0) throw new Refusal('over-channel-limit', undefined, { media: faults, presenceId })
  }
}
