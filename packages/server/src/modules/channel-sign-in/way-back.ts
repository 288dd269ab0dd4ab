import type { SignIn } from '@resonanz/channels'
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { settingsOf } from '#settings'
import type { Deps } from '#platform/deps'

/** Kept sealed while the browser is away. */
export type Kept = {
  start: unknown
  kept: unknown
  codeVerifier: string
  redirectUri: string
  clientUri: string
}

export const purpose = 'channel-sign-in'

/**
 * Where this company's people reach us. Where nobody set an address the browser's own is right: it is the one that comes
 * back, and no other browser can be made to say another.
 */
export async function ourAddress(
  deps: Deps,
  workspaceId: string,
  request: Pick<FastifyRequest, 'protocol' | 'host'>,
): Promise<string> {
  const own = (await settingsOf(deps, workspaceId)).publicUrl ?? deps.config.publicUrl
  return (own ?? `${request.protocol}://${request.host}`).replace(/\/+$/, '')
}

/** Where everybody may run a server, each has an end of its own: what one of them sends back never counts for another. */
export function wayBackOf(signIn: SignIn, start: unknown): string {
  if (!signIn.issuerOf) return 'back'
  return createHash('sha256').update(signIn.issuerOf(start)).digest('base64url').slice(0, 16)
}

export function redirectUriOf(address: string, kind: string, wayBack: string): string {
  return `${address}/channel-sign-in/${kind}/${wayBack}`
}

export function clientUriOf(address: string, kind: string): string {
  return `${address}/channel-sign-in/${kind}/client.json`
}

export function randomWord(): string {
  return randomBytes(32).toString('base64url')
}

export function challengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url')
}

export function stateHashOf(deps: Pick<Deps, 'seal'>, state: string): Buffer {
  return deps.seal.mac(purpose, state)
}
