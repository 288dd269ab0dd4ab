import type { AnyConnector, ConnectorContext, Cursor, Outgoing } from '../connector.ts'
import type { FaultServer } from './fault-server.ts'

/** `say`: somebody says something to us, at this moment by the network's clock. */
export type Network = { url: string; say?(at: Date): unknown; close?(): Promise<void> }

export type FaultCase = {
  connector: AnyConnector
  /** The stub or the real server; called once, before the examination. */
  startNetwork(): Promise<Network>
  /** Settings and secrets that speak with this address instead of the network's. */
  settingsFor(url: string): unknown
  secrets: unknown
  /** Reading is broken at calls (`METHOD /path`) like these; default: all. */
  reads?: RegExp
  /** The call that hands an answer over. */
  writes: RegExp
  /** An answer this network takes. Null: the channel cannot send. */
  outgoing: Outgoing | null
  cursor?: Cursor
  /** Something the network pushed, with its signature: holds whatever the clocks say. */
  pushed?: { raw: Uint8Array; headers: Record<string, unknown> }
  /** The network knows the same attempt again (an idempotency key), so that a failed one may be repeated. */
  knowsRepeats?: boolean
}

export type Ground = {
  given: FaultCase
  context: () => ConnectorContext
  between: () => FaultServer
  network: () => Network
}
