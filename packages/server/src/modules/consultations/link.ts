import { equalBytes } from '#platform/seal'
import type { Deps } from '#platform/deps'

const idBytes = 16
const macBytes = 16
const purpose = 'consultation-link'

/** The end of the link: who was asked what, and our signature. It stands in one mail and nowhere else. */
export function linkToken(deps: Pick<Deps, 'seal'>, requestId: string): string {
  const id = Buffer.from(requestId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, deps.seal.mac(purpose, id).subarray(0, macBytes)]).toString('base64url')
}

/** Who was asked, null for anything that we did not sign. */
export function requestOfLink(deps: Pick<Deps, 'seal'>, token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  // The last character carries bits that belong to nothing: one spelling per token.
  if (bytes.length !== idBytes + macBytes || bytes.toString('base64url') !== token) return null
  const id = bytes.subarray(0, idBytes)
  if (!equalBytes(bytes.subarray(idBytes), deps.seal.mac(purpose, id).subarray(0, macBytes))) return null
  const hex = id.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
