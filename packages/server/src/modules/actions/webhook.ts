import { EgressError, signWebhook } from '@resonanz/channels'
import { egressOf } from '#presences'
import type { Deps } from '#platform/deps'
import { secretsPurpose, type WebhookSecrets } from './catalog-action.ts'
import { retryAfterSeconds } from './retry.ts'

const mostMs = 15_000
const answerBytes = 64 * 1024

export type Attempt = { status: number | null; code: string | null; retryAfter: number | null; tookMs: number }

/** Refusals of ours that no waiting mends: the address itself must be changed. */
export const hopeless: readonly string[] = ['host-not-allowed', 'bad-address']

/**
 * One call, signed as Standard Webhooks says, through the one way out: addresses are judged at the moment of
 * connecting, a redirect is a failure, what comes back is not read beyond its first bytes. Never throws.
 */
export async function callWebhook(
  deps: Deps & { webhookTimeoutMs?: number },
  call: { id: string; url: string; body: string; secrets: Buffer | null },
): Promise<Attempt> {
  const now = Date.now()
  const raw = Buffer.from(call.body)
  const secrets = call.secrets ? deps.seal.open<WebhookSecrets>(call.secrets, secretsPurpose) : []
  const signed = secrets
    .filter(({ until }) => until === null || until > now)
    .map(({ secret }) => signWebhook(secret, `msg_${call.id}`, now, raw))
  const headers = { ...signed[0], 'webhook-signature': signed.map((one) => one['webhook-signature']).join(' ') }
  const start = performance.now()
  const took = () => Math.round(performance.now() - start)
  try {
    const answer = await egressOf(deps).fetch(call.url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: raw,
      redirects: 'none',
      timeoutMs: deps.webhookTimeoutMs ?? mostMs,
      maxBytes: answerBytes,
    })
    const { status } = answer
    return {
      status,
      code: codeOf(status),
      retryAfter: retryAfterSeconds(answer.headers['retry-after'], now),
      tookMs: took(),
    }
  } catch (error) {
    const code = error instanceof EgressError ? error.code : 'unreachable'
    if (!(error instanceof EgressError)) deps.log.warn({ err: error, delivery: call.id }, 'a webhook call failed oddly')
    // The answer was there before its words grew too many.
    const status = error instanceof EgressError && code === 'too-large' ? error.status : null
    return { status, code: status === null ? code : codeOf(status), retryAfter: null, tookMs: took() }
  }
}

function codeOf(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return 'redirected'
  return status === 410 ? 'gone' : 'refused'
}
