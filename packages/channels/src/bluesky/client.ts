import { ConnectorError } from '../connector.ts'
import { untilReset } from '../kit/allowance.ts'
import type { EgressOptions } from '../kit/egress.ts'
import { answerFault, callNetwork, type NetworkAnswer, readingFault } from '../kit/network-call.ts'
import { callProven } from './oauth-dpop.ts'
import { type Signed, signIn, signInAnew } from './session.ts'
import type { BlueskyContext } from './settings.ts'
import { errorOf } from './error-of.ts'

export type Params = Record<string, string | number | readonly string[]>
export type Body = { json: unknown } | { bytes: Uint8Array; type: string }

const spent = new Set(['ExpiredToken', 'InvalidToken'])

/** One call under our session, never repeated by itself. Throws EgressError, and ConnectorError where signing in fails. */
export async function call(
  context: BlueskyContext,
  signed: Signed,
  nsid: string,
  { params = {}, body, headers = {} }: { params?: Params; body?: Body; headers?: Record<string, string> } = {},
): Promise<NetworkAnswer> {
  const url = new URL(`/xrpc/${nsid}`, signed.server)
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one))
  }
  const type: Record<string, string> =
    body === undefined ? {} : { 'content-type': 'json' in body ? 'application/json' : body.type }
  const { token: accessToken, key } = signed
  const authorization = `${key === undefined ? 'Bearer' : 'DPoP'} ${accessToken}`
  const options: EgressOptions = {
    method: body === undefined ? 'GET' : 'POST',
    headers: { accept: 'application/json', authorization, ...type, ...headers },
    ...(body === undefined ? {} : { body: 'json' in body ? JSON.stringify(body.json) : body.bytes }),
    maxBytes: 10 * 1024 * 1024,
    timeoutMs: context.patienceMs ?? 30_000,
  }
  return key === undefined
    ? callNetwork(context, url.href, options)
    : callProven(context, url.href, { key, accessToken }, options)
}

/** The token is over, though we thought it held. An app password's tokens are refused by name, the others by 401. */
export function isSpent(answer: NetworkAnswer, { key }: Signed): boolean {
  return key === undefined ? answer.status === 400 && spent.has(errorOf(answer)) : answer.status === 401
}

/** Reads; a token called spent is renewed once. Throws ConnectorError. */
export async function query(context: BlueskyContext, nsid: string, params: Params = {}): Promise<NetworkAnswer> {
  const signed = await signIn(context)
  const answer = await call(context, signed, nsid, { params }).catch((error: unknown) =>
    Promise.reject(readingFault(error)),
  )
  if (!isSpent(answer, signed)) return checked(answer)
  const anew = await signInAnew(context, signed.token)
  return checked(
    await call(context, anew, nsid, { params }).catch((error: unknown) => Promise.reject(readingFault(error))),
  )
}

function checked(answer: NetworkAnswer): NetworkAnswer {
  const fault = answerFault(withRetryAfter(answer))
  if (fault) throw fault
  if (answer.status >= 400 && spent.has(errorOf(answer))) throw new ConnectorError('sign_in', 'token-revoked')
  return answer
}

/** This network says in `ratelimit-reset` (seconds since 1970) when it takes calls again. */
export function withRetryAfter(answer: NetworkAnswer): NetworkAnswer {
  const wait = untilReset(answer.headers, Date.now())
  if (answer.headers['retry-after'] !== undefined || wait === null) return answer
  const seconds = Math.max(1, Math.ceil(wait / 1_000))
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(Math.min(seconds, 86_400)) } }
}

/** The JSON in its shape. Throws ConnectorError. */
export function readAs<T>(
  answer: NetworkAnswer,
  shape: { safeParse(value: unknown): { success: boolean; data?: T } },
): T {
  const parsed = shape.safeParse(answer.json)
  if (answer.status === 200 && parsed.success) return parsed.data as T
  if (answer.status === 200) throw new ConnectorError('transient', 'not-json')
  throw new ConnectorError('transient', 'refused', { detail: `${answer.status} ${errorOf(answer)}` })
}
