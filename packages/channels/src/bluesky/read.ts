import { z } from 'zod'
import type { ConnectorError, FetchResult, RawItem, Session } from '../connector.ts'
import { holdBackMs, readAllowance } from '../kit/allowance.ts'
import { ChatCursor, type Convos, newestMessages, visitChat } from './chat-read.ts'
import { query, readAs } from './client.ts'
import { hydrate } from './hydrate.ts'
import { beginLate, findLate, isOurs, LateCursor, type ReadPage } from './late.ts'
import { newOwnPosts } from './own-posts.ts'
import { Notification, NotificationPage, PostPage, PostView } from './shapes.ts'
import { signIn } from './session.ts'
import { keepSigns, Signs, signsTakenBack } from './signs.ts'
import type { BlueskyContext } from './settings.ts'

const pageSize = 50
/** Notifications lie in the order of times their authors chose: this far back is read again each time. */
const overlapMs = 15 * 60_000
const usualPauseMs = 20_000
const quietPauseMs = 60_000
const lookAgainAtOnce = 25
const watchedMost = 500
const reconciledPages = 4
const dayMs = 24 * 3_600_000

/** Told to the account, but nobody's words: not even counted. */
const passedOver = new Set(
  'follow starterpack-joined verified unverified like-via-repost repost-via-repost subscribed-post contact-match'.split(
    ' ',
  ),
)

const Cursor = z.object({
  /** Everything up to this time is stored. */
  until: z.string().nullable().default(null),
  /** A sweep under way: where its next page begins and how new its first notification was. */
  page: z.string().nullable().default(null),
  top: z.string().nullable().default(null),
  /** Keys of our own posts that were taken or were there before; an older release kept the newest alone. */
  own: z
    .union([z.array(z.string().max(600)).max(300), z.string().max(600)])
    .nullable()
    .default(null),
  /** Posts looked at again in turn, whether they are still there, newest first. */
  watched: z.array(z.string()).max(watchedMost).default([]),
  at: z.number().int().min(0).default(0),
  /** Null where an older release began. */
  late: LateCursor.nullable().default(null),
  signs: Signs.default([]),
  chat: ChatCursor.default(ChatCursor.parse({})),
})
type Cursor = z.infer<typeof Cursor>

export async function openBluesky(context: BlueskyContext): Promise<Session> {
  await signIn(context)
  const listed = new Map<string, Notification>()
  const said = new Map<string, RawItem>()
  const convos: Convos = new Map()
  let owed: ConnectorError | null = null
  return {
    async fetch(given) {
      const told = owed
      owed = null
      if (told) throw told
      const { owed: fault = null, ...batch } = await fetchBatch(context, readCursor(given), convos)
      owed = fault
      // What was public is stored first.
      return owed ? { ...batch, more: true } : batch
    },
    async keys(given) {
      const { late, chat } = readCursor(given)
      listed.clear()
      said.clear()
      let page: string | undefined
      for (let count = 0; count < reconciledPages; count += 1) {
        const { found, cursor } = await notifications(context, page)
        for (const one of found.filter(isTaken)) if (late === null || isOurs(late, one)) listed.set(one.uri, one)
        if (!(page = cursor)) break
      }
      for (const item of await newestMessages(context, chat).catch(() => [])) said.set(item.sourceKey, item)
      return [...listed.keys(), ...said.keys()]
    },
    async take(keys) {
      const notified = keys.flatMap((key) => listed.get(key) ?? [])
      const messages = keys.flatMap((key) => said.get(key) ?? [])
      return [...(await hydrate(context, notified, { imported: false })), ...messages]
    },
    async close() {},
  }
}

const readCursor = (given: unknown): Cursor => Cursor.safeParse(given).data ?? Cursor.parse({})

type Batch = FetchResult & { owed?: ConnectorError | undefined }

