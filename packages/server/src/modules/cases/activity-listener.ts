import pg from 'pg'
import type { Deps } from '#platform/deps'

const retryMs = 1_000

/** Hears a NOTIFY channel on a connection of its own and connects again when it breaks. The returned function ends it. */
export function listenForActivity(deps: Deps, channel: string, hear: (payload: string) => void): () => Promise<void> {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: deps.db.url, keepAlive: true, connectionTimeoutMillis: 10_000 })
    client = next
    next.on('error', () => {})
    next.on('end', again)
    next.on('notification', (message) => hear(message.payload ?? ''))
    try {
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
    } catch (error) {
      deps.log.warn({ err: error }, 'activity of colleagues elsewhere is not heard for now')
      await next.end().catch(() => {})
      again()
    }
  }
  function again(): void {
    if (stopped || timer) return
    timer = setTimeout(() => {
      timer = null
      void connect()
    }, retryMs)
    timer.unref()
  }

  void connect()
  return async () => {
    stopped = true
    if (timer) clearTimeout(timer)
    await client?.end().catch(() => {})
  }
}
