import { z } from 'zod'
import { type ConnectorContext, ConnectorError, type Renewed } from '../connector.ts'
import { callNetwork, readingFault } from './network-call.ts'

/** What an OAuth2 sign-in leaves with us. Typed once by a person; the rest is written at each renewal. */
export const OAuthSecrets = z.object({
  clientId: z.string(),
  clientSecret: z.string().optional(),
  refreshToken: z.string(),
  accessToken: z.string().optional(),
  accessTokenExpiresAt: z.string().optional(),
})
export type OAuthSecrets = z.output<typeof OAuthSecrets>
type Caller<Secrets extends OAuthSecrets> = Pick<
  ConnectorContext<unknown, Secrets>,
  'presenceId' | 'secrets' | 'egress' | 'signal' | 'renewSecrets'
>

// A token that ends within this time is renewed first.
const spareMs = 90_000
const renewMs = 15_000
const Answer = z.object({
  access_token: z.string().min(1).max(8_000),
  expires_in: z.coerce.number().positive().catch(3_600),
  refresh_token: z.string().min(1).max(4_000).optional(),
})

/**
 * A valid access token, renewed when needed and under the presence's lock: a refresh token that changes with every
 * renewal is dead when two renew at once. Throws ConnectorError, `sign_in` when a person must sign in anew.
 */
export async function freshToken<Secrets extends OAuthSecrets>(
  caller: Caller<Secrets>,
  tokenUrl: string,
  proof: 'header' | 'form',
): Promise<string> {
  if (isFresh(caller.secrets)) return caller.secrets.accessToken!
  // Nothing would keep what a renewal gives: the typed token would be used up by the test.
  if (caller.presenceId === '') throw new ConnectorError('sign_in', 'token-missing')
  const secrets = await caller.renewSecrets(async (current) =>
    isFresh(current) ? { secrets: current, tokenExpiresAt: null } : renew(caller, current, tokenUrl, proof),
  )
  return secrets.accessToken!
}

function isFresh({ accessToken, accessTokenExpiresAt }: OAuthSecrets): boolean {
  return Boolean(accessToken && accessTokenExpiresAt) && Date.parse(accessTokenExpiresAt!) > Date.now() + spareMs
}

async function renew<Secrets extends OAuthSecrets>(
  caller: Caller<Secrets>,
  current: Secrets,
  tokenUrl: string,
  proof: 'header' | 'form',
): Promise<Renewed<Secrets>> {
  const { clientId, clientSecret, refreshToken } = current
  if (!refreshToken || !clientId) throw new ConnectorError('sign_in', 'token-missing')
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId })
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  }
  if (clientSecret && proof === 'form') form.set('client_secret', clientSecret)
  if (clientSecret && proof === 'header')
    headers['authorization'] = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  // Not cut short by whoever asked (a pause, the end of the process): the old token is used up once this was read.
  const answer = await callNetwork({ egress: caller.egress, signal: AbortSignal.timeout(renewMs) }, tokenUrl, {
    method: 'POST',
    headers,
    body: form.toString(),
    maxBytes: 100_000,
    timeoutMs: renewMs,
  }).catch((error: unknown) => {
    throw readingFault(error)
  })
  if (answer.status === 400 || answer.status === 401) throw new ConnectorError('sign_in', 'token-revoked')
  const parsed = answer.status === 200 ? Answer.safeParse(answer.json) : null
  if (!parsed?.success) throw new ConnectorError('transient', 'token-server-down')
  const accessTokenExpiresAt = new Date(Date.now() + parsed.data.expires_in * 1_000).toISOString()
  return {
    secrets: {
      ...current,
      accessToken: parsed.data.access_token,
      accessTokenExpiresAt,
      refreshToken: parsed.data.refresh_token ?? refreshToken,
    },
    // The access token ends within hours and is renewed by itself: nobody need sign in for that.
    tokenExpiresAt: null,
  }
}
