import pg from 'pg'
import type { Logger } from './log.ts'

export type Listener = { on(channel: string, heard: (payload: string) => void): () => void; close(): Promise<void> }

/**
 * One connection that listens for all of the process. A notification is only a wake-up: after a lost connection every
 * subscriber is woken once, since something may have been missed.
 */
export function makeListener(url: string, log: Logger): Listener {
  const subscribers = new Map<string, Set<(payload: string) => void>>()
  let client: pg.Client | null = null
  let closed = false
  let delayMs = 100
  /** One after the other: a connection answers one question at a time. */
  let line: Promise<unknown> = Promise.resolve()
  const listenTo = (on: pg.Client, channel: string): Promise<unknown> =>
    (line = line.catch(() => {}).then(() => on.query(`listen ${pg.escapeIdentifier(channel)}`)))

  async function connect() {
    if (closed) return
    const made = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      options: '-c role=resonanz_system',
    })
    made.on('error', () => {})
    made.on('end', () => {
      if (client === made) client = null
      if (!closed) setTimeout(connect, (delayMs = Math.min(delayMs * 2, 5_000))).unref()
    })
    made.on('notification', ({ channel, payload }) => {
      for (const heard of subscribers.get(channel) ?? []) heard(payload ?? '')
    })
    try {
      await made.connect()
      client = made
      for (const channel of subscribers.keys()) await listenTo(made, channel)
      delayMs = 100
      for (const set of subscribers.values()) for (const heard of set) heard('')
    } catch (error) {
      log.debug({ err: error }, 'listener could not connect')
      made.end().catch(() => {})
    }
  }
  void connect()
  return {
    on(channel, heard) {
      let set = subscribers.get(channel)
      if (!set) {
        subscribers.set(channel, (set = new Set()))
        if (client) listenTo(client, channel).catch(() => {})
      }
      set.add(heard)
      return () => void set.delete(heard)
    },
    async close() {
      closed = true
      await client?.end().catch(() => {})
    },
  }
}
