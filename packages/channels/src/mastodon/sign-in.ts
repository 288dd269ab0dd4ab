import { z } from 'zod'
import { ConnectorError, type SignIn, type SignInContext } from '../connector.ts'
import { authorizePage, exchangeCode, refuseOtherIssuer } from '../kit/exchange-code.ts'
import { callNetwork, readingFault } from '../kit/network-call.ts'
import { read, readOrNull, type Secrets, type Settings } from './client.ts'
import { Account } from './shapes.ts'

type Start = { instance: string }
type Kept = { clientId: string; clientSecret: string }

const scope = 'read write'
/** People type `social.example`. */
const Instance = z
  .string()
  .trim()
  .min(1)
  .max(280)
  .overwrite((typed) => (typed.includes('://') ? typed : `https://${typed}`))
  .pipe(z.url({ protocol: /^https?$/ }))
const App = z.object({ client_id: z.string().min(1).max(1_000), client_secret: z.string().min(1).max(1_000) })
const Home = z.object({ domain: z.string().max(253).nullish(), uri: z.string().max(300).nullish() })

/** An app of its own is made at the server for each sign-in, so its code is of no use to any other. */
export const mastodonSignIn: SignIn<Settings, Secrets, Start, Kept> = {
  start: z.strictObject({ instance: Instance }),
  startOf: ({ instance }) => ({ instance }),
  issuerOf: ({ instance }) => new URL(instance).origin,
  async begin(context, { instance }, { redirectUri, state, codeChallenge }) {
    const kept = await registerApp(context, instance, redirectUri)
    const url = authorizePage(new URL('/oauth/authorize', instance).href, {
      response_type: 'code',
      client_id: kept.clientId,
      redirect_uri: redirectUri,
      scope,
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    })
    return { url, kept }
  },
  async finish(context, { instance }, { params, redirectUri, codeVerifier, kept, renewed }) {
    refuseOtherIssuer(params, instance)
    const { access_token: accessToken } = await exchangeCode(context, new URL('/oauth/token', instance).href, {
      grant_type: 'authorization_code',
      code: params['code'] ?? '',
      client_id: kept.clientId,
      client_secret: kept.clientSecret,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
      scope,
    })
    const account = await accountOf(context, instance, accessToken)
    if (renewed && renewed.account !== account) throw new ConnectorError('sign_in', 'other-account')
    const secrets = { accessToken, ...kept }
    return [{ key: account, name: `@${account}`, settings: { instance, account }, secrets, tokenExpiresAt: null }]
  },
  async revoke(context, { instance }, { accessToken, clientId, clientSecret }) {
    // A token that was typed belongs to an app of the person's own.
    if (!clientId || !clientSecret) return
    await callNetwork(context, new URL('/oauth/revoke', instance).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token: accessToken }).toString(),
      maxBytes: 100_000,
    })
  },
}

async function registerApp(context: SignInContext, instance: string, redirectUri: string): Promise<Kept> {
  const { status, json } = await callNetwork(context, new URL('/api/v1/apps', instance).href, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ client_name: 'Resonanz', redirect_uris: redirectUri, scopes: scope }).toString(),
    maxBytes: 100_000,
    timeoutMs: 15_000,
  }).catch((error: unknown) => {
    throw readingFault(error)
  })
  const app = App.safeParse(json).data
  if (status === 429) throw new ConnectorError('transient', 'throttled')
  if (status >= 500) throw new ConnectorError('transient', 'server-error')
  if (status >= 400 || !app) throw new ConnectorError('permanent', 'not-mastodon')
  return { clientId: app.client_id, clientSecret: app.client_secret }
}

/** `service@social.example`, by the name the server goes by among others; its web address may be another. */
async function accountOf(context: SignInContext, instance: string, accessToken: string): Promise<string> {
  const asked = { ...context, settings: { instance }, secrets: { accessToken } }
  const { acct } = await read(asked, '/api/v1/accounts/verify_credentials', Account)
  const home =
    (await readOrNull(asked, '/api/v2/instance', Home).catch(() => null)) ??
    (await readOrNull(asked, '/api/v1/instance', Home).catch(() => null))
  const host = new URL(instance).host
  const named = (home?.domain ?? home?.uri ?? host).replace(/^https?:\/\//, '').replace(/\/.*$/, '')
  return `${acct.split('@')[0]}@${named || host}`.toLowerCase()
}