async function fetchBatch(context: BlueskyContext, cursor: Cursor, convos: Convos): Promise<Batch> {
  const first = cursor.until === null
  const read: ReadPage = (page) => notifications(context, page)
  const newest = await notifications(context, cursor.page ?? undefined)
  const { found, cursor: next, pauseMs, networkMs } = newest
  // By the network's clock, as all of its times are: ours may be wrong.
  const until = cursor.until ?? new Date(networkMs - context.settings.backfillDays * dayMs).toISOString()
  const from = new Date(Date.parse(until) - (first ? 0 : overlapMs)).toISOString()
  const news = found.filter((one) => one.indexedAt >= from && isTaken(one))
  const isWhole = cursor.page === null && !first && cursor.late !== null
  const looked = isWhole ? await findLate(context, read, { late: cursor.late!, from, first: newest }) : null
  const overlooked = looked?.found.filter(isTaken) ?? []
  const items = await hydrate(context, [...news, ...overlooked], { imported: first })
  const back = looked ? await signsTakenBack(context, cursor.signs, { all: looked.all, networkMs }) : null
  const signs = keepSigns(back?.signs ?? cursor.signs, [...news, ...overlooked])
  const top = cursor.top ?? found[0]?.indexedAt ?? until
  const watched = watch(cursor.watched, items)
  const oldest = found.at(-1)?.indexedAt
  if (next && oldest !== undefined && oldest >= from)
    return {
      items: [...items, ...(back?.items ?? [])],
      cursor: { ...cursor, page: next, top, watched, signs, late: looked?.late ?? cursor.late },
      more: true,
      nextAfterMs: null,
    }

  const own = await newOwnPosts(context, cursor.own)
  const { gone, left, at } = await lookAgain(context, watch(watched, own.items), cursor.at)
  const reached = [top, until].toSorted().at(-1)!
  const { items: said, chat, owed } = await visitChat(context, cursor.chat, convos)
  const isQuiet = items.length === 0 && own.items.length === 0 && said.length === 0
  return {
    items: [...own.items, ...items, ...gone, ...(back?.items ?? []), ...said],
    cursor: {
      until: first ? new Date(networkMs).toISOString() : reached,
      page: null,
      top: null,
      own: own.taken,
      watched: left,
      at,
      late: first ? await beginLate(read, until, networkMs) : (looked?.late ?? cursor.late),
      signs,
      chat,
    },
    more: false,
    owed,
    limits: { noPrivate: chat.isClosed },
    nextAfterMs: Math.max(isQuiet ? quietPauseMs : usualPauseMs, pauseMs ?? 0),
  }
}

async function notifications(context: BlueskyContext, page: string | undefined) {
  const answer = await query(context, 'app.bsky.notification.listNotifications', {
    limit: pageSize,
    ...(page === undefined ? {} : { cursor: page }),
  })
  const { notifications: all, cursor } = readAs(answer, NotificationPage)
  const found = all.flatMap((one) => Notification.safeParse(one).data ?? [])
  const networkMs = Date.parse(answer.headers['date'] ?? '') || Date.now()
  return { found, cursor, networkMs, pauseMs: holdBackMs(readAllowance(answer.headers, Date.now()), Date.now()) }
}

const isTaken = ({ reason }: Notification) => !passedOver.has(reason)

function watch(watched: readonly string[], items: readonly RawItem[]): string[] {
  const posts = items.filter(({ source }) => source['post'] === true).map(({ sourceKey }) => sourceKey)
  return [...new Set([...posts, ...watched])].slice(0, watchedMost)
}

/** Bluesky tells nobody that a post was deleted: whoever wants to know looks. A few at each visit, all in turn. */
async function lookAgain(context: BlueskyContext, watched: string[], from: number) {
  const start = from < watched.length ? from : 0
  const asked = watched.slice(start, start + lookAgainAtOnce)
  if (asked.length === 0) return { gone: [], left: watched, at: 0 }
  const { posts } = readAs(await query(context, 'app.bsky.feed.getPosts', { uris: asked }), PostPage)
  const there = new Set(posts.flatMap((post) => PostView.safeParse(post).data?.uri ?? []))
  const missing = new Set(asked.filter((uri) => !there.has(uri)))
  const gone = [...missing].map(
    (uri): RawItem => ({
      sourceKey: uri,
      version: 'gone',
      contentType: 'application/json',
      source: {},
      raw: Buffer.from(JSON.stringify({ reason: 'gone', uri })),
    }),
  )
  return { gone, left: watched.filter((uri) => !missing.has(uri)), at: start + asked.length - missing.size }
}
