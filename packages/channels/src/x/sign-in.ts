import { XSecrets as Typed, XSettings as Shape } from '@resonanz/contracts'
import { z } from 'zod'
import { ConnectorError, type SignIn, type SignInContext } from '../connector.ts'
import { authorizePage, exchangeCode } from '../kit/exchange-code.ts'
import { answerFault, callNetwork, readingFault } from '../kit/network-call.ts'
import { rootOf, type XSecrets, type XSettings } from './settings.ts'

const Start = z.strictObject({
  clientId: Typed.shape.clientId,
  clientSecret: Typed.shape.clientSecret,
  consumerSecret: Typed.shape.consumerSecret,
  apiRoot: Shape.shape.apiRoot,
})
type Start = z.output<typeof Start>

/** What the channel reads and does, and being signed in for longer than two hours. */
const scope =
  'tweet.read tweet.write users.read dm.read dm.write like.write tweet.moderate.write media.write offline.access'
const Me = z.object({ data: z.object({ username: z.string().regex(/^\w{1,15}$/) }) })

/** OAuth 2 with PKCE, after docs.x.com: the refresh token changes with every renewal. */
export const xSignIn: SignIn<XSettings, XSecrets, Start, null> = {
  start: Start,
  startOf: ({ apiRoot }, { clientId, clientSecret, consumerSecret }) =>
    clientId ? { clientId, clientSecret, consumerSecret, apiRoot } : null,
  async begin(_, start, { redirectUri, state, codeChallenge }) {
    const url = authorizePage(`${pagesOf(start)}/i/oauth2/authorize`, {
      response_type: 'code',
      client_id: start.clientId,
      redirect_uri: redirectUri,
      scope,
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    })
    return { url, kept: null }
  },
  async finish(context, start, { params, redirectUri, codeVerifier, renewed }) {
    const { clientId, clientSecret, consumerSecret, apiRoot } = start
    const form = {
      grant_type: 'authorization_code',
      code: params['code'] ?? '',
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
      client_id: clientId,
    }
    const proof = clientSecret ? { clientId, clientSecret } : undefined
    const given = await exchangeCode(context, `${rootOf(start)}/2/oauth2/token`, form, proof)
    if (!given.refresh_token) throw new ConnectorError('sign_in', 'no-lasting-access')
    const username = await usernameOf(context, start, given.access_token)
    if (renewed && renewed.username.toLowerCase() !== username.toLowerCase())
      throw new ConnectorError('sign_in', 'other-account')
    const secrets = {
      clientId,
      ...(clientSecret ? { clientSecret } : {}),
      ...(consumerSecret ? { consumerSecret } : {}),
      refreshToken: given.refresh_token,
      accessToken: given.access_token,
      accessTokenExpiresAt: new Date(Date.now() + (given.expires_in ?? 7_200) * 1_000).toISOString(),
    }
    return [{ key: username, name: `@${username}`, settings: { username, apiRoot }, secrets, tokenExpiresAt: null }]
  },
  async revoke(context, settings, { clientId, clientSecret, refreshToken }) {
    const proof = Buffer.from(`${clientId}:${clientSecret ?? ''}`).toString('base64')
    await callNetwork(context, `${rootOf(settings)}/2/oauth2/revoke`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(clientSecret ? { authorization: `Basic ${proof}` } : {}),
      },
      body: new URLSearchParams({ token: refreshToken, client_id: clientId }).toString(),
      maxBytes: 100_000,
    })
  },
}

/** Its pages for people lie beside its API; another API server has its own. */
function pagesOf({ apiRoot }: Start): string {
  const root = apiRoot.replace(/\/+$/, '')
  return root === 'https://api.x.com' ? 'https://x.com' : root
}

async function usernameOf(context: SignInContext, start: Start, token: string): Promise<string> {
  const answer = await callNetwork(context, `${rootOf(start)}/2/users/me`, {
    headers: { authorization: `Bearer ${token}` },
    maxBytes: 100_000,
  }).catch((error: unknown) => {
    throw readingFault(error)
  })
  const fault = answerFault(answer)
  if (fault) throw fault
  const me = Me.safeParse(answer.json).data
  if (!me) throw new ConnectorError('transient', 'unexpected-answer')
  return me.data.username
}
