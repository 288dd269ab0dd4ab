import { ConnectorError } from '../connector.ts'
import { answerFault, type NetworkAnswer, readingFault } from '../kit/network-call.ts'
import { type Body, call, type Params, withRetryAfter } from './client.ts'
import { type Signed, signIn, signInAnew } from './session.ts'
import type { BlueskyContext } from './settings.ts'
import { errorOf } from './error-of.ts'

/** Private messages lie with a service of their own; our server passes the call on and says there who we are. */
const service = 'did:web:api.bsky.chat#bsky_chat'

export function callChat(
  context: BlueskyContext,
  signed: Signed,
  nsid: string,
  given: { params?: Params; body?: Body } = {},
): Promise<NetworkAnswer> {
  return call(context, signed, nsid, { ...given, headers: { 'atproto-proxy': service } })
}

/** Reads. Throws ConnectorError: `messages-not-permitted` where private messages are not open to us at all. */
export async function queryChat(context: BlueskyContext, nsid: string, params: Params = {}): Promise<NetworkAnswer> {
  const ask = async (signed: Signed) =>
    callChat(context, signed, nsid, { params }).catch((error: unknown) => Promise.reject(readingFault(error)))
  const signed = await signIn(context)
  let answer = await ask(signed)
  if (errorOf(answer) === 'ExpiredToken' || (signed.key !== undefined && answer.status === 401))
    answer = await ask(await signInAnew(context, signed.token))
  if (isClosed(answer)) throw new ConnectorError('permanent', 'messages-not-permitted', { detail: errorOf(answer) })
  const fault = answerFault(withRetryAfter(answer))
  if (fault) throw fault
  return answer
}

const closed = new Set(['AccountSuspended', 'AccountTakedown', 'ChatDisabled', 'InvalidToken', 'MethodNotImplemented'])

/**
 * An app password without leave for messages is told by the server as `InvalidToken` (400), a sign-in without it as 403; a
 * server that knows no such service answers 404 or 501.
 */
export function isClosed(answer: Pick<NetworkAnswer, 'status' | 'json'>): boolean {
  const { status } = answer
  if (status === 403 || status === 404 || status === 501) return true
  return status === 400 && closed.has(errorOf(answer))
}
