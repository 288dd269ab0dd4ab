import type { ChatLine } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import type { ChatHub } from './hub.ts'
import { takePlace } from './places.ts'
import { answersOf, linesSaid, type SessionRow } from './store.ts'

type Lines = { items: ChatLine[]; seenAt: string | null }

/**
 * The conversation, oldest first; with `after` only answers from then on. With `wait` the answer comes when there is one,
 * for browsers and proxies that let no stream through.
 */
export async function readLines(
  deps: Deps,
  hub: ChatHub,
  session: SessionRow,
  { after, wait, address, signal }: { after: string | undefined; wait: number; address: string; signal: AbortSignal },
): Promise<Lines> {
  const seenAt = session.looked_at?.toISOString() ?? null
  const read = () =>
    answersOf(deps.db.system, [{ sessionId: session.id, presenceId: session.presence_id, after: after ?? null }])
  if (after === undefined && wait === 0) {
    const [said, answers] = await Promise.all([linesSaid(deps.db.system, session.id), read()])
    const items = [...said, ...answers.map(({ line }) => line)].toSorted((a, b) => (a.at < b.at ? -1 : 1))
    return { items, seenAt }
  }
  // Those before the known one are told again by a stream; somebody who asks gets only what is new.
  const all = (await read()).map(({ line }) => line)
  const since = (lines: ChatLine[]) => lines.slice(lines.findIndex(({ id }) => id === after) + 1)
  if (since(all).length > 0 || wait === 0) return { items: since(all), seenAt }
  const leave = takePlace(address, session.id, hub.windows())
  await news(hub, session, after ?? null, new Set(all.map(({ id }) => id)), wait * 1_000, signal).finally(leave)
  return { items: since((await read()).map(({ line }) => line)), seenAt }
}

function news(
  hub: ChatHub,
  session: SessionRow,
  after: string | null,
  known: ReadonlySet<string>,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      close()
      resolve()
    }
    const timer = setTimeout(done, ms)
    const isNew = (id: string) => !known.has(id)
    const close = hub.open({ session, after, send: (event) => event.type === 'line' && isNew(event.line.id) && done() })
    if (signal.aborted) return done()
    signal.addEventListener('abort', done, { once: true })
  })
}
