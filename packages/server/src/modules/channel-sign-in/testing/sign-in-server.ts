import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Fields = Record<string, string>
export type SignInServer = {
  url: string
  /** Whose token a code becomes. */
  account: string
  /** What was asked of the page where a person agrees, and of the place that gives tokens. */
  authorized: Fields[]
  exchanged: Fields[]
  revoked: Fields[]
  /** Access tokens that hold. */
  tokens: string[]
  /** Instead of tokens. */
  tokenAnswer: { status?: number; body: string } | null
  /** The person opens the page, checks nothing and agrees: where their browser is sent. */
  agree(page: string): Promise<string>
  reset(): void
  close(): Promise<void>
}

/** The OAuth part of a Mastodon server, after docs.joinmastodon.org/methods/oauth and RFC 7636; everything it is not asked for is refused. */
export async function startSignInServer(): Promise<SignInServer> {
  const apps = new Map<string, { secret: string; redirectUri: string; scopes: string }>()
  const codes = new Map<string, Fields & { account: string }>()
  const owners = new Map<string, string>()
  const word = () => randomBytes(12).toString('base64url')
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  const network: SignInServer = {
    url: '',
    account: 'service',
    authorized: [],
    exchanged: [],
    revoked: [],
    tokens: [],
    tokenAnswer: null,
    async agree(page) {
      const asked = Object.fromEntries(new URL(page).searchParams)
      const app = apps.get(asked['client_id'] ?? '')
      if (!app || app.redirectUri !== asked['redirect_uri']) throw new Error('not the app’s own way back')
      if (asked['scope'] !== app.scopes || asked['response_type'] !== 'code') throw new Error('not what it may ask')
      network.authorized.push(asked)
      const code = word()
      codes.set(code, { ...asked, account: network.account })
      const back = new URL(app.redirectUri)
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked['state'] ?? '')
      return back.href
    },
    reset() {
      Object.assign(network, {
        account: 'service',
        authorized: [],
        exchanged: [],
        revoked: [],
        tokens: [],
        tokenAnswer: null,
      })
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) as Fields
    const end = (status: number, body: unknown) =>
      void response
        .writeHead(status, { 'content-type': 'application/json', ...(status === 302 ? { location: network.url } : {}) })
        .end(typeof body === 'string' ? body : JSON.stringify(body))
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    switch (`${request.method} ${new URL(request.url ?? '/', network.url).pathname}`) {
      case 'POST /api/v1/apps': {
        const [id, secret] = [word(), word()]
        apps.set(id, { secret, redirectUri: form['redirect_uris'] ?? '', scopes: form['scopes'] ?? '' })
        return end(200, { client_id: id, client_secret: secret, redirect_uri: form['redirect_uris'] })
      }
      case 'POST /oauth/token':
        network.exchanged.push(form)
        if (network.tokenAnswer) return end(network.tokenAnswer.status ?? 200, network.tokenAnswer.body)
        return exchange(form, end)
      case 'POST /oauth/revoke':
        if (apps.get(form['client_id'] ?? '')?.secret !== form['client_secret'])
          return end(403, { error: 'unauthorized_client' })
        network.revoked.push(form)
        return end(200, {})
      case 'GET /api/v1/accounts/verify_credentials':
        return owners.has(token) ? end(200, { id: '1', acct: owners.get(token) }) : end(401, { error: 'invalid' })
      case 'GET /api/v2/instance':
        return end(200, { domain: 'heim.example', title: 'Heim' })
    }
    return end(404, { error: 'not found' })
  }

  function exchange(form: Fields, end: (status: number, body: unknown) => void): void {
    const code = codes.get(form['code'] ?? '')
    codes.delete(form['code'] ?? '')
    const app = apps.get(form['client_id'] ?? '')
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url')
    const fits =
      code !== undefined &&
      app?.secret === form['client_secret'] &&
      code['client_id'] === form['client_id'] &&
      code['redirect_uri'] === form['redirect_uri'] &&
      code['code_challenge'] === challenge
    if (!fits) return end(400, { error: 'invalid_grant' })
    const token = word()
    network.tokens.push(token)
    owners.set(token, code.account)
    end(200, { access_token: token, token_type: 'Bearer', scope: 'read write', created_at: 1 })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  network.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return network
}
