import { ConnectorError, type FetchResult, type RawItem, type Session } from '../connector.ts'
import { type MastodonContext, read, readOrNull } from './client.ts'
import { type MastodonCursor, readCursor } from './cursor.ts'
import { limitsOf, streamOf } from './limits.ts'
import { lookAgain } from './look-again.ts'
import { readFound, readNotifications, readOwn } from './read-sources.ts'
import { Account, Instance, Listed, Notification, type Status } from './shapes.ts'
import { fullName } from './status-event.ts'
import { homeOf, statusItem } from './status-items.ts'
import { openStream, type Stream } from './stream.ts'

const minuteMs = 60_000
const learnMs = 24 * 60 * minuteMs
const reconcileCount = 80

/** A visit asks what was said to us; the stream, where there is one, says when the next is worth it. */
export async function openMastodon(context: MastodonContext): Promise<Session> {
  // One known beforehand spares the question at every visit.
  let stream: Stream | null | undefined
  let lastSlowMs = 0
  const everyMs = context.settings.everyMinutes * minuteMs

  const session: Session = {
    async fetch(given) {
      let cursor = await learn(context, readCursor(given))
      if (stream === undefined) {
        stream = await openStream(context, cursor.stream)
        if (stream) session.wait = stream.wait
      }
      let gap: FetchResult['gap']
      const items: RawItem[] = (await stream?.changes(cursor)) ?? []
      const said = await readNotifications(context, cursor)
      items.push(...said.items)
      cursor = said.cursor
      // Events may come by the second, these lists need not be asked that often.
      if (!said.more && Date.now() - lastSlowMs >= everyMs) {
        for (const readPart of [readOwn, readFound, lookAgain]) {
          const part: Pick<FetchResult, 'items' | 'gap'> & { cursor: MastodonCursor } = await readPart(context, cursor)
          items.push(...part.items)
          cursor = part.cursor
          gap ??= part.gap
        }
        lastSlowMs = Date.now()
      }
      const { limits } = cursor
      return {
        items,
        cursor,
        more: said.more,
        nextAfterMs: everyMs,
        ...(limits ? { limits } : {}),
        ...(gap ? { gap } : {}),
      }
    },
    async keys(given) {
      return ours(await mentions(context), readCursor(given)).map(({ uri }) => `status/${uri}`)
    },
    async take(keys) {
      const wanted = (await mentions(context))
        .map(({ status }) => status)
        .filter(({ uri }) => keys.includes(`status/${uri}`))
      const items: RawItem[] = []
      for (const status of wanted) items.push(await statusItem(context, status, { directed: true }))
      return items
    },
    async close() {
      stream?.close()
    },
  }
  return session
}

type Mention = { id: string; atMs: number; status: Status }

/** Newest first. */
async function mentions(context: MastodonContext): Promise<Mention[]> {
  const query = { limit: String(reconcileCount), 'types[]': 'mention' }
  const value = await read(context, '/api/v1/notifications', Listed, query)
  const notes = value.flatMap((one) => Notification.safeParse(one).data ?? [])
  return notes.flatMap(({ id, type, status, created_at }) =>
    type === 'mention' && status ? [{ id, atMs: Date.parse(created_at ?? ''), status }] : [],
  )
}

/** What came after the first visit: down to what was there then. Only where none of that is left in the list, by its times. */
function ours(found: readonly Mention[], { before, sinceMs }: MastodonCursor): Status[] {
  const first = found.findIndex(({ id }) => before.includes(id))
  const mine = first === -1 ? found.filter(({ atMs }) => atMs >= sinceMs) : found.slice(0, first)
  return mine.map(({ status }) => status)
}

/** Who we are, and once a day what this server allows. */
async function learn(context: MastodonContext, cursor: MastodonCursor): Promise<MastodonCursor> {
  if (cursor.me && Date.now() - cursor.learnedAtMs < learnMs) return cursor
  const value = await read(context, '/api/v1/accounts/verify_credentials', Account)
  const name = fullName(value.acct, homeOf(context))
  // What was said to somebody else must not come in under our name.
  if (name !== context.settings.account) throw new ConnectorError('sign_in', 'other-account')
  const instance = await instanceOf(context)
  return {
    ...cursor,
    me: { id: value.id, name },
    limits: instance ? limitsOf(instance) : cursor.limits,
    stream: instance ? streamOf(instance, context.settings.instance) : cursor.stream,
    learnedAtMs: Date.now(),
  }
}

/** The newer description where there is one. */
export async function instanceOf(context: MastodonContext): Promise<Instance | null> {
  const newer = await readOrNull(context, '/api/v2/instance', Instance)
  return newer ?? (await readOrNull(context, '/api/v1/instance', Instance))
}
