import { may } from '@resonanz/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { limits } from '#platform/http/limits'
import { parsePosition } from '#platform/journal'
import { actorOfSession } from '#auth'
import { type Hub, rightsChanged, type Sent } from './hub.ts'

const heartbeatMs = 15_000
const maxBufferedBytes = 1024 * 1024
const open = new Map<string, number>()

/**
 * The live stream of one browser (server-sent events). `Last-Event-ID` is a journal position: a browser that was away
 * gets what it missed, then what happens now. Rights are applied to every event; a revoked session ends the stream.
 */
export async function streamLive(
  deps: Deps,
  hub: Hub,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
  after: string | undefined,
): Promise<unknown> {
  const count = open.get(actor.memberId) ?? 0
  if (count >= limits.liveStreamsPerMember) throw new Refusal('too-many-requests')
  open.set(actor.memberId, count + 1)
  reply.hijack()
  const response = reply.raw
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  response.write('retry: 2000\n\n')

  const write = (sent: Sent) => {
    if (sent.needs && !may(actor.role, sent.needs)) return
    if (sent.memberId && sent.memberId !== actor.memberId) return
    // A browser that does not read is let go; it comes back with its position and misses nothing.
    if (response.writableLength > maxBufferedBytes) return end()
    response.write(`${sent.id ? `id: ${sent.id}\n` : ''}data: ${JSON.stringify(sent.event)}\n\n`)
    if (sent.event.type === 'reload' && sent.event.reason === rightsChanged) void endIfChanged()
  }
  // Live events wait until what was missed is written, so that the order holds.
  let waiting: Sent[] | null = []
  const unsubscribe = hub.subscribe({
    workspaceId: actor.workspaceId,
    send: (sent) => (waiting ? waiting.push(sent) : write(sent)),
  })
  const heartbeat = setInterval(() => {
    response.write(': alive\n\n')
    void endIfChanged()
  }, heartbeatMs)
  /** Ends the stream when the session, the role or the workspace is another; a browser that may comes back at once. */
  async function endIfChanged() {
    const now = await actorOfSession(deps, actor.sessionHash).catch(() => actor)
    if (!now || now.role !== actor.role || now.workspaceId !== actor.workspaceId) end()
  }
  let ended = false
  function end() {
    if (ended) return
    ended = true
    clearInterval(heartbeat)
    unsubscribe()
    open.set(actor.memberId, Math.max(0, (open.get(actor.memberId) ?? 1) - 1))
    response.end()
  }
  response.on('close', end)
  const last = request.headers['last-event-id']
  const position = parsePosition(typeof last === 'string' ? last : (after ?? ''))
  if (position)
    await hub
      .catchUp(actor.workspaceId, position, write)
      .catch((error) => deps.log.warn({ err: error }, 'live catch-up failed'))
  const missed = waiting
  waiting = null
  for (const sent of missed) write(sent)
  return reply
}
