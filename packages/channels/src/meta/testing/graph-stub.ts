import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type GraphCallSeen = {
  method: string
  path: string
  query: Record<string, string>
  body: string
  json: unknown
  headers: Record<string, unknown>
}
export type GraphStub = {
  url: string
  seen: GraphCallSeen[]
  /** Answers of paths (below the version) by what they end with; those of the account stand there already. */
  answers: Record<string, unknown>
  /** The next call that matches is refused with this error of Meta's. */
  refuse(on: RegExp, status: number, error: Record<string, unknown>, headers?: Record<string, string>): void
  close(): Promise<void>
}

export const stubSecrets = { accessToken: 'EAAG-token-of-nobody', appSecret: 'app-secret-of-nobody' }
const proof = createHmac('sha256', stubSecrets.appSecret).update(stubSecrets.accessToken).digest('hex')
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/**
 * A stub of the Graph API written from Meta's documentation: checks token and proof as Meta does, remembers what it was
 * asked and answers in the documented shapes. It is no Meta: it knows no people and enforces no windows by itself.
 */
export async function startGraphStub(): Promise<GraphStub> {
  const seen: GraphCallSeen[] = []
  const answers: Record<string, unknown> = {}
  const refusals: { on: RegExp; status: number; error: Record<string, unknown>; headers: Record<string, string> }[] = []
  let made = 0
  const server = createServer(async (request, response) => {
    const call = await readCall(request)
    const end = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    if (call.path.startsWith('/files/')) return response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
    seen.push(call)
    const at = refusals.findIndex(({ on }) => on.test(`${call.method} ${call.path}`))
    if (at >= 0) {
      const [{ status, error, headers }] = refusals.splice(at, 1) as [(typeof refusals)[number]]
      return end(status, { error: { type: 'OAuthException', fbtrace_id: 'A', message: '', ...error } }, headers)
    }
    if (call.headers['authorization'] !== `Bearer ${stubSecrets.accessToken}`)
      return end(401, { error: { message: 'Invalid OAuth access token.', type: 'OAuthException', code: 190 } })
    if (call.query['appsecret_proof'] !== proof)
      return end(400, {
        error: {
          message: 'API calls from the server require an appsecret_proof argument',
          type: 'GraphMethodException',
          code: 100,
        },
      })
    const below = call.path.replace(/^\/v\d+\.\d+\//, '')
    const known = Object.keys(answers).find((name) => below === name || below.endsWith(`/${name}`))
    if (call.method === 'GET')
      return known ? end(200, answers[known]) : end(200, readAnswer(below, `http://${request.headers.host}`))
    made += 1
    return end(200, writeAnswer(call, below, made))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answers,
    refuse: (on, status, error, headers = {}) => void refusals.push({ on, status, error, headers }),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function readAnswer(below: string, host: string): unknown {
  if (below === 'debug_token')
    return { data: { is_valid: true, expires_at: 1_800_000_000, data_access_expires_at: 1_799_000_000, scopes: [] } }
  if (/^\d+$/.test(below))
    return {
      id: below,
      name: 'Uferlinie',
      username: 'uferlinie',
      url: `${host}/files/${below}.png`,
      mime_type: 'image/png',
      file_size: 70,
    }
  return { data: [] }
}

function writeAnswer({ method, json }: GraphCallSeen, below: string, made: number): unknown {
  if (method === 'DELETE') return { success: true }
  const body = (json ?? {}) as { messaging_product?: string; to?: string; recipient?: unknown }
  const last = below.split('/').at(-1)
  if (last === 'messages' && body.messaging_product === 'whatsapp')
    return {
      messaging_product: 'whatsapp',
      contacts: [{ input: body.to, wa_id: body.to }],
      messages: [{ id: `wamid.made${made}` }],
    }
  if (last === 'messages') return { recipient_id: '6001', message_id: `m_made${made}` }
  if (last === 'comments' || last === 'replies' || last === 'feed' || last === 'mentions')
    return { id: `${below.split('/')[0]}_made${made}` }
  if (last === 'media' || last === 'photos') return { id: `900${made}` }
  return { success: true }
}

async function readCall(request: IncomingMessage): Promise<GraphCallSeen> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://stub')
  const body = Buffer.concat(chunks).toString('utf8')
  let json: unknown = null
  try {
    json = JSON.parse(body)
  } catch {
    // A form with a file.
  }
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body,
    json,
    headers: request.headers,
  }
}
