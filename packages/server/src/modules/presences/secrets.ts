import { randomBytes } from 'node:crypto'
import type { Deps } from '#platform/deps'
import type { PresenceRow } from './presence.ts'

const purpose = 'presence'
const oldSecretHoldsMs = 24 * 3_600_000

/** Signing secrets of an inlet: the newest first; the older ones hold until `oldUntil`. */
export type SigningSecrets = { signing: string[]; oldUntil?: string }

export function sealSecrets(deps: Pick<Deps, 'seal'>, secrets: unknown): Buffer {
  return deps.seal.close(secrets, purpose)
}

/** Null where the channel has none. Signing secrets whose time is over are not among them. */
export function openSecrets<T>(deps: Pick<Deps, 'seal'>, presence: Pick<PresenceRow, 'secrets'>): T | null {
  if (presence.secrets === null) return null
  const opened = deps.seal.open<T & Partial<SigningSecrets>>(presence.secrets, purpose)
  if (!Array.isArray(opened.signing)) return opened
  const oldHold = opened.oldUntil !== undefined && Date.parse(opened.oldUntil) > Date.now()
  return { ...opened, signing: oldHold ? opened.signing : opened.signing.slice(0, 1) }
}

export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

export function rotated(before: SigningSecrets | null, fresh: string): SigningSecrets {
  const [last] = before?.signing ?? []
  if (last === undefined) return { signing: [fresh] }
  return { signing: [fresh, last], oldUntil: new Date(Date.now() + oldSecretHoldsMs).toISOString() }
}

/** Stands in addresses that everybody sees (/f/…, /api/v1/inlet/…): long enough that nobody finds one by trying. */
export function newPublicKey(): string {
  return randomBytes(12).toString('base64url').replace(/^[-_]/, 'x')
}
