import type { ConnectorContext, SendOutcome } from '../connector.ts'
import { ConnectorError } from '../connector.ts'
import type { EgressOptions } from './egress.ts'
import { EgressError } from './egress-error.ts'

/** An answer of a network's API. `json` is undefined where the body is no JSON: half of it, or a page of HTML. */
export type NetworkAnswer = { status: number; headers: Record<string, string>; json: unknown; body: Uint8Array }
type Caller = Pick<ConnectorContext, 'egress' | 'signal'>

/** One request, never repeated by itself. Throws EgressError. */
export async function callNetwork(caller: Caller, url: string, options: EgressOptions = {}): Promise<NetworkAnswer> {
  const answer = await caller.egress.fetch(url, { signal: caller.signal, ...options })
  return { status: answer.status, headers: answer.headers, json: readJson(answer.body), body: answer.body }
}

const lasting = new Set(['host-not-allowed', 'bad-address', 'certificate', 'redirect-refused'])

/** What a call that ended without an answer means for reading. */
export function readingFault(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error
  if (!(error instanceof EgressError)) throw error
  return new ConnectorError(lasting.has(error.code) ? 'permanent' : 'transient', error.code, { cause: error })
}

/** What an answer that is no use means for reading; null when it is one. Only 2xx with JSON is. */
export function answerFault(answer: NetworkAnswer, nowMs = Date.now()): ConnectorError | null {
  const { status, json } = answer
  if (status === 401) return new ConnectorError('sign_in', 'token-revoked')
  if (status === 429) {
    const retryAfterMs = retryAfter(answer, nowMs)
    return new ConnectorError('transient', 'throttled', retryAfterMs === null ? {} : { retryAfterMs })
  }
  if (status >= 500) return new ConnectorError('transient', 'server-error')
  if (status >= 300 && status < 400) return new ConnectorError('permanent', 'redirect-refused')
  if (status === 204 || json !== undefined) return null
  return new ConnectorError('transient', 'not-json')
}

/** Nothing was sent: no connection came about. */
const neverReached = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** What a call that ended without an answer means for a sending: retried only where it is certain that nothing left. */
export function sendingFault(error: unknown): SendOutcome {
  if (error instanceof ConnectorError) {
    const wait = error.retryAfterMs === null ? {} : { afterMs: error.retryAfterMs }
    return error.kind === 'permanent'
      ? { state: 'failed', code: error.code, detail: '' }
      : { state: 'retry', code: error.code, ...wait }
  }
  if (!(error instanceof EgressError)) throw error
  if (lasting.has(error.code)) return { state: 'failed', code: error.code, detail: '' }
  const cause = error.cause as { code?: unknown } | undefined
  const neverLeft = error.code === 'unreachable' && (cause === undefined || neverReached.test(String(cause.code)))
  return neverLeft ? { state: 'retry', code: 'unreachable' } : { state: 'unclear', code: 'connection-lost' }
}

/**
 * What an answer means for a sending before anybody read its words; null: read them. A server that failed or a gateway
 * that gave up may have taken it all the same; only "not now" says that it did not. Where the network knows a repeated
 * attempt by its key, a connector may try again.
 */
export function answerOutcome(answer: NetworkAnswer, nowMs = Date.now()): SendOutcome | null {
  const { status, json } = answer
  if (status === 401) return { state: 'retry', code: 'token-revoked' }
  if (status === 429) {
    const afterMs = retryAfter(answer, nowMs)
    return { state: 'retry', code: 'throttled', ...(afterMs === null ? {} : { afterMs }) }
  }
  if (status === 503) return { state: 'retry', code: 'server-error' }
  if (status >= 500) return { state: 'unclear', code: 'server-error' }
  if (status >= 300 && status < 400) return { state: 'failed', code: 'redirect-refused', detail: '' }
  if (json === undefined && status < 300 && status !== 204) return { state: 'unclear', code: 'not-json' }
  return null
}

const longestWaitMs = 24 * 3_600_000

/** `Retry-After` in seconds or as a date; null where the network names none. A date counts from the network's own clock where it tells it: ours or its may be wrong. */
export function retryAfter({ headers }: Pick<NetworkAnswer, 'headers'>, nowMs: number): number | null {
  const given = headers['retry-after']?.trim() ?? ''
  if (given === '') return null
  const ms = /^\d{1,9}$/.test(given) ? Number(given) * 1000 : Date.parse(given) - clockOf(headers, nowMs)
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestWaitMs)
}

function clockOf(headers: Readonly<Record<string, string>>, nowMs: number): number {
  const told = Date.parse(headers['date'] ?? '')
  return Number.isNaN(told) ? nowMs : told
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
