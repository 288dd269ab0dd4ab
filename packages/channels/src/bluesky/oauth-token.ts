import { z } from 'zod'
import { ConnectorError, type SignInContext } from '../connector.ts'
import { Token } from '../kit/exchange-code.ts'
import { type NetworkAnswer, readingFault } from '../kit/network-call.ts'
import { callProven } from './oauth-dpop.ts'
import { errorOf } from './error-of.ts'

/** What a sign-in leaves with us, as it is sealed. */
export const OAuthSession = z.object({
  clientId: z.string().max(2_000),
  issuer: z.string().max(500),
  tokenUrl: z.string().max(500),
  revokeUrl: z.string().max(500).nullable(),
  /** The private key that the tokens are bound to, as a JWK. */
  key: z.string().max(2_000),
  accessToken: z.string().max(8_000),
  refreshToken: z.string().max(4_000),
  expiresAt: z.string(),
  /** When a person must sign in again, whatever is renewed meanwhile. */
  endsAt: z.string(),
})
export type OAuthSession = z.output<typeof OAuthSession>

const Answer = z.object({
  access_token: Token.max(8_000),
  token_type: z.string().regex(/^dpop$/i),
  refresh_token: Token,
  scope: z.string().max(2_000),
  expires_in: z.coerce.number().positive().max(1e8).catch(1_800),
  sub: z.string().max(2_048),
})
type Tokens = Pick<OAuthSession, 'accessToken' | 'refreshToken' | 'expiresAt'>

const askMs = 20_000

/** A form for the server that lets others in, with the proof of our key. Throws ConnectorError. */
export async function postForm(
  context: Pick<SignInContext, 'egress' | 'signal'>,
  url: string,
  key: string,
  form: Record<string, string>,
): Promise<NetworkAnswer> {
  return callProven(
    context,
    url,
    { key },
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      maxBytes: 100_000,
      timeoutMs: askMs,
    },
  ).catch((error: unknown) => {
    throw readingFault(error)
  })
}

/**
 * A code or a refresh token becomes tokens; each is good for one time. Whose they are must be who was asked for: a server
 * could hand out those of somebody else. Throws ConnectorError.
 */
export async function takeTokens(
  context: Pick<SignInContext, 'egress' | 'signal'>,
  { tokenUrl, key, did }: { tokenUrl: string; key: string; did: string },
  form: Record<string, string>,
): Promise<Tokens> {
  const answer = await postForm(context, tokenUrl, key, form)
  if (answer.status === 429 || answer.status >= 500) throw new ConnectorError('transient', 'token-server-down')
  const isRenewal = form['grant_type'] === 'refresh_token'
  if (answer.status !== 200)
    throw new ConnectorError('sign_in', isRenewal ? 'token-revoked' : 'sign-in-refused', { detail: errorOf(answer) })
  const parsed = Answer.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'unexpected-answer')
  const { sub, scope, access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = parsed.data
  if (sub !== did) throw new ConnectorError('sign_in', 'other-account')
  if (!scope.split(' ').includes('atproto')) throw new ConnectorError('sign_in', 'sign-in-refused')
  return { accessToken, refreshToken, expiresAt: new Date(Date.now() + seconds * 1_000).toISOString() }
}
