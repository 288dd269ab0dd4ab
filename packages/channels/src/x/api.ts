import { z } from 'zod'
import { ConnectorError, type SendOutcome } from '../connector.ts'
import type { EgressOptions } from '../kit/egress.ts'
import { untilReset } from '../kit/allowance.ts'
import {
  answerFault,
  answerOutcome,
  callNetwork,
  type NetworkAnswer,
  readingFault,
  sendingFault,
} from '../kit/network-call.ts'
import { rootOf, tokenOf, type XContext } from './settings.ts'

type Call = {
  method?: EgressOptions['method']
  path: string
  query?: Record<string, string | undefined>
  json?: unknown
  body?: EgressOptions['body']
  contentType?: string
}

const Problem = z.object({ title: z.string().catch(''), detail: z.string().catch(''), type: z.string().catch('') })

/** A call that reads; `resetMs`: the window is used up and opens again then. Throws ConnectorError. */
export async function ask<T>(
  context: XContext,
  call: Call,
  shape: z.ZodType<T>,
): Promise<{ value: T; resetMs: number | null }> {
  const answer = await request(context, call).catch((error: unknown) => {
    throw readingFault(error)
  })
  const resetMs = windowOf(answer, Date.now())
  if (answer.status === 429 && resetMs !== null)
    throw new ConnectorError('transient', 'throttled', { retryAfterMs: resetMs })
  const fault = answerFault(answer)
  if (fault) throw fault
  if (answer.status >= 400) throw new ConnectorError('permanent', codeOf(answer), { detail: detailOf(answer) })
  const parsed = shape.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'unexpected-answer')
  return { value: parsed.data, resetMs: Number(answer.headers['x-rate-limit-remaining'] ?? 1) > 0 ? null : resetMs }
}

/** A call that writes, once. `read` gives the id of what was made. */
export async function write(
  context: XContext,
  call: Call,
  read: (json: unknown) => string | null,
): Promise<SendOutcome> {
  let answer: NetworkAnswer
  try {
    answer = await request(context, call)
  } catch (error) {
    return sendingFault(error)
  }
  const { status } = answer
  const wait = status === 429 ? windowOf(answer, Date.now()) : null
  if (wait !== null) return { state: 'retry', code: 'throttled', afterMs: wait }
  const plain = answerOutcome(answer)
  if (plain) return plain
  if (status >= 400) return { state: 'failed', code: codeOf(answer), detail: detailOf(answer) }
  return { state: 'handed_over', providerId: read(answer.json) }
}

async function request(
  context: XContext,
  { method = 'GET', path, query = {}, json, body, contentType }: Call,
): Promise<NetworkAnswer> {
  const url = new URL(`${rootOf(context.settings)}${path}`)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value)
  const type = json === undefined ? contentType : 'application/json'
  const sent = json === undefined ? body : JSON.stringify(json)
  return callNetwork(context, url.href, {
    method,
    headers: { authorization: `Bearer ${await tokenOf(context)}`, ...(type ? { 'content-type': type } : {}) },
    ...(sent === undefined ? {} : { body: sent }),
    timeoutMs: sent instanceof Uint8Array ? 60_000 : 20_000,
  })
}

/** By X's own clock where its answer tells the time. */
function windowOf({ headers }: NetworkAnswer, nowMs: number): number | null {
  const wait = untilReset(headers, nowMs)
  return wait === null ? null : Math.min(longestWindowMs, Math.max(1_000, wait))
}

const longestWindowMs = 24 * 3_600_000

function codeOf(answer: NetworkAnswer): string {
  const words = `${answer.status} ${detailOf(answer)}`
  if (answer.status === 402 || /credits/i.test(words)) return 'credits-used-up'
  if (/duplicate content/i.test(words)) return 'duplicate'
  if (/not found|deleted/i.test(words) || answer.status === 404) return 'message-gone'
  if (/too long|over the length/i.test(words)) return 'too-long'
  if (/cannot send messages|dm .*not allowed|does not follow/i.test(words)) return 'no-messages-taken'
  return answer.status === 403 ? 'not-allowed-there' : 'refused'
}

function detailOf({ json }: NetworkAnswer): string {
  const problem = Problem.safeParse(json).data
  return (problem?.detail || problem?.title || '').slice(0, 300)
}
