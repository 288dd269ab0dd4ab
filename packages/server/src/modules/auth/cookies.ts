import { createHmac } from 'node:crypto'
import type { Config } from '#platform/config'
import type { Deps } from '#platform/deps'
import { equalBytes, type Seal } from '#platform/seal'

/** The sign-in library signs its cookies with this; it never lies in the database. */
export function signInSecret(seal: Seal): string {
  return seal.mac('sign-in', 'cookies').toString('base64url')
}

/** Behind https the browser itself pins the cookies to this host: no subdomain can plant one. */
export function cookiePrefix(config: Config): string {
  return isSecure(config) ? '__Host-resonanz' : 'resonanz'
}

export function isSecure(config: Config): boolean {
  return config.publicUrl?.startsWith('https:') ?? false
}

export function sessionCookieName(config: Config): string {
  return `${cookiePrefix(config)}.session_token`
}

/** What stands in the cookie: the session's token and its signature, percent-encoded. */
export function signedToken(deps: Deps, token: string): string {
  return encodeURIComponent(`${token}.${signature(deps, token).toString('base64')}`)
}

/** The token of the session cookie in a Cookie or Set-Cookie header; null when there is none or its signature is wrong. */
export function sessionToken(deps: Deps, header: string | undefined): string | null {
  const start = `${sessionCookieName(deps.config)}=`
  const pair = header
    ?.slice(0, 16_000)
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(start))
  if (!pair) return null
  const value = decoded(pair.slice(start.length))
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  return equalBytes(Buffer.from(value.slice(dot + 1), 'base64'), signature(deps, token)) ? token : null
}

/** Names a session outside of the sign-in tables without giving its token away. */
export function sessionHash(deps: Deps, token: string): Buffer {
  return deps.seal.mac('session', token)
}

const secrets = new WeakMap<Seal, string>()

function signature(deps: Deps, token: string): Buffer {
  let secret = secrets.get(deps.seal)
  if (!secret) {
    secret = signInSecret(deps.seal)
    secrets.set(deps.seal, secret)
  }
  return createHmac('sha256', secret).update(token).digest()
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
