import type { RawItem, Session } from '../connector.ts'
import type { MastodonContext } from './client.ts'
import type { MastodonCursor } from './cursor.ts'
import { Status } from './shapes.ts'
import { deletedItem, statusItem } from './status-items.ts'

/** Several events in a row are one visit. */
const gatherMs = 300
const mostChanges = 500

export type Stream = {
  wait: NonNullable<Session['wait']>
  /** Edits and deletions that were told meanwhile, of statuses we know. */
  changes(cursor: MastodonCursor): Promise<RawItem[]>
  close(): void
}

/**
 * The stream of our account: it wakes us, reading stays with the lists, so nothing hangs on an event that was missed.
 * Null where the server has none; then the pace of asking holds.
 */
export async function openStream(context: MastodonContext, origin: string | null): Promise<Stream | null> {
  if (origin === null || !context.settings.streaming) return null
  const headers = { authorization: `Bearer ${context.secrets.accessToken}` }
  const socket = await context.egress
    .socket(`${origin}/api/v1/streaming?stream=user`, { headers, signal: context.signal })
    .catch(() => null)
  if (!socket) return null
  let news = false
  let open = true
  const told: { event: string; payload: string }[] = []
  let wake = () => {}
  socket.addEventListener('message', ({ data }) => {
    const event = readEvent(data)
    if (event === null || event.event === 'update') return
    if (told.length < mostChanges && changing.has(event.event)) told.push(event)
    news = true
    wake()
  })
  socket.addEventListener('close', () => {
    open = false
    wake()
  })
  socket.addEventListener('error', () => socket.close())

  return {
    async wait(ms, signal) {
      const until = Date.now() + ms
      while (!signal.aborted) {
        if (news) {
          await pause(gatherMs, signal)
          news = false
          return 'news'
        }
        const left = until - Date.now()
        if (left <= 0) return open ? 'time' : 'closed'
        // A stream that breaks soon after it was opened must not make us call at every breath: the pace of asking holds.
        await new Promise<void>((resolve) => {
          wake = resolve
          void pause(left, signal).then(resolve)
        })
      }
      return 'closed'
    },
    async changes(cursor) {
      const items: RawItem[] = []
      for (const { event, payload } of told.splice(0)) {
        const item = await changeOf(context, cursor, event, payload)
        if (item) items.push(item)
      }
      return items
    },
    close: () => socket.close(),
  }
}
const changing = new Set(['delete', 'status.update'])

async function changeOf(
  context: MastodonContext,
  { known }: MastodonCursor,
  event: string,
  payload: string,
): Promise<RawItem | null> {
  if (event === 'delete') {
    const gone = known.find(([, id]) => id === payload)
    return gone ? deletedItem(gone[0]) : null
  }
  const status = Status.safeParse(readJson(payload)).data
  if (!status || !known.some(([uri]) => uri === status.uri)) return null
  return statusItem(context, status, { directed: true, edited: true })
}

function readEvent(data: unknown): { event: string; payload: string } | null {
  const value = typeof data === 'string' ? readJson(data) : null
  const { event, payload } = (value ?? {}) as { event?: unknown; payload?: unknown }
  return typeof event === 'string' ? { event, payload: typeof payload === 'string' ? payload : '' } : null
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { once: true })
  })
}
