import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Fields = Record<string, string>
type Answer = { status: number; body: unknown }
export type AppNetworks = {
  url: string
  app: { id: string; secret: string }
  redirectUri: string
  /** What X, Google and Meta say of who signed in. */
  username: string
  channels: object[]
  pages: object[]
  /** Beside the usual in the answer that gives tokens; null takes something out of it. */
  tokens: Record<string, unknown>
  refreshes: number
  revoked: string[]
  agree(page: string): string
  close(): Promise<void>
}

/**
 * The OAuth parts of X (docs.x.com), Google (developers.google.com/identity) and Facebook Login (developers.facebook.com)
 * as their documentation says: an app with a fixed way back, codes that hold once, X's refresh tokens that hold once.
 */
export async function startAppNetworks(): Promise<AppNetworks> {
  const codes = new Map<string, Fields>()
  const access = new Set<string>()
  const refresh = new Set<string>()
  const word = () => randomBytes(12).toString('base64url')
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  const network: AppNetworks = {
    url: '',
    app: { id: '1234567890', secret: 'geheimnis-der-app' },
    redirectUri: '',
    username: 'Firma',
    channels: [],
    pages: [],
    tokens: {},
    refreshes: 0,
    revoked: [],
    agree(page) {
      const asked = Object.fromEntries(new URL(page).searchParams)
      if (asked['client_id'] !== network.app.id || asked['redirect_uri'] !== network.redirectUri)
        throw new Error('the app does not know this way back')
      const code = word()
      codes.set(code, asked)
      const back = new URL(network.redirectUri)
      for (const [name, value] of [
        ['code', code],
        ['state', asked['state'] ?? ''],
      ] as const)
        back.searchParams.set(name, value)
      return back.href
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', network.url)
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) as Fields
    const query = Object.fromEntries(url.searchParams)
    const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    const isIn = access.has(bearer)
    const refused = { status: 401, body: { error: 'unauthorized' } }
    const { status, body } = ((): Answer => {
      switch (url.pathname) {
        case '/2/oauth2/token': {
          const basic = `Basic ${Buffer.from(`${network.app.id}:${network.app.secret}`).toString('base64')}`
          return request.headers.authorization === basic ? tokens(form, true) : refused
        }
        case '/token':
          return form['client_secret'] === network.app.secret ? tokens(form, false) : refused
        case '/v23.0/oauth/access_token':
          return query['client_secret'] === network.app.secret ? metaToken(query) : refused
        case '/2/oauth2/revoke':
        case '/revoke':
          network.revoked.push(form['token'] ?? '')
          return { status: 200, body: {} }
        case '/2/users/me':
          return isIn ? { status: 200, body: { data: { id: '1', username: network.username } } } : refused
        case '/youtube/v3/channels':
          return isIn ? { status: 200, body: { items: network.channels } } : refused
        case '/v23.0/me/accounts':
          return isIn && bearer.startsWith('long-') ? { status: 200, body: { data: network.pages } } : refused
      }
      return { status: 404, body: {} }
    })()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  function tokens(form: Fields, rotates: boolean): Answer {
    const wrong = { status: 400, body: { error: 'invalid_grant' } }
    if (form['grant_type'] === 'refresh_token') {
      if (!refresh.has(form['refresh_token'] ?? '')) return wrong
      network.refreshes += 1
      if (rotates) refresh.delete(form['refresh_token']!)
    } else if (!fits(form)) return wrong
    const [token, next] = [word(), word()]
    access.add(token)
    refresh.add(next)
    const gives = rotates || form['grant_type'] !== 'refresh_token'
    return {
      status: 200,
      body: {
        access_token: token,
        token_type: 'bearer',
        expires_in: 7_200,
        ...(gives ? { refresh_token: next } : {}),
        ...network.tokens,
      },
    }
  }

  function fits(form: Fields): boolean {
    const code = codes.get(form['code'] ?? '')
    codes.delete(form['code'] ?? '')
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url')
    return code !== undefined && code['redirect_uri'] === form['redirect_uri'] && code['code_challenge'] === challenge
  }

  function metaToken(query: Fields): Answer {
    const wrong = { status: 400, body: { error: { code: 100, type: 'OAuthException' } } }
    if (query['grant_type'] === 'fb_exchange_token') {
      if (!access.has(query['fb_exchange_token'] ?? '')) return wrong
      const long = `long-${word()}`
      access.add(long)
      return { status: 200, body: { access_token: long, token_type: 'bearer', expires_in: 5_184_000 } }
    }
    const code = codes.get(query['code'] ?? '')
    codes.delete(query['code'] ?? '')
    if (!code || code['redirect_uri'] !== query['redirect_uri']) return wrong
    const token = word()
    access.add(token)
    return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: 3_600, ...network.tokens } }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  network.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return network
}
