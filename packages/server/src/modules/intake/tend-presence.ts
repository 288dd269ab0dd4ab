import {
  type Allowance,
  type connectorOf as ConnectorOf,
  ConnectorError,
  type Cursor,
  type RawItem,
  type Session,
  shareLeft,
  watchAllowance,
} from '@resonanz/channels'
import type { Deps } from '#platform/deps'
import { contextFor, loadPresence, noteFailure, noteSuccess, type PresenceRow } from '#presences'
import { type Gap, gapItem, gapSince } from './gap-item.ts'
import { pauseAfterFault, usualPauseMs } from './poll-pause.ts'
import { keepLimits, missingKeys, noteReconciled, reconcileDue } from './store-poll.ts'
import { tellTaken } from './tell-taken.ts'

export type Store = (
  presence: { id: string; workspaceId: string },
  items: readonly RawItem[],
  cursor: Cursor,
  gap?: Gap,
) => Promise<unknown>

export type PollDeps = Deps & { processName: string }
export type Tending = {
  connectorOf: typeof ConnectorOf
  store: Store
  /** Few read at once; waiting for mail takes no place. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Fires when somebody wants this presence read now. */
  nudged(presenceId: string): AbortSignal
}

const takeAtOnce = 100
const reopenMs = 1_000
const unexpectedMs = 10_000

/**
 * Reads a presence that is ours until it is done or the signal fires: batch after batch, each stored with the cursor
 * before the next; then waits for news on the same connection where the channel can. Answers when the next visit is due.
 */
export async function tendPresence(deps: PollDeps, tending: Tending, id: string, signal: AbortSignal): Promise<number> {
  const presence = await loadPresence(deps.db.system, id)
  if (!presence) return usualPauseMs
  let session: Session | null = null
  try {
    const connector = tending.connectorOf(presence.kind)
    const context = contextFor(deps, tending, presence, signal)
    const readsFrom = connector.readsFrom(context.settings)
    const { egress, take } = watchAllowance(context.egress)
    session = await tending.inTurn(() => connector.open!({ ...context, egress }))
    const taken = (items: readonly RawItem[]) => tellTaken(deps, connector, () => context, items)
    return await readOn(deps, tending, { presence, session, readsFrom, allowance: take, taken }, signal)
  } catch (error) {
    return await pauseAfter(deps, presence, error, signal)
  } finally {
    await session?.close().catch(() => {})
  }
}

type Reading = {
  presence: PresenceRow
  session: Session
  readsFrom: string
  allowance(): Allowance | null
  taken(items: readonly RawItem[]): void
}

async function readOn(
  deps: PollDeps,
  tending: Tending,
  { presence, session, readsFrom, allowance, taken }: Reading,
  signal: AbortSignal,
): Promise<number> {
  const place = { id: presence.id, workspaceId: presence.workspace_id }
  let { cursor, allowed } = cursorOf(presence.cursor, readsFrom)
  let saved = JSON.stringify(cursor)
  while (!signal.aborted) {
    const more = await tending.inTurn(async () => {
      const batch = await session.fetch(cursor)
      cursor = batch.cursor
      const text = JSON.stringify(cursor)
      const before = allowed
      allowed = allowance() ?? allowed
      const gap = batch.gap && gapSince(batch.gap, presence.last_success_at)
      const items = gap ? [...batch.items, gapItem(gap)] : batch.items
      if (items.length > 0 || text !== saved || isTold(before, allowed)) {
        await tending.store(place, items, { ...cursor, readsFrom, allowance: allowed }, gap)
        saved = text
        taken(batch.items)
      } else allowed = before
      if (batch.limits) await keepLimits(deps.db.system, presence.id, batch.limits)
      return batch.more ? null : (batch.nextAfterMs ?? usualPauseMs)
    })
    if (more === null) continue
    await noteSuccess(deps, presence.id)
    if (session.keys && session.take && (await reconcileDue(deps.db.system, presence.id))) {
      await reconcile(deps, tending, place, session, { ...cursor, readsFrom, allowance: allowed })
    }
    if (!session.wait) return more
    const nudged = tending.nudged(presence.id)
    const why = await session.wait(more, AbortSignal.any([signal, nudged]))
    if (why === 'closed' && !nudged.aborted) return reopenMs
  }
  return 0
}

/** Compares what the network has with what we have and fetches what is missing. */
async function reconcile(
  deps: PollDeps,
  tending: Tending,
  place: { id: string; workspaceId: string },
  session: Session,
  cursor: Cursor,
): Promise<void> {
  const missing = await missingKeys(deps.db.system, place.id, await session.keys!(cursor))
  let taken = 0
  for (let at = 0; at < missing.length; at += takeAtOnce) {
    const items = await session.take!(missing.slice(at, at + takeAtOnce))
    if (items.length > 0) await tending.store(place, items, cursor)
    taken += items.length
  }
  await noteReconciled(deps, place, { missing: missing.length, taken })
}

/** A cursor of another mailbox or feed counts for nothing. What the network allows stands beside it, for the health of the presence. */
function cursorOf(stored: Cursor, readsFrom: string): { cursor: Cursor; allowed: Allowance | null } {
  const { readsFrom: of, allowance, ...cursor } = stored
  return {
    cursor: of === undefined || of === readsFrom ? cursor : {},
    allowed: (allowance as Allowance | null) ?? null,
  }
}

/** Written by itself only when it says something new: a quiet visit writes nothing. */
function isTold(before: Allowance | null, now: Allowance | null): boolean {
  if (now === null || now === before) return false
  return (
    before === null || Date.parse(before.resetsAt) < Date.now() || Math.abs(shareLeft(before) - shareLeft(now)) > 0.1
  )
}

async function pauseAfter(deps: PollDeps, presence: PresenceRow, error: unknown, signal: AbortSignal): Promise<number> {
  if (signal.aborted) return 0
  if (!(error instanceof ConnectorError)) {
    // Ours, not the channel's: the database is away, or a bug. The presence is not to blame.
    deps.log.warn({ err: error, presenceId: presence.id }, 'reading a presence ended unexpectedly')
    return unexpectedMs
  }
  await noteFailure(deps, presence.id, { kind: error.kind, code: error.code, detail: plainDetail(error) })
  const now = await loadPresence(deps.db.system, presence.id)
  return pauseAfterFault(error, now?.failures ?? 1)
}

function plainDetail(error: ConnectorError): string {
  return error.message === error.code ? '' : error.message
}
