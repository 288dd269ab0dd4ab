import { z } from 'zod'
import type { NetworkAnswer } from '../kit/network-call.ts'
import { retryAfter } from '../kit/network-call.ts'
import { regainMs } from './usage.ts'

/** What an error of the Graph API means for us. */
export type MetaFault = {
  as: 'sign_in' | 'later' | 'unclear' | 'never'
  code: string
  detail: string
  afterMs?: number
}

const GraphError = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: z.coerce.number().catch(0),
    error_subcode: z.coerce.number().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
    error_data: z
      .object({ details: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  }),
})

const signIn = new Set([102, 190, 463, 467])
const minuteMs = 60_000
/**
 * App, user, page, business and number: whoever called too often, and how long to wait where Meta names no time. The
 * allowance of an hour passes slowly, the messages of a second (130429) at once, what people reported (131048) not soon.
 */
const tooOften = new Map<number, number>([
  ...[4, 17, 32, 341, 613, 80001, 80002, 80004, 80005, 80006, 80007, 80008, 80009, 80014].map(
    (code): [number, number] => [code, 10 * minuteMs],
  ),
  [130429, minuteMs],
  [131048, 60 * minuteMs],
])
/** Too many to one person within seconds; to others it goes on. */
const tooManyToPerson = 131056
/** "Not now": nothing was done. */
const notNow = new Set([2, 131016, 133004, 133015])
const unknownEnd = new Set([1, 131000])
const permission = new Set([3, 10, 294, 131005])
const known = new Map<number, string>([
  [368, 'blocked-for-policy'],
  [551, 'person-unavailable'],
  [1545041, 'person-unavailable'],
  [10900, 'private-reply-used'],
  [10901, 'private-reply-over'],
  [10903, 'private-reply-refused'],
  [131021, 'own-number'],
  [131026, 'person-unavailable'],
  [131030, 'number-not-allowed'],
  [131031, 'account-locked'],
  [131042, 'payment-missing'],
  [131047, 'window-closed'],
  [131049, 'person-gets-too-much'],
  [131050, 'person-opted-out'],
  [131051, 'kind-not-supported'],
  [131052, 'media-not-fetched'],
  [131053, 'media-refused'],
  [133010, 'number-not-registered'],
])
/** Outside the time in which we may write: of Messenger, of Instagram. */
const windowClosed = new Set([2018278, 2018108, 2534022])
const noSuchPerson = new Set([2018001, 2018218, 2534014])

/** Null where the answer is no error at all. Half a body and HTML are for the caller: they have no words to read. */
export function faultOf(answer: NetworkAnswer, nowMs = Date.now()): MetaFault | null {
  const parsed = GraphError.safeParse(answer.json)
  if (!parsed.success) return null
  const { code, error_subcode: subcode, is_transient, message, error_data } = parsed.data.error
  const detail = `${code}${subcode ? `/${subcode}` : ''} ${error_data?.details ?? message}`.slice(0, 300)
  if (subcode !== undefined && windowClosed.has(subcode)) return { as: 'never', code: 'window-closed', detail }
  if (signIn.has(code) || answer.status === 401) return { as: 'sign_in', code: 'token-revoked', detail }
  if (code === tooManyToPerson)
    return { as: 'later', code: 'person-throttled', detail, afterMs: retryAfter(answer, nowMs) ?? minuteMs }
  if (tooOften.has(code) || answer.status === 429) {
    const afterMs = retryAfter(answer, nowMs) ?? regainMs(answer.headers) ?? tooOften.get(code)
    return { as: 'later', code: 'throttled', detail, ...(afterMs === undefined ? {} : { afterMs }) }
  }
  const named = known.get(code) ?? (subcode === undefined ? undefined : known.get(subcode))
  if (named) return { as: 'never', code: named, detail }
  if (subcode !== undefined && noSuchPerson.has(subcode)) return { as: 'never', code: 'no-target', detail }
  if (code >= 132000 && code < 132100) return { as: 'never', code: 'template-refused', detail }
  if (answer.status === 503 || (notNow.has(code) && answer.status < 500))
    return { as: 'later', code: 'server-error', detail }
  if (unknownEnd.has(code) || is_transient === true || answer.status >= 500)
    return { as: 'unclear', code: 'server-error', detail }
  if (permission.has(code) || (code >= 200 && code < 300)) return { as: 'never', code: 'permission-missing', detail }
  if (code === 100 && (subcode === 33 || answer.status === 404)) return { as: 'never', code: 'no-target', detail }
  return { as: 'never', code: 'refused', detail }
}

/** The code of an error that a status of WhatsApp carries. */
export function codeOfError(code: number): string {
  if (code === tooManyToPerson) return 'person-throttled'
  return known.get(code) ?? (tooOften.has(code) ? 'throttled' : `error-${Math.abs(Math.trunc(code)) || 'unknown'}`)
}
