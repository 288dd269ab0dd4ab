import type { WebSocket } from 'undici'
import { type ConnectorContext, ConnectorError } from '../connector.ts'
import { readingFault } from '../kit/network-call.ts'

/** So much waits at most: then the stream is left and taken up again at the cursor, for it cannot be slowed down. */
const waitingBytesMost = 64 * 1024 * 1024
const takenAtOnce = 2_000
/** So long events gather: they are stored in batches. */
const gatherMs = 500

export type Stream = {
  /** The next events in their order, at most so many. */
  take(): Uint8Array[]
  hasMore(): boolean
  wait(ms: number, signal: AbortSignal): Promise<'news' | 'time' | 'closed'>
  close(): void
}

/** Events from after the cursor on, or from now on. Throws ConnectorError. */
export async function openStream(
  context: Pick<ConnectorContext, 'egress' | 'signal'>,
  relay: string,
  cursor: number | null,
): Promise<Stream> {
  const url = new URL('/xrpc/com.atproto.sync.subscribeRepos', relay)
  if (cursor !== null) url.searchParams.set('cursor', String(cursor))
  const waiting: Uint8Array[] = []
  let bytes = 0
  let isOpen = true
  let wake = () => {}
  const socket = await connect(context, url.href, (frame) => {
    if (!isOpen) return
    waiting.push(frame)
    bytes += frame.byteLength
    // What waits already is read; the rest comes again after the cursor.
    if (bytes > waitingBytesMost) end()
    wake()
  })
  socket.addEventListener('close', end)
  socket.addEventListener('error', end)

  function end() {
    if (!isOpen) return
    isOpen = false
    socket.close()
    wake()
  }

  return {
    take() {
      const taken = waiting.splice(0, takenAtOnce)
      for (const { byteLength } of taken) bytes -= byteLength
      return taken
    },
    hasMore: () => waiting.length > 0,
    async wait(ms, signal) {
      if (waiting.length === 0 && isOpen) {
        const ended = await until(ms, signal, (woken) => {
          wake = woken
        })
        if (ended) return isOpen ? 'time' : 'closed'
      }
      if (waiting.length === 0) return isOpen ? 'time' : 'closed'
      if (isOpen) await until(gatherMs, signal, () => {})
      return 'news'
    },
    close: end,
  }
}

async function connect(
  context: Pick<ConnectorContext, 'egress' | 'signal'>,
  url: string,
  onFrame: (frame: Uint8Array) => void,
): Promise<WebSocket> {
  try {
    const socket = await context.egress.socket(url, { signal: context.signal })
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) onFrame(new Uint8Array(data))
    })
    return socket
  } catch (error) {
    if (context.signal.aborted) throw new ConnectorError('transient', 'cancelled', { cause: error })
    throw readingFault(error)
  }
}

/** True when the time is over or the signal fired, false when woken before. */
function until(ms: number, signal: AbortSignal, offer: (wake: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (ended: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      resolve(ended)
    }
    const onAbort = () => done(true)
    const timer = setTimeout(() => done(true), ms)
    if (signal.aborted) return done(true)
    signal.addEventListener('abort', onAbort)
    offer(() => done(false))
  })
}
