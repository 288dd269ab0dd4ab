import type { AttachmentContent, OutgoingTarget, SendOutcome } from '@resonanz/channels'
import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import { rows, run } from '#platform/db/database'
import { failPoint } from '#platform/fail-point'
import { oneAtATime } from '#platform/lanes'
import { untilRecorded } from '#platform/until-recorded'
import { type Claimed, claimSendings, keepLease, type SendingDeps } from './claim-sending.ts'
import { recordEnding } from './record-ending.ts'
import { stopIfBehind } from './stop-parts.ts'

/** A refusal for now is tried again for two days, then it failed. */
const retryMinutes = [1, 5, 15, 30, 60, 120, 240, 360, 480, 480, 480, 600]
const heldMostMs = 2 * 24 * 3_600_000

/** Hands over one due answer; says whether there may be more. Order per thread is kept. */
export async function handOverNext(deps: SendingDeps): Promise<boolean> {
  const [item] = await claimSendings(deps, oneAtATime)
  if (!item) return false
  await carryOut(deps, item)
  return true
}

/** One attempt, and what came of it on record. */
export async function carryOut(deps: SendingDeps, item: Claimed, ending?: AbortSignal): Promise<void> {
  failPoint(deps.config, 'outbox.claimed')
  const lease = keepLease(deps, item.id)
  try {
    const outcome = await attempt(deps, item)
    failPoint(deps.config, 'outbox.sent')
    await untilRecorded(() => settle(deps, item, outcome), { log: deps.log, ending })
  } finally {
    lease.release()
  }
  failPoint(deps.config, 'outbox.settled')
}

async function attempt(deps: SendingDeps, item: Claimed): Promise<SendOutcome> {
  try {
    const attachments = await loadFiles(deps, item)
    return await deps.sender.send(item.presence_id, {
      ...item.payload.outgoing,
      target: targetOf(item),
      clientToken: item.client_token,
      attachments,
    })
  } catch (error) {
    // Thrown before anything was handed over is a connector's fault of kind "cannot connect"; anything else is unclear.
    const known = error as { name?: string; kind?: string; code?: string; retryAfterMs?: number | null }
    if (known.name === 'ConnectorError')
      return known.kind === 'permanent'
        ? { state: 'failed', code: known.code ?? 'unknown', detail: '' }
        : {
            state: 'retry',
            code: known.code ?? 'unknown',
            ...(known.retryAfterMs ? { afterMs: known.retryAfterMs } : {}),
          }
    deps.log.error({ err: error, outbox: item.id }, 'sending ended unexpectedly')
    return { state: 'unclear', code: 'unexpected' }
  }
}

/** A later part of a thread answers to the one before it. */
function targetOf({ before_id, payload }: Claimed): OutgoingTarget | null {
  const target = payload.outgoing.target ?? null
  return target?.kind === 'reply' && before_id !== null ? { ...target, replyTo: before_id } : target
}

async function loadFiles(deps: Deps, item: Claimed): Promise<AttachmentContent[]> {
  const ids = item.payload.fileIds ?? []
  if (ids.length === 0) return []
  const files = await rows(
    deps.db.system,
    sql<{
      id: string
      name: string
      type: string
      bytes: Buffer
    }>`select id, name, type, bytes from file where workspace_id = ${item.workspace_id} and id = any(${ids}::uuid[]) order by array_position(${ids}::uuid[], id)`,
  )
  const alts = item.payload.alts ?? {}
  return files.map((file) => ({
    name: file.name,
    type: file.type,
    content: file.bytes,
    ...(alts[file.id] ? { alt: alts[file.id]! } : {}),
  }))
}

async function settle(deps: SendingDeps, item: Claimed, outcome: SendOutcome): Promise<void> {
  if (outcome.state === 'retry') {
    // Held back without an attempt: the network's own time counts, for as long as refusals are tried again.
    const isHeld = outcome.untried === true && Date.now() - item.created_at.getTime() < heldMostMs
    const minutes = isHeld ? 0 : retryMinutes[item.attempts - 1]
    if (minutes !== undefined) {
      const seconds = Math.max(minutes * 60, (outcome.afterMs ?? 0) / 1000, 1)
      await run(
        deps.db.system,
        sql`update outbox set state = 'queued', attempts = attempts - ${isHeld ? 1 : 0}, send_at = now() + make_interval(secs => ${seconds}), error_code = ${outcome.code}, error_detail = ${outcome.detail ?? null}, lease_until = null where id = ${item.id} and state = 'handing_over'`,
      )
      if (item.part > 1) await stopIfBehind(deps.db.system, item.id)
      return
    }
  }
  const state = outcome.state === 'retry' ? 'failed' : outcome.state
  const code = outcome.state === 'handed_over' ? null : (outcome.code ?? 'unknown')
  await recordEnding(deps, item, {
    state,
    code,
    detail: outcome.state === 'handed_over' ? null : (outcome.detail ?? null),
    providerId: outcome.state === 'handed_over' ? outcome.providerId : null,
    threadKey: (outcome.state === 'handed_over' ? outcome.threadKey : null) ?? null,
  })
}
