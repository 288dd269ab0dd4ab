import { randomBytes, randomUUID } from 'node:crypto'
import { connectorOf } from '@resonanz/channels'
import { type ChatEvent, PresenceInput } from '@resonanz/contracts'
import type { FastifyInstance } from 'fastify'
import { type IntakeDeps, startIntake } from '#intake'
import { makeHub } from '#live'
import { createPresence, makeSender } from '#presences'
import { startSending, threadOfToken } from '#replies'
import { mountLogo } from '#settings'
import type { Actor, Deps } from '#platform/deps'
import type { Binding } from '#platform/http/binding'
import { journalChannel } from '#platform/journal'
import { makeListener } from '#platform/listen'
import { makeWorkerPool } from '#platform/worker-pool'
import { solveChallenge } from '#intake'
import { chatBindings, chatChannel, makeChatHub, mountChatPages } from './index.ts'

type Answer = { id: string; code: string; name: string; identity: string }
type ServerOf = (deps: Deps, bindings: Binding[]) => Promise<FastifyInstance>
export const shop = 'https://laden.example'

/** The chat as it runs: intake, sending and live streams of their own, on a port of the loopback. */
export async function chatServer(deps: Deps, url: string, serverOf: ServerOf, script?: () => Promise<string>) {
  const pool: IntakeDeps['pool'] = makeWorkerPool({
    entry: new URL('../intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 3_000,
  })
  pool.warm()
  const parts = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: deps.newId() }
  const hub = await makeHub(deps)
  const chatHub = makeChatHub(deps, hub)
  const intake = startIntake(parts)
  const sending = startSending({ ...parts, sender: makeSender(deps, connectorOf) }, { alone: false })
  const listener = makeListener(url, deps.log)
  listener.on('resonanz_intake', intake.wake)
  listener.on('resonanz_outbox', sending.wake)
  listener.on(journalChannel, hub.loop.wake)
  listener.on(chatChannel, chatHub.heard)
  const app = await serverOf(deps, chatBindings(deps, chatHub))
  mountChatPages(app, deps, script)
  mountLogo(app, deps)
  const home = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    app,
    home,
    hub,
    chatHub,
    async stop() {
      app.server.closeAllConnections()
      await app.close()
      await Promise.all([intake.stop(), sending.stop(), chatHub.stop(), hub.loop.stop(), listener.close()])
      await pool.close()
    },
  }
}

/** Connects a chat that may stand on the shop's pages. Answers with its public key and the secret of the host site. */
export async function connectChat(deps: Deps, actor: Actor, settings: Record<string, unknown> = {}) {
  const input = PresenceInput.parse({
    kind: 'chat',
    name: 'Chat',
    settings: { allowedOrigins: [shop], undoSeconds: 0, ...settings },
  })
  const { presence, signingSecret } = await createPresence(deps, { connectorOf }, actor, input)
  return { key: presence.publicKey!, id: presence.id, secret: signingSecret! }
}

/** A visitor's browser in plain requests, on the shop's page. */
export function makeVisitor(home: string, key: string, given: { ip?: string; origin?: string; token?: string } = {}) {
  const token = given.token ?? randomBytes(32).toString('base64url')
  const headers = {
    origin: given.origin ?? shop,
    authorization: `Bearer ${token}`,
    ...(given.ip ? { 'x-forwarded-for': given.ip } : {}),
  }
  const at = `${home}/api/v1/chat/${key}`
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${at}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Answer }
  }
  return {
    token,
    post,
    headers,
    state: async () => (await fetch(at, { headers })).json() as Promise<Answer>,
    async start(more: Record<string, unknown> = {}) {
      const answer = await fetch(at, { headers })
      if (!answer.ok) return { status: answer.status, body: {} as Answer }
      const state = (await answer.json()) as { challenge: { token: string; bits: number } }
      return post('/sessions', { challenge: state.challenge.token, answer: solveChallenge(state.challenge), ...more })
    },
    say: (text: string, clientId: string = randomUUID(), fileIds: string[] = []) =>
      post('/messages', { clientId, text, fileIds }),
    lines: async (query = '') =>
      (await (await fetch(`${at}/messages${query}`, { headers })).json()) as {
        items: { id: string; from: string; text: string; clientId: string | null; files: { id: string }[] }[]
        seenAt: string | null
      },
    upload: async (bytes: Uint8Array, name: string) => {
      const answer = await fetch(`${at}/files?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: Buffer.from(bytes),
      })
      return { status: answer.status, body: (await answer.json()) as Answer }
    },
    file: (id: string) => fetch(`${at}/files/${id}`, { headers }),
    /** Opens the stream; `events` grows. */
    async listen(after?: string) {
      const stop = new AbortController()
      const answer = await fetch(`${at}/stream`, {
        headers: { ...headers, ...(after ? { 'last-event-id': after } : {}) },
        signal: stop.signal,
      })
      const events: ChatEvent[] = []
      void (async () => {
        let rest = ''
        for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
          const lines = (rest + chunk).split('\n')
          rest = lines.pop()!
          for (const line of lines) if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as ChatEvent)
        }
      })().catch(() => {})
      return { status: answer.status, events, close: () => stop.abort() }
    },
  }
}
