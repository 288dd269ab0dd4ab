import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { equalBytes } from '#platform/seal'

const Claims = z.object({
  sub: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  exp: z.number(),
  iat: z.number().optional(),
  name: z.string().max(120).optional(),
  email: z.email().max(254).optional(),
})
/** A signed word is good for an hour at most, so that one that got into wrong hands soon says nothing. */
const longestSeconds = 3_600
const clockSkewSeconds = 60

export type Identity =
  | { ok: true; userKey: string; name: string; email: string | null }
  | { ok: false; because: 'no-secret' | 'unreadable' | 'wrong-signature' | 'expired' | 'lasts-too-long' }

/**
 * Who the host site says its visitor is: a JSON Web Token (HS256) under the secret of the channel, with `sub` and `exp`, or
 * `user.expiry.hex` where hex is the HMAC-SHA256 of `user.expiry`. Everything that does not hold is nobody.
 */
export function readIdentity(token: string, secrets: readonly string[], nowMs: number): Identity {
  if (secrets.length === 0) return { ok: false, because: 'no-secret' }
  const plain = /^([^.]{1,200})\.(\d{9,11})\.([0-9a-f]{64})$/.exec(token)
  if (plain) {
    const [, user, exp, mac] = plain
    if (!isSigned(`${user}.${exp}`, Buffer.from(mac!, 'hex'), secrets)) return { ok: false, because: 'wrong-signature' }
    return timely({ sub: user!, exp: Number(exp) }, nowMs)
  }
  const [head, body, mac, ...more] = token.split('.')
  if (!head || !body || !mac || more.length > 0) return { ok: false, because: 'unreadable' }
  // The algorithm is ours to say, not the token's.
  const header = z.object({ alg: z.literal('HS256') }).safeParse(jsonOf(head))
  if (!header.success) return { ok: false, because: 'unreadable' }
  if (!isSigned(`${head}.${body}`, Buffer.from(mac, 'base64url'), secrets))
    return { ok: false, because: 'wrong-signature' }
  const claims = Claims.safeParse(jsonOf(body))
  return claims.success ? timely(claims.data, nowMs) : { ok: false, because: 'unreadable' }
}

function timely(claims: z.output<typeof Claims>, nowMs: number): Identity {
  const now = nowMs / 1000
  if (claims.exp <= now) return { ok: false, because: 'expired' }
  if (claims.exp - now > longestSeconds + clockSkewSeconds) return { ok: false, because: 'lasts-too-long' }
  return { ok: true, userKey: claims.sub, name: claims.name ?? '', email: claims.email?.toLowerCase() ?? null }
}

function isSigned(text: string, mac: Buffer, secrets: readonly string[]): boolean {
  return secrets.some((secret) => equalBytes(createHmac('sha256', secret).update(text).digest(), mac))
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
