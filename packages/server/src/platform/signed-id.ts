import { equalBytes, type Seal } from './seal.ts'

const idBytes = 16
const macBytes = 16

/** An id with our signature of 128 bits under it, for the end of a link: nobody makes one up, nothing is kept of it. */
export function signedId(seal: Pick<Seal, 'mac'>, purpose: string, id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return Buffer.concat([bytes, seal.mac(purpose, bytes).subarray(0, macBytes)]).toString('base64url')
}

/** The id, null for anything that we did not sign. */
export function readSignedId(seal: Pick<Seal, 'mac'>, purpose: string, token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  // The last character carries bits that belong to nothing: one spelling per token.
  if (bytes.length !== idBytes + macBytes || bytes.toString('base64url') !== token) return null
  const id = bytes.subarray(0, idBytes)
  if (!equalBytes(bytes.subarray(idBytes), seal.mac(purpose, id).subarray(0, macBytes))) return null
  const hex = id.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
