import { BlueskySettings as SettingsShape } from '@resonanz/contracts'
import { z } from 'zod'
import { ConnectorError, type SignIn, type SignInContext } from '../connector.ts'
import { authorizePage } from '../kit/exchange-code.ts'
import { isDid } from './at-uri.ts'
import { newKey } from './oauth-dpop.ts'
import { didOf, findServer, type OAuthServer, type WhichAccount } from './oauth-server.ts'
import { postForm, takeTokens } from './oauth-token.ts'
import type { BlueskySecrets, BlueskySettings } from './settings.ts'
import { errorOf } from './error-of.ts'

const scope = 'atproto transition:generic transition:chat.bsky'
/** Clients without a key of their own known to the network are signed in for two weeks at most. */
const longestMs = 14 * 24 * 3_600_000

const Start = z.strictObject({
  identifier: SettingsShape.shape.identifier,
  service: SettingsShape.shape.service,
  /** Where identities are looked up. */
  directory: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://plc.directory'),
})
type Kept = OAuthServer & { key: string; clientId: string }
const Pushed = z.object({ request_uri: z.string().min(1).max(500) })

/** The network's own sign-in: nobody is registered anywhere, our app is known by the address of a document about it. */
export const blueskySignIn: SignIn<BlueskySettings, BlueskySecrets, WhichAccount, Kept> = {
  start: Start,
  startOf: ({ identifier, service }) => (identifier.includes('@') ? null : Start.parse({ identifier, service })),
  async begin(context, start, { redirectUri, clientUri, state, codeChallenge }) {
    const clientId = clientIdFor(clientUri, redirectUri)
    const found = await findServer(context, start)
    const key = newKey()
    const answer = await postForm(context, found.parUrl, key, {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope,
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
      login_hint: found.handle || found.did,
    })
    if (answer.status === 429 || answer.status >= 500) throw new ConnectorError('transient', 'token-server-down')
    const requestUri = Pushed.safeParse(answer.json).data?.request_uri
    // The network could not read the document about us: our address is not reached from outside.
    if (errorOf(answer).startsWith('invalid_client')) throw new ConnectorError('permanent', 'address-not-public')
    if (answer.status >= 300 || requestUri === undefined)
      throw new ConnectorError('permanent', 'sign-in-refused', { detail: errorOf(answer) })
    const url = authorizePage(found.authorizeUrl, { client_id: clientId, request_uri: requestUri })
    return { url, kept: { ...found, key, clientId } }
  },
  async finish(context, start, { params, redirectUri, codeVerifier, kept, renewed }) {
    const { did, handle, server, issuer, tokenUrl, revokeUrl, key, clientId } = kept
    // Here the network always says who answered.
    if (params['iss'] !== issuer) throw new ConnectorError('sign_in', 'issuer-wrong')
    if (renewed && !(await isAccount(context, start, renewed.identifier, did)))
      throw new ConnectorError('sign_in', 'other-account')
    const tokens = await takeTokens(context, kept, {
      grant_type: 'authorization_code',
      code: params['code'] ?? '',
      client_id: clientId,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    })
    const endsAt = new Date(Date.now() + longestMs).toISOString()
    const oauth = { clientId, issuer, tokenUrl, revokeUrl, key, ...tokens, endsAt }
    const settings = renewed ? {} : { identifier: handle || did, service: start.service }
    return [
      {
        key: did,
        name: handle ? `@${handle}` : did,
        settings,
        secrets: { did, handle, server, oauth },
        tokenExpiresAt: endsAt,
      },
    ]
  },
  async revoke(context, _settings, { oauth }) {
    if (!oauth?.revokeUrl) return
    const { revokeUrl, key, clientId, refreshToken } = oauth
    await postForm(context, revokeUrl, key, { client_id: clientId, token: refreshToken })
  },
  client: ({ clientUri, redirectUri }) => ({
    client_id: clientUri,
    client_name: 'Resonanz',
    client_uri: new URL(clientUri).origin,
    application_type: 'web',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    scope,
    token_endpoint_auth_method: 'none',
    dpop_bound_access_tokens: true,
  }),
}

/**
 * Behind a public https address the address of the document about us. On one's own machine the name that the network has
 * for such apps, which says in itself where the browser comes back to; it takes 127.0.0.1 for that, never `localhost`.
 */
function clientIdFor(clientUri: string, redirectUri: string): string {
  const back = new URL(redirectUri)
  if (clientUri.startsWith('https:')) return clientUri
  if (back.hostname !== '127.0.0.1' && back.hostname !== '[::1]')
    throw new ConnectorError('permanent', 'address-not-public')
  return `http://localhost?${new URLSearchParams({ redirect_uri: redirectUri, scope }).toString()}`
}

async function isAccount(
  context: SignInContext,
  start: WhichAccount,
  identifier: string,
  did: string,
): Promise<boolean> {
  if (isDid(identifier)) return identifier === did
  return (await didOf(context, { ...start, identifier })) === did
}
