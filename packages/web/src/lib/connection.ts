import { useSyncExternalStore } from 'react'

/** Whether we reach the server, and since when not. Fed by calls, by the live stream and by the browser. */
export type Connection = { online: boolean; since: Date | null }

const listeners = new Set<() => void>()
let current: Connection = { online: true, since: null }

export function connection(): Connection {
  return current
}

export function useConnection(): Connection {
  return useSyncExternalStore((listener) => onConnectionChange(listener), connection)
}

export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function reportOffline(): void {
  if (current.online) change({ online: false, since: new Date() })
}

export function reportOnline(): void {
  if (!current.online) change({ online: true, since: null })
}

function change(next: Connection): void {
  current = next
  for (const listener of listeners) listener()
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', reportOffline)
  // The browser's "online" only says there is a network; a call or the stream proves the server.
}
