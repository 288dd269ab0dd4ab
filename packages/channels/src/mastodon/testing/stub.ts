import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { acceptSocket } from './socket.ts'

export type StubStatus = Record<string, unknown> & { id: string; uri: string }
export type MastodonStub = {
  url: string
  token: string
  /** What the server says that it allows; kept as it says. */
  maxCharacters: number
  /** Somebody says something to us; answers with its id. Wakes who listens. */
  say(status: Partial<StubStatus>, note?: Record<string, unknown>): StubStatus
  statuses: Map<string, StubStatus>
  /** Tells the stream. */
  stream(event: string, payload: unknown): void
  breakStreams(): void
  streams(): number
  /** What was asked that the description does not have, or was left out that it needs. */
  offences: string[]
  /** `POST /path` with what was sent. */
  writes: { call: string; body: Record<string, unknown>; key: string | undefined }[]
  calls: string[]
  /** An answer to one call instead of the usual. */
  once: Map<string, { status: number; body: string; headers?: Record<string, string> }>
  close(): Promise<void>
}

/**
 * Parameters by call, after the published description of the Mastodon API 4.7 (docs.joinmastodon.org): what a server may
 * be asked. Streaming, edits of others, deletions, limits and media that are worked later are what the real servers of
 * our tests lack.
 */
const description: [method: string, path: RegExp, parameters: readonly string[]][] = [
  ['GET', /^\/api\/v2\/instance$/, []],
  ['GET', /^\/api\/v1\/accounts\/verify_credentials$/, []],
  [
    'GET',
    /^\/api\/v1\/notifications$/,
    ['max_id', 'since_id', 'min_id', 'limit', 'types[]', 'exclude_types[]', 'account_id'],
  ],
  ['GET', /^\/api\/v1\/statuses$/, ['id[]']],
  ['GET', /^\/api\/v1\/statuses\/[^/]+$/, []],
  ['GET', /^\/api\/v1\/statuses\/[^/]+\/context$/, []],
  [
    'GET',
    /^\/api\/v1\/accounts\/[^/]+\/statuses$/,
    ['max_id', 'since_id', 'min_id', 'limit', 'exclude_reblogs', 'exclude_replies'],
  ],
  [
    'GET',
    /^\/api\/v1\/timelines\/tag\/[^/]+$/,
    ['max_id', 'since_id', 'min_id', 'limit', 'any[]', 'all[]', 'none[]', 'local', 'remote'],
  ],
  [
    'GET',
    /^\/api\/v2\/search$/,
    ['q', 'type', 'resolve', 'limit', 'max_id', 'min_id', 'offset', 'account_id', 'following'],
  ],
  [
    'POST',
    /^\/api\/v1\/statuses$/,
    [
      'status',
      'media_ids',
      'poll',
      'in_reply_to_id',
      'sensitive',
      'spoiler_text',
      'visibility',
      'language',
      'scheduled_at',
    ],
  ],
  ['DELETE', /^\/api\/v1\/statuses\/[^/]+$/, ['delete_media']],
  ['POST', /^\/api\/v1\/statuses\/[^/]+\/(favourite|unfavourite|pin|unpin)$/, []],
  ['POST', /^\/api\/v2\/media$/, ['file', 'description', 'focus', 'thumbnail']],
  ['GET', /^\/api\/v1\/media\/[^/]+$/, []],
]

