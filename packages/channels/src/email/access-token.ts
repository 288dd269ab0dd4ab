import { z } from 'zod'
import { ConnectorError, type Renewed } from '../connector.ts'
import { EgressError } from '../kit/egress-error.ts'
import type { EmailContext, EmailSecrets } from './settings.ts'

// A token that ends within this time is renewed first.
const spareMs = 90_000

const TokenAnswer = z.object({
  access_token: z.string().min(1).max(8000),
  expires_in: z.coerce.number().positive().catch(3600),
  refresh_token: z.string().max(4000).optional(),
})

/** A valid OAuth2 access token, renewed when needed. Throws ConnectorError `sign_in` when a person must sign in anew. */
export async function accessToken(context: EmailContext): Promise<string> {
  if (isFresh(context.secrets)) return context.secrets.accessToken!
  const secrets = await context.renewSecrets(async (current) =>
    isFresh(current) ? { secrets: current, tokenExpiresAt: null } : renew(context, current),
  )
  return secrets.accessToken!
}

function isFresh({ accessToken, accessTokenExpiresAt }: EmailSecrets): boolean {
  return Boolean(accessToken && accessTokenExpiresAt) && Date.parse(accessTokenExpiresAt!) > Date.now() + spareMs
}

async function renew(context: EmailContext, current: EmailSecrets): Promise<Renewed<EmailSecrets>> {
  const { refreshToken, tokenUrl, clientId, clientSecret } = current
  if (!refreshToken || !tokenUrl || !clientId) throw new ConnectorError('sign_in', 'token-missing')
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId })
  if (clientSecret) form.set('client_secret', clientSecret)
  const answer = await askForToken(context, tokenUrl, form)
  if (answer.status === 400 || answer.status === 401) throw new ConnectorError('sign_in', 'token-revoked')
  if (answer.status !== 200) throw new ConnectorError('transient', 'token-server-down')
  const parsed = TokenAnswer.safeParse(readJson(answer.body))
  if (!parsed.success) throw new ConnectorError('transient', 'token-server-down')
  const expiresAt = new Date(Date.now() + parsed.data.expires_in * 1000).toISOString()
  return {
    secrets: {
      ...current,
      refreshToken: parsed.data.refresh_token ?? refreshToken,
      accessToken: parsed.data.access_token,
      accessTokenExpiresAt: expiresAt,
    },
    // The access token is renewed by itself: nobody need sign in for that.
    tokenExpiresAt: null,
  }
}

async function askForToken(context: EmailContext, tokenUrl: string, form: URLSearchParams) {
  try {
    return await context.egress.fetch(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
      maxBytes: 100_000,
      timeoutMs: 15_000,
      // Not cut short by whoever asked: once this was read the old token may be used up.
    })
  } catch (error) {
    const code = error instanceof EgressError ? error.code : 'unreachable'
    const lasting = code === 'host-not-allowed' || code === 'bad-address' || code === 'certificate'
    throw new ConnectorError(lasting ? 'permanent' : 'transient', lasting ? code : 'token-server-down', {
      cause: error,
    })
  }
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
