import { z } from 'zod'
import { ConnectorError, type SendOutcome } from '../connector.ts'
import { freshToken } from '../kit/fresh-token.ts'
import {
  answerFault,
  answerOutcome,
  callNetwork,
  type NetworkAnswer,
  readingFault,
  sendingFault,
} from '../kit/network-call.ts'
import { payUnits, quotaDay, type YoutubeCall } from './quota.ts'
import type { YoutubeContext } from './settings.ts'

type Call = {
  kind: YoutubeCall
  method?: 'GET' | 'POST' | 'DELETE'
  query: Record<string, string | undefined>
  json?: unknown
}

const Refused = z.object({
  error: z.object({
    message: z.string().catch(''),
    errors: z.array(z.object({ reason: z.string().catch('') })).catch([]),
  }),
})

/** A call that reads, its units paid first. Throws ConnectorError. */
export async function ask<T>(context: YoutubeContext, call: Call, shape: z.ZodType<T>): Promise<T> {
  await payUnits(context, call.kind)
  const answer = await request(context, call).catch((error: unknown) => {
    throw readingFault(error)
  })
  const reason = reasonOf(answer)
  if (isQuota(reason))
    throw new ConnectorError('transient', 'quota-used-up', { retryAfterMs: quotaDay(Date.now()).leftMs })
  const fault = answerFault(answer)
  if (fault) throw fault
  if (answer.status >= 400)
    throw new ConnectorError(answer.status === 403 ? 'sign_in' : 'permanent', codeOf(answer, reason), {
      detail: detailOf(answer),
    })
  const parsed = shape.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'unexpected-answer')
  return parsed.data
}

/** A call that writes, once. */
export async function write(
  context: YoutubeContext,
  call: Call,
  read: (json: unknown) => string | null,
): Promise<SendOutcome> {
  let answer: NetworkAnswer
  try {
    await payUnits(context, call.kind)
    answer = await request(context, call)
  } catch (error) {
    return sendingFault(error)
  }
  const reason = reasonOf(answer)
  if (isQuota(reason)) return { state: 'retry', code: 'quota-used-up', afterMs: quotaDay(Date.now()).leftMs }
  const plain = answerOutcome(answer)
  if (plain) return plain
  if (answer.status >= 400) return { state: 'failed', code: codeOf(answer, reason), detail: detailOf(answer) }
  return { state: 'handed_over', providerId: read(answer.json) }
}

async function request(context: YoutubeContext, { kind, method = 'GET', query, json }: Call): Promise<NetworkAnswer> {
  const [resource, action] = kind.split('.') as [string, string]
  const url = new URL(
    `${context.settings.apiRoot.replace(/\/+$/, '')}/${resource}${action === 'setModerationStatus' ? '/setModerationStatus' : ''}`,
  )
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value)
  const token = await freshToken(context, context.settings.tokenUrl, 'form')
  return callNetwork(context, url.href, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
}

function reasonOf({ json }: NetworkAnswer): string {
  return Refused.safeParse(json).data?.error.errors[0]?.reason ?? ''
}

function isQuota(reason: string): boolean {
  return /^(?:quotaExceeded|dailyLimitExceeded)$/.test(reason)
}

function codeOf({ status }: NetworkAnswer, reason: string): string {
  if (/NotFound$/i.test(reason) || status === 404) return 'message-gone'
  if (/commentsDisabled|ineligibleAccount|channelSuspended/.test(reason)) return 'comments-closed'
  if (/TooLong/i.test(reason)) return 'too-long'
  if (reason === 'insufficientPermissions') return 'permission-missing'
  return status === 403 ? 'not-allowed-there' : 'refused'
}

function detailOf({ json }: NetworkAnswer): string {
  return Refused.safeParse(json).data?.error.message.slice(0, 300) ?? ''
}
