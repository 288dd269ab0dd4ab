import { createPublicKey, ECDH, type KeyObject, verify } from 'node:crypto'
import type { Signed } from './proof.ts'

type Curve = 'secp256k1' | 'prime256v1'
/** Half of each curve's order: a signature has two forms, only the lower one counts. */
const halfOrder: Record<Curve, bigint> = {
  secp256k1: 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n,
  prime256v1: 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n,
}
export type AuthorKey = { curve: Curve; key: KeyObject }

/** Was this signed by that key? */
export function isSignedBy({ curve, key }: AuthorKey, { unsigned, signature }: Signed): boolean {
  if (signature.byteLength !== 64) return false
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`)
  if (s > halfOrder[curve]) return false
  return verify('sha256', unsigned, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/** The key a document of identity names for signing; null when it names none that we know. */
export function readKey(multibase: string, type: string): AuthorKey | null {
  const bytes = multibase.startsWith('z') && multibase.length <= 200 ? base58(multibase.slice(1)) : null
  if (!bytes) return null
  try {
    if (type === 'EcdsaSecp256k1VerificationKey2019') return keyOf('secp256k1', bytes)
    if (type === 'EcdsaSecp256r1VerificationKey2019') return keyOf('prime256v1', bytes)
    if (bytes[0] === 0xe7 && bytes[1] === 1) return keyOf('secp256k1', bytes.subarray(2))
    if (bytes[0] === 0x80 && bytes[1] === 0x24) return keyOf('prime256v1', bytes.subarray(2))
  } catch {
    // Not a point of the curve.
  }
  return null
}

function keyOf(curve: Curve, point: Uint8Array): AuthorKey {
  const full = ECDH.convertKey(point, curve, undefined, undefined, 'uncompressed') as Buffer
  const part = (from: number) => full.subarray(from, from + 32).toString('base64url')
  const jwk = { kty: 'EC', crv: curve === 'secp256k1' ? 'secp256k1' : 'P-256', x: part(1), y: part(33) }
  return { curve, key: createPublicKey({ format: 'jwk', key: jwk }) }
}

const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

function base58(text: string): Uint8Array | null {
  let value = 0n
  for (const letter of text) {
    const digit = digits.indexOf(letter)
    if (digit < 0) return null
    value = value * 58n + BigInt(digit)
  }
  const hex = value.toString(16)
  const zeros = /^1*/.exec(text)![0].length
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')])
}
