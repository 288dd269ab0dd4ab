import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { RawItem, Receive } from '../connector.ts'
import { header } from '../kit/header.ts'
import { activityItems } from './activity.ts'
import type { XSecrets, XSettings } from './settings.ts'

/** Signed with the app's API key secret over the raw body; the same secret answers the hourly question whether it is us. */
export const receiveX: Receive<XSettings, XSecrets> = {
  secretsOf: ({ consumerSecret }) => (consumerSecret ? [consumerSecret] : []),
  challenge(query, { consumerSecret }) {
    const asked = query['crc_token'] ?? ''
    if (!consumerSecret || !challengeToken.test(asked)) return null
    const body = JSON.stringify({ response_token: signature(consumerSecret, Buffer.from(asked)) })
    return { status: 200, contentType: 'application/json', body }
  },
  verify(raw, headers, { secrets }) {
    if (secrets.length === 0) return { ok: false, reason: 'no-secret' }
    const sent = header(headers, 'x-twitter-webhooks-signature')
    if (!sent) return { ok: false, reason: 'no-signature' }
    let ok = false
    for (const secret of secrets) ok = timingSafeEqual(digest(signature(secret, raw)), digest(sent)) || ok
    return ok ? { ok: true } : { ok: false, reason: 'wrong' }
  },
  accounts: {
    setting: 'username',
    cursor: 'self',
    ofItem: ({ source: { account, self } }) => ({
      name: typeof account === 'string' ? account : null,
      id: typeof self === 'string' ? self : null,
    }),
  },
  unpack(raw) {
    return activityItems(raw) ?? [whole(raw)]
  },
}

/**
 * Pushes are signed by the same secret in the same way: whoever could have any text answered could have a push signed. No
 * word of this kind is a push.
 */
const challengeToken = /^[\w+/=.-]{1,200}$/

export function signature(secret: string, raw: Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(raw).digest('base64')}`
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function whole(raw: Uint8Array): RawItem {
  const sourceKey = `bytes:${createHash('sha256').update(raw).digest('hex')}`
  return { sourceKey, contentType: 'application/json', source: {}, raw }
}
