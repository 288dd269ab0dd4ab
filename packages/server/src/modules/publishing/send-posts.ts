import type { AttachmentContent, SendOutcome } from '@resonanz/channels'
import type { Language } from '@resonanz/contracts'
import { sql } from 'kysely'
import { postFindings } from '#guideline'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { oneAtATime } from '#platform/lanes'
import { untilRecorded } from '#platform/until-recorded'
import { settingsOf } from '#settings'
import { claimAbandonedPosts, claimPosts, keepLease, type PostingDeps } from './claim-post.ts'
import { postEchoOf } from './own-echo.ts'
import type { ClaimedTarget } from './post.ts'
import { recordPost } from './record-post.ts'

/** A refusal for now is tried again for an hour: later a post is not what was planned. */
const retryMinutes = [1, 2, 5, 10, 20, 30]

/** Hands over one due post; says whether there may be more. Each presence for itself, once. */
export async function sendNextPost(deps: PostingDeps): Promise<boolean> {
  const [target] = await claimPosts(deps, oneAtATime)
  if (!target) return false
  await carryOut(deps, target)
  return true
}

/** One attempt, and what came of it on record. */
export async function carryOut(deps: PostingDeps, target: ClaimedTarget, ending?: AbortSignal): Promise<void> {
  failPoint(deps.config, 'post.claimed')
  const lease = keepLease(deps, target.id)
  try {
    const outcome = await attempt(deps, target)
    failPoint(deps.config, 'post.sent')
    await untilRecorded(() => settle(deps, target, outcome), { log: deps.log, ending })
  } finally {
    lease.release()
  }
  failPoint(deps.config, 'post.settled')
}

async function attempt(deps: PostingDeps, target: ClaimedTarget): Promise<SendOutcome> {
  try {
    const { language } = await settingsOf(deps, target.workspace_id)
    const against = await whatStandsAgainst(deps, target, language)
    if (against) return { state: 'failed', code: 'guideline', detail: against }
    return await deps.sender.send(target.presence_id, {
      clientToken: target.client_token,
      to: [],
      cc: [],
      subject: '',
      text: target.words,
      html: null,
      inReplyTo: null,
      references: [],
      senderName: null,
      replyToken: null,
      automatic: false,
      language,
      attachments: await picturesOf(deps, target),
      target: { kind: 'post' },
    })
  } catch (error) {
    // Thrown before anything was handed over is a connector's fault of kind "cannot connect"; anything else is unclear.
    const known = error as { name?: string; kind?: string; code?: string; retryAfterMs?: number | null }
    if (known.name === 'ConnectorError')
      return known.kind === 'transient'
        ? {
            state: 'retry',
            code: known.code ?? 'unknown',
            ...(known.retryAfterMs ? { afterMs: known.retryAfterMs } : {}),
          }
        : { state: 'failed', code: known.code ?? 'unknown', detail: '' }
    deps.log.error({ err: error, post: target.post_id }, 'a post ended unexpectedly')
    return { state: 'unclear', code: 'unexpected' }
  }
}

/** Rules may have come since it was planned: what nobody answered for stays here. Names the rules. */
async function whatStandsAgainst(deps: Deps, target: ClaimedTarget, language: Language): Promise<string | null> {
  const answeredFor = new Set(target.accepted.map(({ rule }) => rule))
  const { findings } = await postFindings(deps.db.system, target.workspace_id, {
    text: target.words,
    channel: target.kind,
    language,
  })
  const open = findings.filter(({ level, rule }) => level !== 'hint' && !answeredFor.has(rule))
  return open.length === 0 ? null : [...new Set(open.map(({ rule }) => rule))].join(', ')
}

async function picturesOf(deps: Deps, { workspace_id, post_id }: ClaimedTarget): Promise<AttachmentContent[]> {
  const files = await rows(
    deps.db.system,
    sql<{ name: string; type: string; bytes: Buffer; alt: string }>`select f.name, f.type, f.bytes, x.alt
      from planned_post_file x join file f on f.id = x.file_id and f.workspace_id = ${workspace_id} where x.post_id = ${post_id} order by x.place`,
  )
  return files.map(({ name, type, bytes, alt }) => ({ name, type, content: bytes, ...(alt ? { alt } : {}) }))
}

async function settle(deps: PostingDeps, target: ClaimedTarget, outcome: SendOutcome): Promise<void> {
  const minutes = outcome.state === 'retry' ? retryMinutes[target.attempts - 1] : undefined
  if (outcome.state === 'retry' && minutes !== undefined) {
    const seconds = Math.max(minutes * 60, (outcome.afterMs ?? 0) / 1000)
    await run(
      deps.db.system,
      sql`update planned_post_target set state = 'open', next_at = now() + make_interval(secs => ${seconds}), error_code = ${outcome.code}, error_detail = ${outcome.detail ?? null}, lease_until = null where id = ${target.id} and state = 'sending'`,
    )
    return
  }
  await recordPost(
    deps,
    target,
    outcome.state === 'handed_over'
      ? { state: 'sent', providerId: outcome.providerId }
      : {
          state: outcome.state === 'unclear' ? 'unclear' : 'failed',
          code: outcome.code ?? 'unknown',
          detail: outcome.detail ?? '',
        },
    postEchoOf,
  )
}

/** Posts whose worker died: looked up where the network can be asked, else unclear, for a person. Never sent again by themselves. */
export async function settleAbandonedPosts(deps: PostingDeps, options: { anyLease?: boolean } = {}): Promise<boolean> {
  const lost = await claimAbandonedPosts(deps, options)
  for (const target of lost) {
    const found = await deps.sender.lookup(target.presence_id, target.client_token).catch(() => 'unknown' as const)
    await recordPost(
      deps,
      target,
      found === 'found' || typeof found === 'object'
        ? { state: 'sent', providerId: found === 'found' ? null : found.providerId }
        : { state: 'unclear', code: 'interrupted', detail: '' },
      postEchoOf,
    )
  }
  return lost.length > 0
}
