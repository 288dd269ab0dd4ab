import { createHmac, timingSafeEqual } from 'node:crypto'
import type { VerifyCheck, Verdict } from '../connector.ts'

const toleranceMs = 5 * 60_000
const maxSignatures = 20

/**
 * Standard Webhooks over the raw body: HMAC-SHA256 of `id.timestamp.body`, any of our secrets with any of the sent
 * signatures, within five minutes. Everything missing is a refusal.
 */
export function verifyWebhook(
  raw: Uint8Array,
  headers: Headers | Record<string, unknown>,
  check: VerifyCheck,
): Verdict {
  if (check.secrets.length === 0) return { ok: false, reason: 'no-secret' }
  const id = header(headers, 'webhook-id')
  const timestamp = header(headers, 'webhook-timestamp')
  const sent = header(headers, 'webhook-signature')
  if (!id || !timestamp || !sent || !/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: 'no-signature' }
  if (Math.abs(check.nowMs - Number(timestamp) * 1000) > toleranceMs) return { ok: false, reason: 'too-old' }
  const given = sent
    .split(' ')
    .slice(0, maxSignatures)
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3), 'base64'))
  let ok = false
  // All are compared: how long it takes tells nothing.
  for (const secret of check.secrets) {
    const right = signature(secret, id, timestamp, raw)
    for (const one of given) ok = (one.length === right.length && timingSafeEqual(one, right)) || ok
  }
  return ok ? { ok: true } : { ok: false, reason: 'wrong' }
}

/** For our own outgoing calls and for tests: the three headers. */
export function signWebhook(secret: string, id: string, atMs: number, raw: Uint8Array): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature(secret, id, timestamp, raw).toString('base64')}`,
  }
}

function signature(secret: string, id: string, timestamp: string, raw: Uint8Array): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(raw).digest()
}

function header(headers: Headers | Record<string, unknown>, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name)
  const value = headers[name]
  return typeof value === 'string' ? value : null
}
