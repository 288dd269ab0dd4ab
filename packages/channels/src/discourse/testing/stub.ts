import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callOf, check } from './check-call.ts'

export type StubPost = Record<string, unknown> & { id: number; cooked: string; topic_id: number; username: string }
export type DiscourseStub = {
  url: string
  apiKey: string
  posts: Map<number, StubPost>
  /** Posts that our user may not see. */
  unseen: Set<number>
  add(given: Partial<StubPost>): StubPost
  /** What was asked or answered beside the description. */
  offences: string[]
  writes: { call: string; body: Record<string, unknown> }[]
  once: Map<string, { status: number; body: unknown }>
  /** What the page of our user says beside its name. */
  standing: Record<string, string>
  close(): Promise<void>
}

/** A forum after its published description: every request and every post it answers with is checked by it. */
export async function startDiscourseStub(): Promise<DiscourseStub> {
  const stub: DiscourseStub = {
    url: '',
    apiKey: 'stub-key',
    posts: new Map(),
    unseen: new Set(),
    offences: [],
    writes: [],
    once: new Map(),
    standing: {},
    add(given) {
      const id = given.id ?? Math.max(100, ...stub.posts.keys()) + 1
      const post = { ...plainPost(id), ...given, id } as StubPost
      stub.posts.set(id, post)
      return post
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = createServer((request, response) => {
    void answer(stub, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return stub
}

async function answer(stub: DiscourseStub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', stub.url)
  const call = `${request.method} ${url.pathname}`
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
  const described = callOf(request.method ?? '', url.pathname)
  const end = (status: number, value: unknown) => {
    if (status === 200 && described?.answer) stub.offences.push(...check(described.answer, value, `answer of ${call}`))
    response.writeHead(status, { 'content-type': 'application/json' }).end(value === null ? '' : JSON.stringify(value))
  }
  if (!described) stub.offences.push(`${call}: no such call`)
  for (const name of url.searchParams.keys()) {
    if (described && !described.parameters.includes(name)) stub.offences.push(`${call}?${name}`)
  }
  if (described?.body) stub.offences.push(...check(described.body, body, call))
  if (request.headers['api-key'] !== stub.apiKey || request.headers['api-username'] !== 'uferlinie') {
    return end(403, { errors: ['You are not permitted to view the requested resource.'] })
  }
  if (request.method !== 'GET') stub.writes.push({ call, body })
  const special = stub.once.get(call)
  if (special) {
    stub.once.delete(call)
    return end(special.status, special.body)
  }
  if (call === 'GET /site/basic-info.json') return end(200, { title: 'Radforum' })
  if (call === 'GET /u/uferlinie.json') return end(200, { user: { username: 'Uferlinie', ...stub.standing } })
  if (call === 'POST /posts.json') return post(stub, body, end)
  if (call === 'POST /post_actions.json') return end(200, stub.posts.get(Number(body['id'])) ?? {})
  if (call === 'GET /posts.json') {
    const before = Number(url.searchParams.get('before') ?? Infinity)
    const page = [...stub.posts.values()].filter(({ id }) => id < before).toSorted((a, b) => b.id - a.id)
    // As the forum does it: what the user may not see is taken out of the page, not replaced.
    return end(200, { latest_posts: page.slice(0, 50).filter(({ id }) => !stub.unseen.has(id)) })
  }
  if (call.startsWith('DELETE /post_actions/')) return end(200, null)
  const id = Number(/^\/posts\/(\d+)\.json$/.exec(url.pathname)?.[1])
  const found = stub.posts.get(id)
  if (!found)
    return end(404, { errors: ['The requested URL or resource could not be found.'], error_type: 'not_found' })
  if (request.method === 'DELETE') stub.posts.delete(id)
  const { topic_title: _, topic_html_title: __, category_id: ___, excerpt: ____, truncated: _____, ...single } = found
  return end(200, request.method === 'DELETE' ? null : single)
}

function post(stub: DiscourseStub, body: Record<string, unknown>, end: (status: number, value: unknown) => void): void {
  const raw = typeof body['raw'] === 'string' ? body['raw'] : ''
  const refuse = (error: string) => end(422, { action: 'create_post', errors: [error] })
  if ([...raw].length < 20) return refuse('Body is too short (minimum is 20 characters)')
  if ([...raw].length > 32_000) return refuse('Body is limited to 32000 characters; you entered more, it exceeds it.')
  if ([...stub.posts.values()].some((known) => known['raw'] === raw))
    return refuse('Body is too similar to what you recently posted')
  const topic = Number(body['topic_id'] ?? 900)
  const made = stub.add({ username: 'Uferlinie', raw, cooked: `<p>${raw}</p>`, topic_id: topic })
  const { topic_title: _, topic_html_title: __, category_id: ___, excerpt: ____, truncated: _____, ...answered } = made
  end(200, { ...answered, draft_sequence: 1 })
}

function plainPost(id: number): Record<string, unknown> {
  const flags = [
    'yours',
    'can_edit',
    'can_delete',
    'can_recover',
    'can_see_hidden_post',
    'can_wiki',
    'bookmarked',
    'moderator',
    'admin',
    'staff',
    'hidden',
    'user_deleted',
    'can_view_edit_history',
    'wiki',
    'truncated',
  ]
  const counts = [
    'reply_count',
    'quote_count',
    'incoming_link_count',
    'reads',
    'readers_count',
    'reviewable_score_count',
    'reviewable_score_pending_count',
  ]
  const empty = [
    'primary_group_name',
    'flair_name',
    'flair_url',
    'flair_bg_color',
    'flair_color',
    'flair_group_id',
    'user_title',
    'deleted_at',
    'edit_reason',
    'reviewable_id',
    'reply_to_post_number',
    'display_username',
  ]
  return {
    ...Object.fromEntries(flags.map((name) => [name, false])),
    ...Object.fromEntries(counts.map((name) => [name, 0])),
    ...Object.fromEntries(empty.map((name) => [name, null])),
    id,
    name: 'Karl Boie',
    username: 'karl_b',
    user_id: 12,
    avatar_template: '/a.png',
    created_at: '2026-11-19T08:00:00.000Z',
    updated_at: '2026-11-19T08:00:00.000Z',
    cooked: '<p>Die Bremse quietscht seit Montag.</p>',
    raw: `Die Bremse quietscht seit Montag. ${id}`,
    post_number: id - 100,
    post_type: 1,
    posts_count: 3,
    score: 0.5,
    topic_id: 7,
    topic_slug: 'bremse',
    topic_title: 'Bremse quietscht',
    topic_html_title: 'Bremse quietscht',
    category_id: 1,
    excerpt: '',
    version: 1,
    trust_level: 1,
    actions_summary: [{ id: 2, can_act: true }],
    badges_granted: [],
    post_url: `/t/bremse/7/${id - 100}`,
  }
}
