import type { FastifyReply, FastifyRequest } from 'fastify'
import { Id } from '@resonanz/contracts'
import { crossOriginHeaders } from '#platform/http/cross-origin'
import type { ChatHub } from './hub.ts'
import { takePlace } from './places.ts'
import type { SessionRow } from './store.ts'

const maxBufferedBytes = 256 * 1024
const heartbeatMs = 20_000
const responses = new Set<FastifyReply['raw']>()
let heart: NodeJS.Timeout | null = null

/** The visitor's stream. One heartbeat for all of them; a browser that does not read is let go and comes back. */
export function streamChat(
  hub: ChatHub,
  session: SessionRow,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const leave = takePlace(request.ip, session.id, hub.windows())
  reply.hijack()
  const response = reply.raw
  response.writeHead(200, {
    ...crossOriginHeaders(request),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  response.write('retry: 2000\n\n')
  responses.add(response)
  heart ??= setInterval(beat, heartbeatMs).unref()
  const last = Id.safeParse(request.headers['last-event-id'])
  const close = hub.open({
    session,
    after: last.success ? last.data : null,
    send(event, id) {
      if (response.writableLength > maxBufferedBytes) return void response.destroy()
      response.write(`${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(event)}\n\n`)
    },
  })
  response.on('close', () => {
    close()
    responses.delete(response)
    leave()
  })
  return reply
}

function beat(): void {
  for (const response of responses) response.write(': \n\n')
}
