import type { AttachmentContent, Outgoing, SendOutcome } from '@resonanz/channels'
import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import { inTransaction, one, rows, run } from '#platform/db/database'
import { failPoint } from '#platform/fail-point'
import { append, type Entry } from '#platform/journal'

/** How a presence hands something over; the intake's connectors, wired in app.ts. */
export type Sender = {
  send(presenceId: string, outgoing: Outgoing): Promise<SendOutcome>
  /** 'found' only when the provider certainly has it. */
  lookup(presenceId: string, clientToken: string): Promise<'found' | 'absent' | 'unknown'>
}
export type SendingDeps = Deps & { sender: Sender; processName: string }

type Claimed = {
  id: string
  workspace_id: string
  case_id: string | null
  message_id: string | null
  presence_id: string
  client_token: string
  attempts: number
  created_at: Date
  payload: { outgoing: Omit<Outgoing, 'attachments'>; fileIds?: string[] }
}

const leaseSeconds = 60
/** A refusal for now is tried again for two days, then it failed. */
const retryMinutes = [1, 5, 15, 30, 60, 120, 240, 360, 480, 480, 480, 600]

/** Hands over one due answer; says whether there may be more. Order per thread is kept. */
export async function handOverNext(deps: SendingDeps): Promise<boolean> {
  const item = await claim(deps)
  if (!item) return false
  failPoint(deps.config, 'outbox.claimed')
  const outcome = await attempt(deps, item)
  failPoint(deps.config, 'outbox.sent')
  await settle(deps, item, outcome)
  failPoint(deps.config, 'outbox.settled')
  return true
}

async function claim(deps: SendingDeps): Promise<Claimed | undefined> {
  return one(
    deps.db.system,
    sql<Claimed>`
      with next as (
        select o.id from outbox o join presence p on p.id = o.presence_id
        where o.state = 'queued' and o.send_at <= now() and not p.paused and p.archived_at is null
          and not exists (select 1 from outbox e where e.thread_id = o.thread_id and e.id < o.id and e.state in ('queued','handing_over'))
        order by o.send_at limit 1 for update of o skip locked
      )
      update outbox o set state = 'handing_over', attempts = o.attempts + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_by = ${deps.processName}
      from next where o.id = next.id returning o.id, o.workspace_id, o.case_id, o.message_id, o.presence_id, o.client_token, o.attempts, o.created_at, o.payload`,
  )
}

async function attempt(deps: SendingDeps, item: Claimed): Promise<SendOutcome> {
  // While it takes long (a slow server) the lease is renewed; a dead process stops renewing.
  const renew = setInterval(
    () => {
      run(
        deps.db.system,
        sql`update outbox set lease_until = now() + make_interval(secs => ${leaseSeconds}) where id = ${item.id} and state = 'handing_over' and lease_by = ${deps.processName}`,
      ).catch(() => {})
    },
    (leaseSeconds * 1000) / 3,
  )
  try {
    const attachments = await loadFiles(deps, item)
    return await deps.sender.send(item.presence_id, {
      ...item.payload.outgoing,
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
  } finally {
    clearInterval(renew)
  }
}

async function loadFiles(deps: Deps, item: Claimed): Promise<AttachmentContent[]> {
  const ids = item.payload.fileIds ?? []
  if (ids.length === 0) return []
  const files = await rows(
    deps.db.system,
    sql<{
      name: string
      type: string
      bytes: Buffer
    }>`select name, type, bytes from file where workspace_id = ${item.workspace_id} and id = any(${ids}::uuid[]) order by array_position(${ids}::uuid[], id)`,
  )
  return files.map((file) => ({ name: file.name, type: file.type, content: file.bytes }))
}

async function settle(deps: SendingDeps, item: Claimed, outcome: SendOutcome): Promise<void> {
  if (outcome.state === 'retry') {
    const minutes = retryMinutes[item.attempts - 1]
    if (minutes !== undefined) {
      const seconds = Math.max(minutes * 60, (outcome.afterMs ?? 0) / 1000)
      await run(
        deps.db.system,
        sql`update outbox set state = 'queued', send_at = now() + make_interval(secs => ${seconds}), error_code = ${outcome.code}, error_detail = ${outcome.detail ?? null}, lease_until = null where id = ${item.id} and state = 'handing_over'`,
      )
      return
    }
  }
  const state = outcome.state === 'retry' ? 'failed' : outcome.state
  const code = outcome.state === 'handed_over' ? null : (outcome.code ?? 'unknown')
  await finish(deps, item, {
    state,
    code,
    detail: outcome.state === 'handed_over' ? null : (outcome.detail ?? null),
    providerId: outcome.state === 'handed_over' ? outcome.providerId : null,
  })
}

type Ending = {
  state: 'handed_over' | 'failed' | 'unclear'
  code: string | null
  detail: string | null
  providerId: string | null
}

/** Writes how it ended: only from handing_over, so a late worker never overrules a decision made meanwhile. */
async function finish(
  deps: Deps,
  item: Pick<Claimed, 'id' | 'workspace_id' | 'case_id' | 'message_id' | 'presence_id' | 'attempts'>,
  ending: Ending,
): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    const changed = await run(
      tx,
      sql`update outbox set state = ${ending.state}, error_code = ${ending.code}, error_detail = ${ending.detail?.slice(0, 500) ?? null}, provider_id = ${ending.providerId}, settled_at = now(), lease_until = null
      where id = ${item.id} and state = 'handing_over'`,
    )
    if (changed === 0) return
    if (ending.state === 'handed_over')
      await run(tx, sql`update presence set last_sent_at = now() where id = ${item.presence_id}`)
    else if (item.case_id) await makeVisible(tx, item.case_id, ending.state)
    if (item.case_id && item.message_id)
      await append(tx, [entryOf(item.workspace_id, item.case_id, item.message_id, item.id, item.attempts, ending)])
  })
}

