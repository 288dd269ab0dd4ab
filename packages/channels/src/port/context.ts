import type { OwnLimits } from '@resonanz/contracts'
import type { Egress } from '../kit/egress.ts'
import type { FetchedDocument, SplitDocument } from './items.ts'

export type ConnectorContext<Settings = unknown, Secrets = unknown> = {
  presenceId: string
  settings: Settings
  secrets: Secrets
  egress: Egress
  /** Runs the connector's `split` in a worker with limits. Throws ConnectorError when it does not end well. */
  split(document: FetchedDocument): Promise<SplitDocument>
  /**
   * Renews secrets (refresh tokens) under the lock of the presence's row, so two processes never renew at once:
   * `renew` gets what is stored now and gives what to store; the result is what holds afterwards.
   */
  renewSecrets(renew: (current: Secrets) => Promise<Renewed<Secrets>>): Promise<Secrets>
  /** Where calls cost money or units of a day; absent where nothing is kept (a test before saving). */
  meter?: Meter
  /**
   * Which of these source keys, and which keys that begin with one of `below`, were stored for this presence: of a stream
   * that tells every deletion only a few matter. Absent where nothing is kept (a test before saving).
   */
  known?(asked: { keys: readonly string[]; below: readonly string[] }): Promise<string[]>
  /** What the network said when it was read. */
  limits?: OwnLimits | null
  /** Ends everything that is under way. */
  signal: AbortSignal
  /** How long a contact may take to begin, each step of it; a person who waits sets less than a machine. */
  patienceMs?: number
}

/** What a channel's calls use up of its day. Asked before the call, so that what is not known to have been free is counted. */
export type Meter = {
  /** Counts a call; false, and nothing is counted, when the day (YYYY-MM-DD) would then hold more than `most`. */
  take(call: MeteredCall & { most: number | null }): Promise<boolean>
  /** It cost less than was taken. */
  giveBack(call: MeteredCall): Promise<void>
  /** All that was taken on a day. */
  usedOn(day: string): Promise<number>
}

export type MeteredCall = { day: string; kind: string; amount: number }

/** `tokenExpiresAt` (ISO 8601) shows in the health of the presence. */
export type Renewed<Secrets> = { secrets: Secrets; tokenExpiresAt: string | null }
