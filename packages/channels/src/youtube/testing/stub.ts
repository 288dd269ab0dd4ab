import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = { status: number; body?: unknown }
export type YoutubeStub = {
  url: string
  calls: { call: string; query: Record<string, string>; json: unknown }[]
  /** Threads by moderation status, newest first. */
  threads: Record<string, { id: string; [field: string]: unknown }[]>
  /** Published, and too old for the pages that are read. */
  old: { id: string; [field: string]: unknown }[]
  replies: Map<string, unknown[]>
  refuse(call: RegExp, answer: Answer): void
  renewals: number
  close(): Promise<void>
}

/** The calls we make of the YouTube Data API v3, with the parameters its pages list for them. No search: it is refused. */
export async function startYoutube(channelId: string): Promise<YoutubeStub> {
  const refusals: { call: RegExp; answer: Answer }[] = []
  let made = 0
  const known: Record<string, string[]> = {
    'GET /commentThreads': [
      'part',
      'id',
      'allThreadsRelatedToChannelId',
      'order',
      'maxResults',
      'textFormat',
      'moderationStatus',
      'pageToken',
    ],
    'GET /comments': ['part', 'parentId', 'maxResults', 'textFormat', 'pageToken'],
    'GET /channels': ['part', 'mine'],
    'POST /comments': ['part'],
    'POST /comments/setModerationStatus': ['id', 'moderationStatus'],
    'DELETE /comments': ['id'],
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://y')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const call = `${request.method} ${url.pathname}`
    const query = Object.fromEntries(url.searchParams)
    const refused = refusals.findIndex((one) => one.call.test(call))
    if (refused !== -1) return refusals.splice(refused, 1)[0]!.answer
    if (call === 'POST /token') {
      stub.renewals += 1
      return { status: 200, body: { access_token: 'access', expires_in: 3_599, token_type: 'Bearer' } }
    }
    if (request.headers.authorization !== 'Bearer access') return problem(401, 'authError')
    const allowed = known[call]
    const strange = Object.keys(query).filter((name) => !allowed?.includes(name))
    if (!allowed || strange.length > 0) return problem(400, 'invalidParameter', strange.join())
    const json = body === '' ? null : (JSON.parse(body) as { snippet?: { parentId?: string; textOriginal?: string } })
    stub.calls.push({ call, query, json })
    if (call === 'GET /channels')
      return { status: 200, body: { items: [{ id: channelId, snippet: { title: 'Uferlinie' } }] } }
    if (call === 'GET /commentThreads' && query['id'] !== undefined) return threadsOf(query)
    if (call === 'GET /commentThreads') return page(stub.threads[query['moderationStatus'] ?? 'published'] ?? [], query)
    if (call === 'GET /comments') return page(stub.replies.get(query['parentId'] ?? '') ?? [], query)
    if (call === 'POST /comments') {
      if (!json?.snippet?.parentId || !json.snippet.textOriginal) return problem(400, 'parentIdMissing')
      return {
        status: 200,
        body: { kind: 'youtube#comment', id: `${json.snippet.parentId}.n${(made += 1)}`, snippet: json.snippet },
      }
    }
    return { status: 204 }
  }

  /** By id it takes fifty at once, and no other parameter of lists. */
  function threadsOf(query: Record<string, string>): Answer {
    const ids = query['id']!.split(',')
    const strange = Object.keys(query).some((name) => !['id', 'part', 'textFormat'].includes(name))
    if (strange || ids.length > 50) return problem(400, 'invalidParameter')
    const all = [...(stub.threads['published'] ?? []), ...stub.old]
    return { status: 200, body: { items: all.filter(({ id }) => ids.includes(id)) } }
  }

  function page(all: unknown[], query: Record<string, string>): Answer {
    const size = Number(query['maxResults'])
    if (!(size >= 1 && size <= 100)) return problem(400, 'invalidMaxResults')
    const from = Number(query['pageToken'] ?? 0)
    const next = from + size < all.length ? { nextPageToken: String(from + size) } : {}
    return { status: 200, body: { items: all.slice(from, from + size), ...next } }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(body === undefined ? '' : JSON.stringify(body)),
      () => response.destroy(),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const stub: YoutubeStub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    threads: {},
    old: [],
    replies: new Map(),
    refuse: (call, given) => refusals.push({ call, answer: given }),
    renewals: 0,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return stub
}

export function problem(status: number, reason: string, message = reason): Answer {
  return { status, body: { error: { code: status, message, errors: [{ reason, domain: 'youtube', message }] } } }
}