/** What did not go out is due at once: the customer still waits. */
export async function makeVisible(
  tx: Parameters<typeof run>[0],
  caseId: string,
  state: 'failed' | 'unclear',
): Promise<void> {
  await run(
    tx,
    sql`update cases set has_unclear = has_unclear or ${state === 'unclear'}, category = case when category in ('new','waiting_internal') then category else 'open' end, closed_at = null,
      waiting_since = coalesce(waiting_since, now()), answer_due_at = now(), version = version + 1 where id = ${caseId}`,
  )
}

function entryOf(
  workspaceId: string,
  caseId: string,
  messageId: string,
  outboxId: string,
  attempt: number,
  ending: Ending,
): Entry {
  const common = {
    workspaceId,
    subject: { kind: 'case', id: caseId } as const,
    actor: { kind: 'connector', id: null } as const,
  }
  if (ending.state === 'handed_over')
    return { ...common, kind: 'reply.handed-over', data: { messageId, outboxId, attempt } }
  if (ending.state === 'failed')
    return { ...common, kind: 'reply.failed', data: { messageId, outboxId, code: ending.code ?? 'unknown' } }
  return { ...common, kind: 'reply.unclear', data: { messageId, outboxId } }
}

const abandonedAtOnce = 20

/**
 * Sendings whose worker died: looked up where the provider can be asked, else shown as unclear for a person to decide.
 * Never sent again by themselves. Says whether there was one.
 */
export async function settleAbandoned(deps: SendingDeps, options: { anyLease?: boolean } = {}): Promise<boolean> {
  const items = await rows(
    deps.db.system,
    sql<Claimed>`
      with lost as (select id from outbox where state = 'handing_over' and (lease_until < now() or (${options.anyLease ?? false} and lease_by <> ${deps.processName})) order by id limit ${abandonedAtOnce} for update skip locked)
      update outbox o set lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_by = ${deps.processName} from lost where o.id = lost.id
      returning o.id, o.workspace_id, o.case_id, o.message_id, o.presence_id, o.client_token, o.attempts, o.created_at, o.payload`,
  )
  await Promise.all([...Map.groupBy(items, (item) => item.presence_id).values()].map((group) => lookUpAll(deps, group)))
  return items.length > 0
}

/** A provider that gives no answer about one is not asked about the others: each would wait its time out. */
async function lookUpAll(deps: SendingDeps, items: readonly Claimed[]): Promise<void> {
  let answers = true
  for (const item of items) {
    const found: 'found' | 'absent' | 'unknown' = answers
      ? await deps.sender.lookup(item.presence_id, item.client_token).catch(() => 'unknown' as const)
      : 'unknown'
    answers = found !== 'unknown'
    await finish(
      deps,
      item,
      found === 'found'
        ? { state: 'handed_over', code: null, detail: null, providerId: null }
        : { state: 'unclear', code: 'interrupted', detail: null, providerId: null },
    )
  }
}
