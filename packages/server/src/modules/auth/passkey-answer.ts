/**
 * A passkey stands for password and second factor together, so the key must have checked its holder. The library
 * does not ask for that; the flag lies in the signed authenticator data (W3C WebAuthn §6.1: byte 32, bit 2).
 */
export function verifiedUser(body: Record<string, unknown>): boolean {
  const answer = inner(body.response)
  const data = inner(answer?.response)?.authenticatorData ?? null
  if (typeof data === 'string') return hasFlag(Buffer.from(data.slice(0, 200), 'base64url'))
  // At registration the data is wrapped in CBOR; browsers give it apart as well, the check at sign-in counts.
  return typeof inner(answer?.response)?.attestationObject === 'string'
}

function hasFlag(data: Buffer): boolean {
  return data.length > 32 && (data[32]! & 0b100) !== 0
}

function inner(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
}
