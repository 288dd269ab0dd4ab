import {
  type connectorOf as ConnectorOf,
  ConnectorError,
  type Cursor,
  type RawItem,
  type Session,
} from '@resonanz/channels'
import type { Deps } from '#platform/deps'
import { contextFor, loadPresence, noteFailure, noteSuccess, type PresenceRow } from '#presences'
import { pauseAfterFault, usualPauseMs } from './poll-pause.ts'
import { missingKeys, noteReconciled, reconcileDue } from './store-poll.ts'

export type Store = (
  presence: { id: string; workspaceId: string },
  items: readonly RawItem[],
  cursor: Cursor,
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
    session = await tending.inTurn(() => connector.open!(context))
    return await readOn(deps, tending, { presence, session, readsFrom }, signal)
  } catch (error) {
    return await pauseAfter(deps, presence, error, signal)
  } finally {
    await session?.close().catch(() => {})
  }
}

async function readOn(
  deps: PollDeps,
  tending: Tending,
  { presence, session, readsFrom }: { presence: PresenceRow; session: Session; readsFrom: string },
  signal: AbortSignal,
): Promise<number> {
  const place = { id: presence.id, workspaceId: presence.workspace_id }
  let cursor = cursorOf(presence.cursor, readsFrom)
  let saved = JSON.stringify(cursor)
  while (!signal.aborted) {
    const more = await tending.inTurn(async () => {
      const batch = await session.fetch(cursor)
      cursor = batch.cursor
      const text = JSON.stringify(cursor)
      if (batch.items.length > 0 || text !== saved) {
        await tending.store(place, batch.items, { ...cursor, readsFrom })
        saved = text
      }
      return batch.more ? null : (batch.nextAfterMs ?? usualPauseMs)
    })
    if (more === null) continue
    await noteSuccess(deps, presence.id)
    if (session.keys && session.take && (await reconcileDue(deps.db.system, presence.id))) {
      await reconcile(deps, tending, place, session, { ...cursor, readsFrom })
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

/** A cursor of another mailbox or feed counts for nothing. */
function cursorOf(stored: Cursor, readsFrom: string): Cursor {
  const { readsFrom: of, ...cursor } = stored
  return of === undefined || of === readsFrom ? cursor : {}
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
