import { createHash, createPrivateKey, generateKeyPairSync, type JsonWebKey, randomUUID, sign } from 'node:crypto'
import type { ConnectorContext } from '../connector.ts'
import type { EgressOptions } from '../kit/egress.ts'
import { callNetwork, type NetworkAnswer } from '../kit/network-call.ts'

/** What a server wants to see in the next proof, and how far its clock is from ours. By origin; lost with the process. */
const told = new Map<string, { nonce: string; aheadMs: number }>()
const originsMost = 1_000

/** A key of a sign-in, as JSON: tokens that were given for it are of use only with it (RFC 9449). */
export function newKey(): string {
  return JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }))
}

type Caller = Pick<ConnectorContext, 'egress' | 'signal'>
type Proven = { key: string; accessToken?: string }

/**
 * A call with the proof that we hold the key. A server that wants a newer nonce did nothing of what was asked, so that the
 * call is made once more with it. Throws EgressError.
 */
export async function callProven(
  caller: Caller,
  url: string,
  { key, accessToken }: Proven,
  options: EgressOptions = {},
): Promise<NetworkAnswer> {
  const { origin } = new URL(url)
  const ask = () => {
    const proof = proofOf(key, { url, method: options.method ?? 'GET', accessToken, ...told.get(origin) })
    return callNetwork(caller, url, { ...options, headers: { ...options.headers, dpop: proof } })
  }
  const before = told.get(origin)?.nonce
  const answer = await ask()
  const isNew = remember(origin, answer, Date.now()) && told.get(origin)?.nonce !== before
  if (!isNew || !wantsNonce(answer)) return answer
  const again = await ask()
  remember(origin, again, Date.now())
  return again
}

function wantsNonce({ status, json, headers }: NetworkAnswer): boolean {
  if (status !== 400 && status !== 401) return false
  const error = (json as { error?: unknown } | null | undefined)?.error
  return error === 'use_dpop_nonce' || (headers['www-authenticate'] ?? '').includes('use_dpop_nonce')
}

function remember(origin: string, { headers }: NetworkAnswer, nowMs: number): boolean {
  const nonce = headers['dpop-nonce']
  if (nonce === undefined || nonce.length > 500) return false
  const theirMs = Date.parse(headers['date'] ?? '')
  told.delete(origin)
  if (told.size >= originsMost) told.delete(told.keys().next().value!)
  told.set(origin, { nonce, aheadMs: Number.isNaN(theirMs) ? 0 : theirMs - nowMs })
  return true
}

type Proof = {
  url: string
  method: string
  accessToken?: string | undefined
  nonce?: string | undefined
  aheadMs?: number
}

/** Signed by the key and good for this one call: its time is the server's, as ours may be wrong. */
function proofOf(key: string, { url, method, accessToken, nonce, aheadMs = 0 }: Proof): string {
  const jwk = JSON.parse(key) as JsonWebKey
  const { kty, crv, x, y } = jwk
  const { origin, pathname } = new URL(url)
  const head = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }
  const body = {
    jti: randomUUID(),
    htm: method,
    htu: `${origin}${pathname}`,
    iat: Math.floor((Date.now() + aheadMs) / 1_000),
    ...(nonce === undefined ? {} : { nonce }),
    ...(accessToken === undefined ? {} : { ath: createHash('sha256').update(accessToken).digest('base64url') }),
  }
  const words = [head, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  const signature = sign('sha256', Buffer.from(words), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${words}.${signature.toString('base64url')}`
}
