import { randomBytes } from 'node:crypto'
import type { Deps } from '#platform/deps'
import { readSignedId, signedId } from '#platform/signed-id'
import { publicAddress, settingsOf } from '#settings'

const purpose = 'private-page-link'

/** What opens a page stands nowhere: it is made from the id and a key that lies outside the database. */
export function pageToken(deps: Pick<Deps, 'seal'>, pageId: string): string {
  return signedId(deps.seal, purpose, pageId)
}

export function pageOfToken(deps: Pick<Deps, 'seal'>, token: string): string | null {
  return readSignedId(deps.seal, purpose, token)
}

export async function linkOf(deps: Deps, workspaceId: string, pageId: string): Promise<string> {
  return `${publicAddress(deps, await settingsOf(deps, workspaceId))}/p/${pageToken(deps, pageId)}`
}

/** What customers compare to know that it is us: short enough to read out, no letters that look like digits. */
export function newCode(): string {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const text = Array.from(randomBytes(8), (byte) => signs[byte & 31]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** As people type it: small letters, spaces, without the stroke. Null when it cannot be one of ours. */
export function typedCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return /^[A-HJ-NP-Z2-9]{8}$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : null
}

const browserBytes = 16
export function newBrowserKey(): string {
  return randomBytes(browserBytes).toString('base64url')
}

/** Only this hash is kept: who reads the database cannot pass for the browser. */
export function browserHash(deps: Pick<Deps, 'seal'>, pageId: string, key: string): Buffer {
  return deps.seal.mac('private-page-browser', `${pageId} ${key}`)
}
