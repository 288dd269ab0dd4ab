import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Receive, Verdict, VerifyCheck } from '../connector.ts'
import { header } from '../kit/header.ts'
import { idOf } from './json.ts'
import type { MetaSecrets, MetaSettings } from './settings.ts'
import { unpackPush } from './unpack.ts'

/**
 * How Meta pushes, alike for its three channels: many events of many accounts in one call, signed over the raw body. An
 * app has one address for all its pages or numbers: each finds the presence it belongs to.
 */
export function receiveMeta<Settings extends MetaSettings>(
  setting: keyof Settings & string,
  group?: keyof Settings & string,
): Receive<Settings, MetaSecrets> {
  return {
    ...receive,
    accounts: { setting, ...(group ? { group } : {}), ofItem: ({ source }) => ({ name: accountIn(source), id: null }) },
  }
}

function accountIn({ account }: Record<string, unknown>): string | null {
  return idOf(account) || null
}

const receive: Receive<MetaSettings, MetaSecrets> = {
  secretsOf: ({ appSecret }) => (appSecret ? [appSecret] : []),
  challenge(query, _secrets, { verifyToken }) {
    const given = query['hub.verify_token'] ?? ''
    if (query['hub.mode'] !== 'subscribe' || verifyToken === '' || !equal(given, verifyToken)) return null
    const challenge = query['hub.challenge'] ?? ''
    return /^[\w.-]{1,200}$/.test(challenge) ? { status: 200, contentType: 'text/plain', body: challenge } : null
  },
  verify: verifyHub,
  unpack: unpackPush,
}

/** `X-Hub-Signature-256`: HMAC-SHA256 of the raw body with the app's secret. Everything missing is a refusal. */
export function verifyHub(
  raw: Uint8Array,
  headers: Headers | Record<string, unknown>,
  { secrets }: VerifyCheck,
): Verdict {
  const usable = secrets.filter((secret) => secret !== '')
  if (usable.length === 0) return { ok: false, reason: 'no-secret' }
  const sent = /^sha256=([0-9a-f]{64})$/i.exec(header(headers, 'x-hub-signature-256') ?? '')?.[1]
  if (!sent) return { ok: false, reason: 'no-signature' }
  const given = Buffer.from(sent, 'hex')
  let ok = false
  // All are compared: how long it takes tells nothing.
  for (const secret of usable) ok = timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), given) || ok
  return ok ? { ok: true } : { ok: false, reason: 'wrong' }
}

function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'resonanz').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
