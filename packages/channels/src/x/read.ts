import { z } from 'zod'
import { ConnectorError, type Cursor, type FetchResult, type RawItem, type Session } from '../connector.ts'
import { ask } from './api.ts'
import { payReading, type Price } from './cost.ts'
import type { XContext } from './settings.ts'
import { Page, type XMedia, XMessage, XPost, type XUser } from './shapes.ts'

/** So many are paid for before each call; what did not come is given back. */
const pageSize = 20
const firstDays = 1
const dayMs = 86_400_000
const postFields = {
  'tweet.fields':
    'created_at,conversation_id,in_reply_to_user_id,referenced_tweets,attachments,entities,edit_history_tweet_ids,note_tweet,author_id',
  expansions: 'author_id,attachments.media_keys',
  'user.fields': 'name,username',
  'media.fields': 'type,url,preview_image_url,alt_text,variants',
}
const messageFields = {
  'dm_event.fields': 'id,text,event_type,created_at,dm_conversation_id,sender_id,attachments',
  event_types: 'MessageCreate',
  expansions: 'sender_id,attachments.media_keys',
  'user.fields': 'name,username',
  'media.fields': 'type,url,preview_image_url,variants',
}

/** One list that grows at its new end: read to `since`, newest first, over as many pages as there are. */
type Place = {
  since?: string | undefined
  next?: string | undefined
  newest?: string | undefined
  /** Read of this list since it was taken up at `since`. */
  taken?: number | undefined
}
const Place = z.object({
  since: z.string().optional(),
  next: z.string().optional(),
  newest: z.string().optional(),
  taken: z.number().optional(),
})
/** X shows no more of a list, however much is new. */
const shownMost = { mentions: 800, own: 3_200, messages: Infinity }
const Known = z.object({
  self: z.string().optional().catch(undefined),
  mentions: Place.catch({}).default({}),
  own: Place.catch({}).default({}),
  messages: Place.catch({}).default({}),
})
const Me = z.object({ data: z.object({ id: z.string(), username: z.string() }) })

export async function openX(context: XContext): Promise<Session> {
  return { fetch: (cursor) => fetchX(context, cursor), close: async () => {} }
}

/** One page of each list at a time: what was paid for is stored before more is paid. */
async function fetchX(context: XContext, cursor: Cursor): Promise<FetchResult> {
  const known = Known.parse(cursor)
  const self = known.self ?? (await whoAreWe(context)).id
  const items: RawItem[] = []
  let resetMs = 0
  let gap: FetchResult['gap']
  const next: z.output<typeof Known> = { ...known, self }
  for (const list of listsOf(context, self)) {
    const read = await readPage(context, list, known[list.name], self).catch((error: unknown) => {
      // What was paid for is kept; the fault shows at the next look, at once.
      if (items.length === 0 || context.signal.aborted) throw error
      return null
    })
    if (read === null) return { items, cursor: next, more: true, nextAfterMs: null, ...(gap ? { gap } : {}) }
    next[list.name] = read.place
    items.push(...read.items)
    resetMs = Math.max(resetMs, read.resetMs ?? 0)
    if (read.isShort) gap = { from: null, to: read.oldest }
  }
  const more = [next.mentions, next.own, next.messages].some(({ next: token }) => token !== undefined)
  const pauseMs = Math.max(context.settings.everyMinutes * 60_000, resetMs)
  return { items, cursor: next, more: more && resetMs === 0, nextAfterMs: pauseMs, ...(gap ? { gap } : {}) }
}

export async function whoAreWe(context: XContext): Promise<{ id: string; username: string }> {
  await payReading(context, 'readOwn', 1)
  return (await ask(context, { path: '/2/users/me' }, Me)).value.data
}

type List = { name: 'mentions' | 'own' | 'messages'; path: string; price: Price; kind: 'post' | 'message' }

function listsOf({ settings }: XContext, self: string): List[] {
  const lists: List[] = [
    { name: 'mentions', path: `/2/users/${self}/mentions`, price: 'readForeign', kind: 'post' },
    { name: 'own', path: `/2/users/${self}/tweets`, price: 'readOwn', kind: 'post' },
  ]
  if (settings.readMessages)
    lists.push({ name: 'messages', path: '/2/dm_events', price: 'readForeign', kind: 'message' })
  return lists
}

async function readPage(context: XContext, list: List, place: Place, self: string) {
  const settle = await payReading(context, list.price, pageSize)
  const isPost = list.kind === 'post'
  const since = isPost
    ? place.since === undefined
      ? { start_time: new Date(Date.now() - firstDays * dayMs).toISOString() }
      : { since_id: place.since }
    : {}
  const query = {
    ...(isPost ? postFields : messageFields),
    ...since,
    max_results: String(pageSize),
    pagination_token: place.next,
  }
  const shape = Page<XPost & XMessage>((isPost ? XPost : XMessage) as z.ZodType<XPost & XMessage>)
  const { value, resetMs } = await ask(context, { path: list.path, query }, shape).catch(async (error: unknown) => {
    // Refused is free; what was lost on its way may not have been.
    if (error instanceof ConnectorError && (error.code === 'throttled' || error.kind !== 'transient')) await settle(0)
    throw error
  })
  await settle(value.data.length)
  // Messages know no "since": the page that reaches what we have ends the reading.
  const fresh = isPost
    ? value.data
    : value.data.filter(({ id, created_at: at }) => isNewer(id, place.since) && isRecent(at, place.since))
  const newest = place.newest ?? newestOf(value.data) ?? place.since
  const token = fresh.length < value.data.length ? undefined : value.meta?.next_token
  const items = fresh.map((one) => itemOf(list.kind, self, one, value.includes ?? {}))
  const taken = (place.taken ?? 0) + value.data.length
  return {
    items,
    resetMs,
    isShort: token === undefined && place.since !== undefined && taken >= shownMost[list.name],
    oldest: value.data.at(-1)?.created_at ?? null,
    place: token === undefined ? { since: newest } : { since: place.since, next: token, newest, taken },
  }
}

function itemOf(
  kind: List['kind'],
  self: string,
  one: XPost & XMessage,
  included: { users?: XUser[] | undefined; media?: XMedia[] | undefined },
): RawItem {
  const author = one.author_id ?? one.sender_id
  const keys = new Set(one.attachments?.media_keys ?? [])
  const users = (included.users ?? []).filter(({ id }) => id === author)
  const media = (included.media ?? []).filter(({ media_key: key }) => keys.has(key))
  return {
    sourceKey: `${kind}/${one.id}`,
    contentType: 'application/json',
    source: {},
    raw: Buffer.from(JSON.stringify({ self, [kind]: one, users, media })),
  }
}

function isNewer(id: string, since: string | undefined): boolean {
  return since === undefined || BigInt(id) > BigInt(since)
}

/** The first look takes the last day only. */
function isRecent(at: string | undefined, since: string | undefined): boolean {
  return since !== undefined || at === undefined || Date.parse(at) > Date.now() - firstDays * dayMs
}

function newestOf(all: readonly { id: string }[]): string | undefined {
  return all.map(({ id }) => id).toSorted((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1))[0]
}
