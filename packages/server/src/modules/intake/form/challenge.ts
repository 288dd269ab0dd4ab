import { createHash, randomBytes } from 'node:crypto'
import type { Deps } from '#platform/deps'
import { equalBytes } from '#platform/seal'

/** A few tenths of a second for a visitor's machine, a bill for whoever sends ten thousand. */
export const challengeBits = 17
const holdsMs = 2 * 3_600_000

export type Challenge = { token: string; bits: number }
export type ChallengeVerdict = { ok: true; nonce: string } | { ok: false; reason: 'wrong' | 'too-old' }

/** A puzzle for one form: find a text whose SHA-256 behind the token begins with so many zero bits. Signed, dated. */
export function newChallenge(deps: Pick<Deps, 'seal'>, key: string, nowMs = Date.now()): Challenge {
  const body = `${nowMs.toString(36)}.${randomBytes(9).toString('base64url')}.${challengeBits}`
  return { token: `${body}.${macOf(deps, key, body).toString('base64url')}`, bits: challengeBits }
}

/** Cheap before dear: shape, signature, age, then the one hash. The nonce may be used once; the caller keeps count. */
export function checkChallenge(
  deps: Pick<Deps, 'seal'>,
  key: string,
  token: string,
  answer: string,
  nowMs = Date.now(),
): ChallengeVerdict {
  const match = /^(([0-9a-z]{6,12})\.([\w-]{12})\.(\d{1,2}))\.([\w-]{43})$/.exec(token)
  if (!match) return { ok: false, reason: 'wrong' }
  const [, body, at, nonce, bits, mac] = match
  if (!equalBytes(Buffer.from(mac!, 'base64url'), macOf(deps, key, body!))) return { ok: false, reason: 'wrong' }
  const age = nowMs - Number.parseInt(at!, 36)
  if (age > holdsMs || age < -60_000) return { ok: false, reason: 'too-old' }
  const digest = createHash('sha256').update(`${token}.${answer}`).digest()
  return zeroBits(digest) >= Number(bits) ? { ok: true, nonce: nonce! } : { ok: false, reason: 'wrong' }
}

/** What the visitor's browser does; here for tests and tools. */
export function solveChallenge({ token, bits }: Challenge): string {
  for (let n = 0; ; n += 1) {
    if (zeroBits(createHash('sha256').update(`${token}.${n}`).digest()) >= bits) return String(n)
  }
}

function zeroBits(digest: Uint8Array): number {
  let bits = 0
  for (const byte of digest) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24
    bits += 8
  }
  return bits
}

function macOf(deps: Pick<Deps, 'seal'>, key: string, body: string): Buffer {
  return deps.seal.mac('form-challenge', `${key} ${body}`)
}
