import type { OwnLimits } from '@resonanz/contracts'
import type { RawItem } from './items.ts'

/** One opened way to read. Cursors are JSON that only the connector understands; `{}` at first. */
export type Session = {
  fetch(cursor: Cursor): Promise<FetchResult>
  /** Sleeps until the network says that something came, the time is over or the connection is gone. */
  wait?(ms: number, signal: AbortSignal): Promise<'news' | 'time' | 'closed'>
  /** Keys of what lies at the network and belongs to us by this cursor: the daily reconcile compares them. */
  keys?(cursor: Cursor): Promise<string[]>
  /** Fetches items by key, those that are still there. */
  take?(keys: readonly string[]): Promise<RawItem[]>
  close(): Promise<void>
}

export type Cursor = Record<string, unknown>

export type FetchResult = {
  items: RawItem[]
  /** Saved in the same transaction as the items. */
  cursor: Cursor
  /** There is more at once. */
  more: boolean
  /** When to ask again if nothing wakes us; null: the default of the poller. */
  nextAfterMs: number | null
  /** What the network says that this account may do, where it says it; kept with the presence. */
  limits?: OwnLimits
  /**
   * Words lie in between that are not read any more: more had come than a reading goes back, or the network has forgotten
   * them. As the network says times; `from` null: since the last visit; `to` null: not known. Told with the health, kept in the daily proof.
   */
  gap?: { from: string | null; to: string | null }
}
