import { z } from 'zod'
import { ConnectorError, type Renewed } from '../connector.ts'
import { answerFault, callNetwork, type NetworkAnswer, readingFault } from '../kit/network-call.ts'
import { type OAuthSession, takeTokens } from './oauth-token.ts'
import type { BlueskyContext, BlueskySecrets } from './settings.ts'
import { errorOf } from './error-of.ts'

// A token that ends within this time is renewed first.
const spareMs = 90_000
const renewMs = 30_000

/** `key`: the token is of use only with proofs by it. */
export type Signed = { token: string; did: string; handle: string; server: string; key?: string }

const SessionAnswer = z.object({
  accessJwt: z.string().min(1).max(8_000),
  refreshJwt: z.string().min(1).max(8_000),
  did: z.string().max(2_048),
  handle: z.string().max(253).catch(''),
  active: z.boolean().catch(true),
  didDoc: z.unknown().optional(),
})

/** A session that holds, renewed when needed. Throws ConnectorError `sign_in` when a person must sign in anew. */
export async function signIn(context: BlueskyContext): Promise<Signed> {
  if (isFresh(context.secrets)) return signedOf(context.secrets, context)
  // The newest is kept for the calls that follow in this visit.
  context.secrets = await context.renewSecrets(async (current) =>
    isFresh(current) ? unchanged(current) : renew(context, current),
  )
  return signedOf(context.secrets, context)
}

/** After the server called the token spent, though its time was not over. */
export async function signInAnew(context: BlueskyContext, spent: string): Promise<Signed> {
  context.secrets = await context.renewSecrets(async (current) =>
    (current.oauth?.accessToken ?? current.accessJwt) !== spent && isFresh(current)
      ? unchanged(current)
      : renew(context, current),
  )
  return signedOf(context.secrets, context)
}

function signedOf({ accessJwt, did, handle, server, oauth }: BlueskySecrets, { settings }: BlueskyContext): Signed {
  const place = { did: did!, handle: handle ?? '', server: server ?? settings.service }
  return oauth ? { ...place, token: oauth.accessToken, key: oauth.key } : { ...place, token: accessJwt! }
}

const unchanged = (secrets: BlueskySecrets) => ({ secrets, tokenExpiresAt: secrets.oauth?.endsAt ?? null })

function isFresh({ accessJwt, did, oauth }: BlueskySecrets): boolean {
  if (oauth) return did !== undefined && Date.parse(oauth.expiresAt) > Date.now() + spareMs
  return accessJwt !== undefined && did !== undefined && expiryMs(accessJwt) > Date.now() + spareMs
}

/** By the refresh token first: signing in by password is limited to a few times a day. */
async function renew(context: BlueskyContext, current: BlueskySecrets): Promise<Renewed<BlueskySecrets>> {
  if (current.oauth) return renewOAuth(context, current, current.oauth)
  if (current.refreshJwt && expiryMs(current.refreshJwt) > Date.now() + spareMs) {
    const answer = await ask(context, 'com.atproto.server.refreshSession', {
      headers: { authorization: `Bearer ${current.refreshJwt}` },
    })
    if (answer.status === 200) return renewed(context, current, answer)
    const fault = answer.status === 400 || answer.status === 401 ? null : answerFault(answer)
    if (fault) throw fault
  }
  if (!current.appPassword) throw new ConnectorError('sign_in', 'token-missing')
  const answer = await ask(context, 'com.atproto.server.createSession', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: context.settings.identifier, password: current.appPassword }),
  })
  if (answer.status === 200) return renewed(context, current, answer)
  const error = errorOf(answer)
  if (error === 'AccountTakedown' || error === 'AccountDeactivated')
    throw new ConnectorError('permanent', 'account-closed')
  if (answer.status === 400 || answer.status === 401) throw new ConnectorError('sign_in', 'wrong-credentials')
  throw answerFault(answer) ?? new ConnectorError('transient', 'server-error')
}

/**
 * A refresh token is good for one time: what it gives is kept before anybody uses it, and nobody who waits for it cuts it
 * short. After a crash in between the old one is refused, and a person signs in again.
 */
async function renewOAuth(
  { egress, presenceId }: BlueskyContext,
  current: BlueskySecrets,
  oauth: OAuthSession,
): Promise<Renewed<BlueskySecrets>> {
  // Nothing would keep what a renewal gives: the stored token would be used up by a test.
  if (presenceId === '') throw new ConnectorError('sign_in', 'token-missing')
  const caller = { egress, signal: AbortSignal.timeout(renewMs) }
  const tokens = await takeTokens(
    caller,
    { ...oauth, did: current.did ?? '' },
    {
      grant_type: 'refresh_token',
      refresh_token: oauth.refreshToken,
      client_id: oauth.clientId,
    },
  )
  return { secrets: { ...current, oauth: { ...oauth, ...tokens } }, tokenExpiresAt: oauth.endsAt }
}

async function ask(context: BlueskyContext, nsid: string, options: { headers: Record<string, string>; body?: string }) {
  try {
    const url = new URL(`/xrpc/${nsid}`, context.settings.service).href
    const { headers, body } = options
    return await callNetwork(context, url, {
      method: 'POST',
      headers: { accept: 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
      maxBytes: 200_000,
      timeoutMs: context.patienceMs ?? 20_000,
    })
  } catch (error) {
    throw readingFault(error)
  }
}

function renewed(
  { settings }: BlueskyContext,
  current: BlueskySecrets,
  answer: NetworkAnswer,
): Renewed<BlueskySecrets> {
  const parsed = SessionAnswer.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'not-json')
  const { accessJwt, refreshJwt, did, handle, didDoc, active } = parsed.data
  if (!active) throw new ConnectorError('permanent', 'account-closed')
  const server = serverIn(didDoc, settings.service) ?? current.server
  const secrets = { ...current, accessJwt, refreshJwt, did, handle, ...(server ? { server } : {}) }
  const ends = expiryMs(refreshJwt)
  // What a person notices is the end of the refresh token; with the app password even that heals by itself.
  return { secrets, tokenExpiresAt: current.appPassword || ends === 0 ? null : new Date(ends).toISOString() }
}

const DidDocument = z.object({
  service: z.array(z.object({ id: z.string(), serviceEndpoint: z.unknown().optional() })).max(50),
})

/** The server of the account by its document. Our tokens go there, so never less safely than to the service. */
export function serverIn(document: unknown, service: string): string | null {
  const services = DidDocument.safeParse(document).data?.service ?? []
  const found = services.find(({ id }) => id.endsWith('#atproto_pds'))?.serviceEndpoint
  const url = typeof found === 'string' && found.length <= 500 ? URL.parse(found) : null
  const safely = service.startsWith('https:') ? /^https:$/ : /^https?:$/
  return url && safely.test(url.protocol) ? url.origin : null
}

/** When a token ends, by its own words; 0 when it says nothing. */
function expiryMs(jwt: string): number {
  try {
    const { exp } = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as { exp?: unknown }
    return typeof exp === 'number' ? exp * 1000 : 0
  } catch {
    return 0
  }
}
