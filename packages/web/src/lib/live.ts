import { type LiveEvent, liveRoutes } from '@resonanz/contracts'
import { addressOf } from './api.ts'
import { connection, onConnectionChange, reportOffline, reportOnline } from './connection.ts'

/**
 * The live stream: one EventSource for the whole app. The browser repeats `Last-Event-ID` on its own reconnects;
 * when it gives up (server away, 5xx) we open anew with `?after=` the last id, so nothing is missed either way.
 */
export type LiveListener = (event: LiveEvent) => void

const TYPES = [
  'case',
  'chat',
  'activity',
  'mention',
  'presence',
  'quarantine',
  'post',
  'incident',
  'many-answer',
  'notification',
  'reload',
] as const
const listeners = new Set<LiveListener>()
const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 30_000

export function onLive(listener: LiveListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Opens the stream behind a position that is older than everything on the screen: what changes between the first read and
 * the open stream, or before the first event came, is told as well. The answer closes it.
 */
export function startLive(from: string): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let lastId = from
  let stopped = false

  function open(): void {
    clearTimeout(timer)
    source?.close()
    source = new EventSource(addressOf(liveRoutes.stream, { query: { after: lastId } }))
    source.onopen = () => {
      attempt = 0
      reportOnline()
    }
    source.onmessage = receive
    for (const type of TYPES) source.addEventListener(type, receive)
    source.onerror = () => {
      attempt += 1
      // One failed try may be a restart; from the second on a person should know.
      if (attempt > 1 || !navigator.onLine) reportOffline()
      if (source?.readyState !== EventSource.CLOSED) return
      source = null
      timer = setTimeout(open, retryDelayMs(attempt, Math.random()))
    }
  }

  function receive(message: MessageEvent<string>): void {
    if (message.lastEventId) lastId = message.lastEventId
    const event = parseLive(message.data)
    if (event) for (const listener of listeners) listener(event)
  }

  function retryNow(): void {
    if (stopped || source) return
    attempt = 0
    open()
  }

  /** The line was gone: a stream that looks open may be dead, and one that waits would wait on. */
  function openAnew(): void {
    if (stopped) return
    attempt = 0
    open()
  }

  open()
  window.addEventListener('online', openAnew)
  const stopWatching = onConnectionChange(() => connection().online && retryNow())
  return () => {
    stopped = true
    clearTimeout(timer)
    source?.close()
    stopWatching()
    window.removeEventListener('online', openAnew)
  }
}

/** Doubling from 1 s to 30 s, spread by ±25 % so that a restart is not met by everybody at once. */
export function retryDelayMs(attempt: number, chance: number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1))
  return Math.round(delay * (0.75 + chance / 2))
}

export function parseLive(data: string): LiveEvent | null {
  try {
    const event: unknown = JSON.parse(data)
    const known = typeof event === 'object' && event !== null && 'type' in event
    return known && (TYPES as readonly unknown[]).includes(event.type) ? (event as LiveEvent) : null
  } catch {
    return null
  }
}