export async function startMastodonStub(): Promise<MastodonStub> {
  const me = { id: '1', username: 'service', acct: 'service', display_name: 'Uferlinie', bot: false }
  const notes: Record<string, unknown>[] = []
  const sockets = new Set<ReturnType<typeof acceptSocket>>()
  const attempts = new Map<string, StubStatus>()
  const media = new Map<string, number>()
  let last = 100
  const stub: MastodonStub = {
    url: '',
    token: 'stub-token',
    maxCharacters: 500,
    statuses: new Map(),
    offences: [],
    writes: [],
    calls: [],
    once: new Map(),
    say(given, note = {}) {
      const status = statusOf(String((last += 1)), given)
      stub.statuses.set(status.id, status)
      const told = {
        id: String((last += 1)),
        type: 'mention',
        created_at: status['created_at'],
        account: status['account'],
        status,
      }
      notes.unshift({ ...told, ...note })
      stub.stream('notification', notes[0])
      return status
    },
    stream(event, payload) {
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
      for (const socket of sockets) socket.send(JSON.stringify({ stream: ['user'], event, payload: text }))
    },
    breakStreams: () => sockets.forEach((socket) => socket.close()),
    streams: () => sockets.size,
    async close() {
      stub.breakStreams()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const statusOf = (id: string, given: Partial<StubStatus>): StubStatus => ({
    id,
    uri: `https://nutzer.example/users/gerda/statuses/${id}`,
    url: `https://nutzer.example/@gerda/${id}`,
    account: { id: '501', username: 'gerda', acct: 'gerda@nutzer.example', display_name: 'Gerda Lund', bot: false },
    content: '<p>@service Wo bleibt mein Fahrrad?</p>',
    created_at: new Date().toISOString(),
    edited_at: null,
    visibility: 'public',
    sensitive: false,
    spoiler_text: '',
    in_reply_to_id: null,
    mentions: [{ id: '1', username: 'service', acct: 'service', url: `${stub.url}/@service` }],
    tags: [],
    media_attachments: [],
    ...given,
  })
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  server.on('upgrade', (request: IncomingMessage, socket) => {
    if (request.headers.authorization !== `Bearer ${stub.token}`)
      return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    const accepted = acceptSocket(request, socket)
    sockets.add(accepted)
    socket.on('close', () => sockets.delete(accepted))
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', stub.url)
    const call = `${request.method} ${url.pathname}`
    stub.calls.push(call)
    const bytes = await bodyOf(request)
    const body = readBody(request, bytes)
    const end = (status: number, value: unknown, headers: Record<string, string> = {}) =>
      void response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(typeof value === 'string' ? value : JSON.stringify(value))
    const special = stub.once.get(call)
    if (special) {
      stub.once.delete(call)
      return end(special.status, special.body, special.headers)
    }
    const known = description.find(([method, path]) => method === request.method && path.test(url.pathname))
    const given = [...url.searchParams.keys(), ...Object.keys(body)]
    if (!known) stub.offences.push(call)
    for (const name of given) if (known && !known[2].includes(name)) stub.offences.push(`${call}: ${name}`)
    if (request.headers.authorization !== `Bearer ${stub.token}`)
      return end(401, { error: 'The access token is invalid' })
    if (request.method !== 'GET')
      stub.writes.push({ call, body, key: request.headers['idempotency-key'] as string | undefined })
    const id = url.pathname.split('/')[4] ?? ''
    const status = stub.statuses.get(id)
    switch (url.pathname.replace(/(statuses|accounts|tag|media)\/(?!verify)[^/]+/, '$1/*')) {
      case '/api/v2/instance':
        return end(200, instance(stub))
      case '/api/v1/accounts/verify_credentials':
        return end(200, me)
      case '/api/v1/notifications': {
        const page = pageOf(notes, url.searchParams)
        const link = page[0] ? `<${stub.url}/api/v1/notifications?min_id=${String(page[0]['id'])}>; rel="prev"` : ''
        return end(200, page, link ? { link } : {})
      }
      case '/api/v1/accounts/*/statuses':
        return end(
          200,
          pageOf(
            [...stub.statuses.values()].filter(({ account }) => (account as { id: string }).id === me.id).toReversed(),
            url.searchParams,
          ),
        )
      case '/api/v1/timelines/tag/*': {
        const tag = decodeURIComponent(url.pathname.split('/').at(-1)!).toLowerCase()
        const tagged = [...stub.statuses.values()].filter(({ tags }) =>
          (tags as { name: string }[]).some(({ name }) => name === tag),
        )
        return end(200, pageOf(tagged.toReversed(), url.searchParams))
      }
      case '/api/v2/search': {
        const q = url.searchParams.get('q') ?? ''
        const hits = [...stub.statuses.values()].filter(({ uri, content }) => uri === q || String(content).includes(q))
        return end(200, { accounts: [], hashtags: [], statuses: pageOf(hits.toReversed(), url.searchParams) })
      }
      case '/api/v1/statuses':
        if (request.method === 'POST') return post(body, request, end)
        return end(
          200,
          url.searchParams.getAll('id[]').flatMap((one) => stub.statuses.get(one) ?? []),
        )
      case '/api/v2/media':
        media.set(String((last += 1)), 1)
        return end(202, { id: String(last), type: 'image', url: null })
      case '/api/v1/media/*': {
        const left = media.get(id) ?? 0
        media.set(id, left - 1)
        return end(left > 0 ? 206 : 200, { id, type: 'image' })
      }
    }
    if (!status) return end(404, { error: 'Record not found' })
    if (request.method === 'DELETE') stub.statuses.delete(id)
    if (url.pathname.endsWith('/context')) return end(200, { ancestors: above(status), descendants: [] })
    return end(200, status)
  }

  function post(
    body: Record<string, unknown>,
    request: IncomingMessage,
    end: (status: number, value: unknown) => void,
  ): void {
    const key = request.headers['idempotency-key'] as string | undefined
    const before = key === undefined ? undefined : attempts.get(key)
    if (before) return end(200, before)
    const text = textOf(body['status'])
    if (
      text.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(/@([\w.-]+)@[\w.-]+/g, '@$1').length > stub.maxCharacters
    ) {
      return end(422, { error: `Validation failed: Text character limit of ${stub.maxCharacters} exceeded` })
    }
    if (body['in_reply_to_id'] !== undefined && !stub.statuses.has(textOf(body['in_reply_to_id']))) {
      return end(404, { error: 'Record not found' })
    }
    const id = String((last += 1))
    const status = statusOf(id, {
      account: me,
      uri: `${stub.url}/users/service/statuses/${id}`,
      content: `<p>${text}</p>`,
      visibility: body['visibility'],
      in_reply_to_id: body['in_reply_to_id'] ?? null,
      mentions: [],
    })
    stub.statuses.set(id, status)
    if (key !== undefined) attempts.set(key, status)
    end(200, status)
  }

  function above(status: StubStatus): StubStatus[] {
    const parent = stub.statuses.get(String(status['in_reply_to_id']))
    return parent ? [...above(parent), parent] : []
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return stub
}

function instance({ url, maxCharacters }: MastodonStub) {
  return {
    title: 'Sozial',
    version: '4.7.0',
    configuration: {
      urls: { streaming: url.replace('http', 'ws') },
      statuses: { max_characters: maxCharacters, max_media_attachments: 4, characters_reserved_per_url: 23 },
      media_attachments: {
        supported_mime_types: ['image/png'],
        image_size_limit: 16_777_216,
        description_limit: 1_500,
      },
    },
  }
}

/** Newest first; min_id gives the page right above it, since_id the newest of all above. */
function pageOf<T extends Record<string, unknown>>(list: T[], query: URLSearchParams): T[] {
  const limit = Number(query.get('limit') ?? 20)
  const types = query.getAll('types[]')
  const number = (name: string) => Number(query.get(name))
  const ofTypes = types.length === 0 ? list : list.filter(({ type }) => types.includes(String(type)))
  const fitting = ofTypes.filter(
    ({ id }) =>
      (!query.has('max_id') || Number(id) < number('max_id')) &&
      (!query.has('since_id') || Number(id) > number('since_id')) &&
      (!query.has('min_id') || Number(id) > number('min_id')),
  )
  return query.has('min_id') ? fitting.slice(-limit) : fitting.slice(0, limit)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function readBody(request: IncomingMessage, bytes: Buffer): Record<string, unknown> {
  const type = request.headers['content-type'] ?? ''
  if (type.includes('json')) return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>
  const names = type.includes('multipart')
    ? [...bytes.toString('latin1').matchAll(/form-data; name="([^"]+)"(?:; filename="[^"]*")?[^]*?\r\n\r\n([^\r]*)/g)]
    : []
  return Object.fromEntries(names.map((match) => [match[1]!, Buffer.from(match[2]!, 'latin1').toString('utf8')]))
}
