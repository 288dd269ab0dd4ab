import { z } from 'zod'
import { ConnectorError, type SendOutcome } from '../connector.ts'
import type { FormPart } from '../kit/multipart.ts'
import { multipart } from '../kit/multipart.ts'
import {
  answerFault,
  answerOutcome,
  callNetwork,
  type NetworkAnswer,
  readingFault,
  sendingFault,
} from '../kit/network-call.ts'
import type { TelegramContext } from './settings.ts'

type Call = {
  method: string
  fields?: Record<string, unknown>
  files?: FormPart[]
  timeoutMs?: number
  maxBytes?: number
}

const Refused = z.object({
  description: z.string().catch(''),
  parameters: z
    .object({ retry_after: z.number().positive().optional(), migrate_to_chat_id: z.number().optional() })
    .catch({}),
})
const Good = z.object({ ok: z.literal(true), result: z.unknown() })

/** A call that reads. Throws ConnectorError; the token stands in the address, so no message of ours ever names it. */
export async function ask<T>(context: TelegramContext, call: Call, shape: z.ZodType<T>): Promise<T> {
  const answer = await request(context, call).catch((error: unknown) => {
    throw readingFault(error)
  })
  const refused = Refused.safeParse(answer.json).data
  // An unknown token is "not found", one taken back "unauthorized".
  if (answer.status === 401 || answer.status === 404) throw new ConnectorError('sign_in', 'token-revoked')
  const retryAfterMs = refused?.parameters.retry_after
  if (answer.status === 429 && retryAfterMs !== undefined)
    throw new ConnectorError('transient', 'throttled', { retryAfterMs: retryAfterMs * 1000 })
  const fault = answerFault(answer)
  if (fault) throw fault
  const good = Good.safeParse(answer.json)
  const result = good.success ? shape.safeParse(good.data.result) : null
  if (result?.success) return result.data
  if (answer.status === 409) throw new ConnectorError('transient', 'read-elsewhere')
  if (answer.status >= 400)
    throw new ConnectorError('permanent', 'refused', { detail: refused?.description.slice(0, 200) ?? '' })
  throw new ConnectorError('transient', 'unexpected-answer')
}

/** A call that writes: one request. `read` gives the id of what was made. */
export async function write(
  context: TelegramContext,
  call: Call,
  read: (result: unknown) => string | null,
): Promise<SendOutcome> {
  let answer: NetworkAnswer
  try {
    answer = await request(context, call)
  } catch (error) {
    return sendingFault(error)
  }
  const good = Good.safeParse(answer.json)
  if (answer.status === 200 && good.success) return { state: 'handed_over', providerId: read(good.data.result) }
  const refused = Refused.safeParse(answer.json).data
  const wait = refused?.parameters.retry_after
  if (answer.status === 429 && wait !== undefined) return { state: 'retry', code: 'throttled', afterMs: wait * 1000 }
  if (answer.status === 404) return { state: 'retry', code: 'token-revoked' }
  const plain = answerOutcome(answer)
  if (plain) return plain
  if (answer.status < 400) return { state: 'unclear', code: 'unexpected-answer' }
  const detail = refused?.description.slice(0, 300) ?? ''
  return { state: 'failed', code: codeOf(answer.status, detail), detail }
}

/** Telegram has words, no codes: what stands in them and asks for something else of a person. */
function codeOf(status: number, words: string): string {
  if (/blocked by the user|user is deactivated/i.test(words)) return 'blocked'
  if (/can't initiate conversation/i.test(words)) return 'not-started'
  if (/kicked|not a member|not enough rights|have no rights/i.test(words)) return 'not-allowed-there'
  if (/upgraded to a supergroup/i.test(words)) return 'chat-moved'
  if (/chat not found/i.test(words)) return 'chat-not-found'
  if (/too long/i.test(words)) return 'too-long'
  if (/message to (?:delete|react|pin) not found|can't be deleted/i.test(words)) return 'message-gone'
  if (status === 413) return 'too-large'
  return 'refused'
}

async function request(context: TelegramContext, call: Call): Promise<NetworkAnswer> {
  const { method, fields = {}, files, timeoutMs, maxBytes } = call
  const url = methodAddress(context, method)
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  const limits = { ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(maxBytes === undefined ? {} : { maxBytes }) }
  if (!files)
    return callNetwork(context, url, {
      ...limits,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(given)),
    })
  const parts = given.map(
    ([name, value]): FormPart => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }),
  )
  const { contentType, body } = multipart([...parts, ...files])
  return callNetwork(context, url, {
    timeoutMs: 120_000,
    ...limits,
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  })
}

function methodAddress({ settings, secrets }: TelegramContext, method: string): string {
  if (!secrets.token) throw new ConnectorError('sign_in', 'token-missing')
  return `${settings.apiRoot.replace(/\/+$/, '')}/bot${secrets.token}/${method}`
}

/** Where the bytes of a file lie for an hour; holds the token, so it is never stored. */
export function fileAddress({ settings, secrets }: TelegramContext, path: string): string {
  const safe = path.split('/').map(encodeURIComponent).join('/')
  return `${settings.apiRoot.replace(/\/+$/, '')}/file/bot${secrets.token}/${safe}`
}
