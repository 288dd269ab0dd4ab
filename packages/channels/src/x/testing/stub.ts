import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
type Call = { call: string; query: Record<string, string>; json: Record<string, unknown>; bytes: number }
export type XStub = {
  url: string
  calls: Call[]
  /** Lists by their path, newest first. */
  lists: Map<string, { id: string; [field: string]: unknown }[]>
  users: unknown[]
  media: unknown[]
  /** The next calls that match end like that. */
  refuse(call: RegExp, answer: Answer): void
  /** The refresh token that holds now: each renewal makes a new one, an old one is dead. */
  refreshToken: string
  renewals: number
  close(): Promise<void>
}

/**
 * X's API v2 as its pages describe it: the calls we make, with the parameters each of them knows. No simulator of X could
 * be run here, so it says nothing about X itself.
 */
export async function startX(username = 'uferlinie', self = '7000'): Promise<XStub> {
  let made = 0
  let token = ''
  const refusals: { call: RegExp; answer: Answer }[] = []
  const listQuery = ['max_results', 'pagination_token', 'expansions', 'user.fields', 'media.fields']
  const postQuery = [...listQuery, 'tweet.fields', 'since_id', 'start_time']
  const routes: {
    call: RegExp
    query?: string[]
    json?: string[]
    needs?: string[]
    answer(found: Call, parts: string[]): Answer
  }[] = [
    { call: /^GET \/2\/users\/me$/, answer: () => ok({ data: { id: self, username, name: 'Uferlinie' } }) },
    { call: /^GET \/2\/users\/\d+\/(?:mentions|tweets)$/, query: postQuery, answer: (found) => page(found) },
    {
      call: /^GET \/2\/dm_events$/,
      query: [...listQuery, 'dm_event.fields', 'event_types'],
      answer: (found) => page(found),
    },
    {
      call: /^POST \/2\/tweets$/,
      json: ['text', 'reply', 'media'],
      needs: ['text'],
      answer: ({ json }) => ok({ data: { id: String(99_000 + (made += 1)), text: json['text'] } }, 201),
    },
    {
      call: /^POST \/2\/dm_conversations\/(?:with\/)?\d+\/messages$/,
      json: ['text', 'attachments'],
      needs: ['text'],
      answer: () => ok({ data: { dm_event_id: String(88_000 + (made += 1)), dm_conversation_id: '1' } }, 201),
    },
    { call: /^DELETE \/2\/tweets\/\d+$/, answer: () => ok({ data: { deleted: true } }) },
    {
      call: /^PUT \/2\/tweets\/\d+\/hidden$/,
      json: ['hidden'],
      needs: ['hidden'],
      answer: ({ json }) => ok({ data: { hidden: json['hidden'] } }),
    },
    {
      call: /^POST \/2\/users\/\d+\/likes$/,
      json: ['tweet_id'],
      needs: ['tweet_id'],
      answer: () => ok({ data: { liked: true } }),
    },
    { call: /^DELETE \/2\/users\/\d+\/likes\/\d+$/, answer: () => ok({ data: { liked: false } }) },
    {
      call: /^POST \/2\/media\/upload\/initialize$/,
      json: ['media_type', 'total_bytes', 'media_category'],
      needs: ['media_type', 'total_bytes'],
      answer: () => ok({ data: { id: '500', media_key: '3_500' } }),
    },
    { call: /^POST \/2\/media\/upload\/500\/append$/, answer: () => ({ status: 204 }) },
    { call: /^POST \/2\/media\/upload\/500\/finalize$/, answer: () => ok({ data: { id: '500' } }) },
    {
      call: /^POST \/2\/media\/metadata$/,
      json: ['id', 'metadata'],
      needs: ['id', 'metadata'],
      answer: () => ok({ data: { id: '500' } }),
    },
  ]

  function page({ call, query }: Call): Answer {
    const size = Number(query['max_results'])
    if (!(size >= 5 && size <= 100)) return problem(400, 'max_results must be between 5 and 100')
    const since = query['since_id']
    const all = (stub.lists.get(call.split(' ')[1]!) ?? []).filter(
      ({ id }) => since === undefined || BigInt(id) > BigInt(since),
    )
    const from = Number(query['pagination_token'] ?? 0)
    const data = all.slice(from, from + size)
    const next = from + size < all.length ? { next_token: String(from + size) } : {}
    const includes = { users: stub.users, media: stub.media }
    return ok({ ...(data.length > 0 ? { data, includes } : {}), meta: { result_count: data.length, ...next } })
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://x')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const call = `${request.method} ${url.pathname}`
    const query = Object.fromEntries(url.searchParams)
    const refused = refusals.findIndex((one) => one.call.test(call))
    if (refused !== -1) return refusals.splice(refused, 1)[0]!.answer
    if (call === 'POST /2/oauth2/token')
      return renew(new URLSearchParams(body.toString()), request.headers.authorization)
    if (request.headers.authorization !== `Bearer ${token}` || token === '') return problem(401, 'Unauthorized')
    const route = routes.find((one) => one.call.test(call))
    if (!route) return problem(404, `No such call: ${call}`)
    const isJson = request.headers['content-type'] === 'application/json'
    const json = isJson ? (JSON.parse(body.toString()) as Record<string, unknown>) : {}
    const strange = [
      ...Object.keys(query).filter((name) => !route.query?.includes(name)),
      ...Object.keys(json).filter((name) => !route.json?.includes(name)),
    ]
    const missing = (route.needs ?? []).filter((name) => json[name] === undefined)
    if (strange.length > 0 || missing.length > 0)
      return problem(400, `Unknown: ${strange.join()} missing: ${missing.join()}`)
    const found = { call, query, json, bytes: body.length }
    stub.calls.push(found)
    return route.answer(found, [])
  }

  function renew(form: URLSearchParams, proof: string | undefined): Answer {
    const isKnown = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === stub.refreshToken
    if (!isKnown || proof !== `Basic ${Buffer.from('app:geheim').toString('base64')}`)
      return problem(400, 'invalid_grant')
    stub.renewals += 1
    stub.refreshToken = `refresh-${stub.renewals}`
    token = `access-${stub.renewals}`
    return ok({ token_type: 'bearer', expires_in: 7_200, access_token: token, refresh_token: stub.refreshToken })
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body, headers }) =>
        response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(body === undefined ? '' : JSON.stringify(body)),
      () => response.destroy(),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const stub: XStub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    lists: new Map(),
    users: [],
    media: [],
    refuse: (call, given) => refusals.push({ call, answer: given }),
    refreshToken: 'refresh-0',
    renewals: 0,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return stub
}

function ok(body: unknown, status = 200): Answer {
  return { status, body }
}
function problem(status: number, detail: string): Answer {
  return { status, body: { title: 'Problem', detail, type: 'about:blank', status } }
}
