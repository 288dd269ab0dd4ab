import { createHmac } from 'node:crypto'
import type { z } from 'zod'
import { ConnectorError, type SendOutcome } from '../connector.ts'
import type { EgressOptions } from '../kit/egress.ts'
import {
  answerFault,
  answerOutcome,
  callNetwork,
  type NetworkAnswer,
  readingFault,
  sendingFault,
} from '../kit/network-call.ts'
import { noteClock } from './clock.ts'
import { faultOf } from './faults.ts'
import type { MetaContext } from './settings.ts'
import { noteRefusal, noteUsage } from './usage.ts'

export type GraphCall = {
  method?: EgressOptions['method']
  /** Below the version: `123/comments`. Ids in it are digits, underscores and what `encodeURIComponent` leaves. */
  path: string
  query?: Record<string, string>
  json?: unknown
  form?: { contentType: string; body: Uint8Array }
  maxBytes?: number
  timeoutMs?: number
}

/** Reads from the Graph API in a known shape. Throws ConnectorError. */
export async function readGraph<T>(context: MetaContext, call: GraphCall, shape: z.ZodType<T>): Promise<T> {
  const answer = await ask(context, call).catch((error: unknown) => {
    throw readingFault(error)
  })
  const fault = faultOf(answer)
  if (fault) {
    if (fault.code === 'throttled') noteRefusal(context.presenceId, fault.afterMs ?? 0)
    const kind =
      fault.as === 'sign_in' ? 'sign_in' : fault.as === 'later' || fault.as === 'unclear' ? 'transient' : 'permanent'
    throw new ConnectorError(kind, fault.code, {
      detail: fault.detail,
      ...(fault.afterMs === undefined ? {} : { retryAfterMs: fault.afterMs }),
    })
  }
  const trouble = answerFault(answer)
  if (trouble) throw trouble
  const parsed = shape.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'unexpected-answer')
  return parsed.data
}

/** One request that writes; what is known about it. `done` reads the provider's id out of the answer. */
export async function writeGraph(
  context: MetaContext,
  call: GraphCall,
  done: (json: unknown) => { providerId: string | null; threadKey?: string } | null,
): Promise<SendOutcome> {
  const answer = await ask(context, { method: 'POST', ...call }).catch((error: unknown) => sendingFault(error))
  if ('state' in answer) return answer
  const fault = faultOf(answer)
  if (fault?.as === 'never') return { state: 'failed', code: fault.code, detail: fault.detail }
  // Meta's own "unknown error" says nothing about what became of it.
  if (fault?.as === 'unclear') return { state: 'unclear', code: fault.code, detail: fault.detail }
  if (fault) {
    const wait = fault.afterMs === undefined ? {} : { afterMs: fault.afterMs }
    return { state: 'retry', code: fault.code, detail: fault.detail, ...wait }
  }
  const outcome = answerOutcome(answer)
  if (outcome) return outcome
  if (answer.status >= 300) return { state: 'failed', code: 'refused', detail: `HTTP ${answer.status}` }
  const result = done(answer.json)
  return result ? { state: 'handed_over', ...result } : { state: 'unclear', code: 'unexpected-answer' }
}

async function ask(context: MetaContext, call: GraphCall): Promise<NetworkAnswer> {
  const { accessToken } = context.secrets
  if (!accessToken) throw new ConnectorError('sign_in', 'token-missing')
  const body = call.form?.body ?? (call.json === undefined ? undefined : JSON.stringify(call.json))
  const type = call.form?.contentType ?? 'application/json'
  const answer = await callNetwork(context, graphAddress(context, call), {
    method: call.method ?? 'GET',
    headers: { authorization: `Bearer ${accessToken}`, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
    ...(call.maxBytes === undefined ? {} : { maxBytes: call.maxBytes }),
    ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
    redirects: 'none',
  })
  noteClock(context.settings.apiRoot, answer.headers)
  noteUsage(context.presenceId, answer.headers)
  return answer
}

/** The proof shows that the caller has the app's secret too: a token alone, once stolen, is of no use. */
function graphAddress({ settings, secrets }: MetaContext, { path, query }: GraphCall): string {
  const url = new URL(`${settings.apiRoot.replace(/\/$/, '')}/${settings.apiVersion}/${path}`)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  if (secrets.appSecret)
    url.searchParams.set(
      'appsecret_proof',
      createHmac('sha256', secrets.appSecret).update(secrets.accessToken).digest('hex'),
    )
  return url.href
}

/** An id of the network as a piece of a path. */
export function segment(id: string): string {
  return encodeURIComponent(id.slice(0, 500))
}
