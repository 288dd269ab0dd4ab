import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type StubComment = { id: number; status: string; content: string; parent: number; author: number; at: Date }
export type WordpressStub = {
  url: string
  comments: Map<number, StubComment>
  add(given?: Partial<StubComment>): StubComment
  /** Lists that were asked for. */
  lists: URLSearchParams[]
  close(): Promise<void>
}

/** As much of wp/v2 as reading and answering ask, after its handbook: lists in pages, 400 beyond the last. */
export async function startWordpressStub(): Promise<WordpressStub> {
  const server = createServer((request, response) => answer(stub, request, response))
  const stub: WordpressStub = {
    url: '',
    comments: new Map(),
    lists: [],
    add(given = {}) {
      const id = given.id ?? Math.max(0, ...stub.comments.keys()) + 1
      const comment = {
        id,
        status: 'approved',
        content: `Kommentar ${id}`,
        parent: 0,
        author: 0,
        at: new Date(),
        ...given,
      }
      stub.comments.set(id, comment)
      return comment
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return stub
}

function answer(stub: WordpressStub, request: IncomingMessage, response: ServerResponse): void {
  const query = new URL(request.url ?? '/', 'http://x').searchParams
  const route = query.get('rest_route') ?? ''
  const end = (status: number, value: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  request.resume()
  if (request.method === 'POST') return end(201, { id: 7 })
  if (route === '/wp/v2/users/me') return end(200, { id: 1, name: 'service' })
  const [, one] = /^\/wp\/v2\/comments\/(\d+)$/.exec(route) ?? []
  if (one !== undefined) {
    const found = stub.comments.get(Number(one))
    return found ? end(200, shown(found)) : end(404, { code: 'rest_comment_invalid_id', message: '' })
  }
  if (route !== '/wp/v2/comments') return end(200, {})
  stub.lists.push(query)
  const statuses = query.get('status') === 'all' ? ['approved', 'hold'] : [query.get('status')]
  const included = query.get('include')?.split(',').map(Number)
  const all = [...stub.comments.values()]
    .filter(({ id, status }) => statuses.includes(status) && (included?.includes(id) ?? true))
    .toSorted((a, b) => b.id - a.id)
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 10)]
  if (page > Math.max(1, Math.ceil(all.length / size)))
    return end(400, { code: 'rest_comment_invalid_page_number', message: 'Beyond the last page.' })
  end(200, all.slice((page - 1) * size, page * size).map(shown))
}

function shown({ id, status, content, parent, author, at }: StubComment): object {
  return {
    id,
    post: 5,
    parent,
    author,
    author_name: 'Karl Boie',
    date_gmt: at.toISOString().slice(0, 19),
    content: { rendered: `<p>${content}</p>`, raw: content },
    link: `https://blog.example/?p=5#comment-${id}`,
    status,
    type: 'comment',
  }
}
