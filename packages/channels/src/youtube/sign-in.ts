import { YoutubeSecrets as Typed, YoutubeSettings as Shape } from '@resonanz/contracts'
import { z } from 'zod'
import { ConnectorError, type SignIn, type SignInContext } from '../connector.ts'
import { authorizePage, exchangeCode, refuseOtherIssuer } from '../kit/exchange-code.ts'
import type { OAuthSecrets } from '../kit/fresh-token.ts'
import { answerFault, callNetwork, readingFault } from '../kit/network-call.ts'
import type { YoutubeSettings } from './settings.ts'

const Start = z.strictObject({
  clientId: Typed.shape.clientId,
  clientSecret: Typed.shape.clientSecret,
  apiRoot: Shape.shape.apiRoot,
  tokenUrl: Shape.shape.tokenUrl,
})
type Start = z.output<typeof Start>

const scope = 'https://www.googleapis.com/auth/youtube.force-ssl'
const Channels = z.object({
  items: z
    .array(
      z.object({
        id: Shape.shape.channelId,
        snippet: z.object({ title: z.string().max(500), customUrl: z.string().max(60).catch('') }),
      }),
    )
    .max(50)
    .catch([]),
})

/** Google's OAuth 2 for web servers. `offline` and `consent`: only then comes a refresh token, also the second time. */
export const youtubeSignIn: SignIn<YoutubeSettings, OAuthSecrets, Start, null> = {
  start: Start,
  startOf: ({ apiRoot, tokenUrl }, { clientId, clientSecret }) =>
    clientId && clientSecret ? { clientId, clientSecret, apiRoot, tokenUrl } : null,
  async begin(_, start, { redirectUri, state, codeChallenge }) {
    const url = authorizePage(agreePage(start), {
      response_type: 'code',
      client_id: start.clientId,
      redirect_uri: redirectUri,
      scope,
      state,
      access_type: 'offline',
      prompt: 'consent',
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    })
    return { url, kept: null }
  },
  async finish(context, start, { params, redirectUri, codeVerifier, renewed }) {
    refuseOtherIssuer(params, agreePage(start))
    const { clientId, clientSecret, apiRoot, tokenUrl } = start
    const given = await exchangeCode(context, tokenUrl, {
      grant_type: 'authorization_code',
      code: params['code'] ?? '',
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
      client_id: clientId,
      client_secret: clientSecret,
    })
    if (!given.refresh_token) throw new ConnectorError('sign_in', 'no-lasting-access')
    const secrets = {
      clientId,
      clientSecret,
      refreshToken: given.refresh_token,
      accessToken: given.access_token,
      accessTokenExpiresAt: after(given.expires_in ?? 3_600),
    }
    const tokenExpiresAt = given.refresh_token_expires_in ? after(given.refresh_token_expires_in) : null
    const channels = await channelsOf(context, start, given.access_token)
    const fitting = renewed ? channels.filter(({ id }) => id === renewed.channelId) : channels
    if (channels.length > 0 && fitting.length === 0) throw new ConnectorError('sign_in', 'other-account')
    return fitting.map(({ id, snippet: { title, customUrl } }) => ({
      key: id,
      name: title || customUrl || id,
      settings: { channelId: id, handle: customUrl, apiRoot, tokenUrl },
      secrets,
      tokenExpiresAt,
    }))
  },
  async revoke(context, { tokenUrl }, { refreshToken }) {
    await callNetwork(context, new URL('/revoke', tokenUrl).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: refreshToken }).toString(),
      maxBytes: 100_000,
    })
  },
}

function after(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString()
}

/** Google's page for people is elsewhere than its tokens; another token server has its own. */
function agreePage({ tokenUrl }: Start): string {
  return new URL(tokenUrl).origin === 'https://oauth2.googleapis.com'
    ? 'https://accounts.google.com/o/oauth2/v2/auth'
    : new URL('/o/oauth2/v2/auth', tokenUrl).href
}

/** One unit of the day, before there is a presence to count it with. */
async function channelsOf(context: SignInContext, { apiRoot }: Start, token: string) {
  const url = `${apiRoot.replace(/\/+$/, '')}/channels?part=snippet&mine=true&maxResults=50`
  const answer = await callNetwork(context, url, { headers: { authorization: `Bearer ${token}` } }).catch(
    (error: unknown) => {
      throw readingFault(error)
    },
  )
  const fault = answerFault(answer)
  if (fault) throw fault
  if (answer.status >= 400) throw new ConnectorError('sign_in', 'permission-missing')
  const parsed = Channels.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'unexpected-answer')
  return parsed.data.items
}
