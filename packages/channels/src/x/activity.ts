import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { RawItem } from '../connector.ts'

/** Account Activity: lists by kind, posts in the older shape. What stands in none of them is kept by its name. */
const Old = z.looseObject({ id_str: z.string() })
const OldUser = z.object({ id_str: z.string(), screen_name: z.string().optional(), name: z.string().optional() })
const Envelope = z.looseObject({ for_user_id: z.string().optional().catch(undefined) })
/** The X Activity API: one event, its payload in today's shape. */
const Event = z.object({
  data: z.object({ event_type: z.string(), payload: z.unknown(), filter: z.unknown().optional() }),
})

type Json = Record<string, unknown>

/** A whole batch, one item per post, message or sign; null when it is no JSON of either shape. */
export function activityItems(raw: Uint8Array): RawItem[] | null {
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    return null
  }
  const single = Event.safeParse(body).data?.data
  if (single) {
    const self = objectOf(single.filter)['user_id']
    const account = usersIn(objectOf(single.payload))
      .map(objectOf)
      .find((user) => user['id'] === self)?.['username']
    const name = typeof account === 'string' && self !== undefined ? account.slice(0, 60) : null
    return [forAccount(eventItem(single.event_type, single.payload, single.filter), self, name)]
  }
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) return null
  const self = envelope.data.for_user_id
  const users = envelope.data['users'] as Record<string, Json> | undefined
  const items = Object.entries(envelope.data).flatMap(([kind, list]) =>
    Array.isArray(list) ? list.map((one: unknown) => listed(kind, one, self, users)) : [],
  )
  const account = accountIn(self, users, Object.values(envelope.data))
  return items.length > 0 ? items.map((one) => forAccount(one, self, account)) : null
}

/** An app has one address for all its accounts: what the batch says of the name of the one it came for. */
function accountIn(self: string | undefined, users: Record<string, Json> | undefined, lists: unknown[]): string | null {
  if (self === undefined) return null
  const named = [users?.[self]?.['screen_name'], ...lists.flat().flatMap((one) => namesIn(self, objectOf(one)))]
  return named.find((name): name is string => typeof name === 'string' && /^\w{1,20}$/.test(name)) ?? null
}

function namesIn(self: string, event: Json): unknown[] {
  const people = [
    objectOf(event['user']),
    objectOf(objectOf(event['favorited_status'])['user']),
    { id_str: event['in_reply_to_user_id_str'], screen_name: event['in_reply_to_screen_name'] } as Json,
    ...[objectOf(event['entities'])['user_mentions'] ?? []].flat().map(objectOf),
  ]
  return people.filter((one) => one['id_str'] === self).map((one) => one['screen_name'])
}

/** Deletions and receipts name nobody but the id that the batch is for. */
function forAccount(one: RawItem, self: unknown, account: string | null): RawItem {
  const known = {
    ...(typeof self === 'string' && /^\d{1,25}$/.test(self) ? { self } : {}),
    ...(account === null ? {} : { account: account.toLowerCase() }),
  }
  return { ...one, source: { ...one.source, ...known } }
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function eventItem(type: string, payload: unknown, filter: unknown): RawItem {
  const self = (filter as { user_id?: unknown } | undefined)?.user_id
  const body = typeof payload === 'object' && payload !== null ? (payload as Json) : {}
  const post = type.startsWith('post.') && !type.includes('delete') ? body : undefined
  const message = type.startsWith('dm.') && 'sender_id' in body ? body : undefined
  const id = typeof body['id'] === 'string' ? body['id'] : null
  if (post && id) return item(`post/${id}`, { self, post, users: usersIn(body) })
  if (message && id) return item(`message/${id}`, { self, message, users: usersIn(body) })
  if (type === 'post.delete' && id) return item(`deleted/${id}`, { deleted: { id } })
  return unknown(type, payload)
}

function usersIn(body: Json): unknown[] {
  const included = (body['includes'] as { users?: unknown } | undefined)?.users ?? body['users']
  return Array.isArray(included) ? included : []
}

function listed(
  kind: string,
  one: unknown,
  self: string | undefined,
  users: Record<string, Json> | undefined,
): RawItem {
  const event = (typeof one === 'object' && one !== null ? one : {}) as Json
  if (kind === 'tweet_create_events' && Old.safeParse(one).success) return postItem(event, self)
  if (kind === 'direct_message_events' && event['type'] === 'message_create') return messageItem(event, self, users)
  if (kind === 'tweet_delete_events') {
    const { id } = (event['status'] ?? {}) as { id?: unknown }
    if (typeof id === 'string') return item(`deleted/${id}`, { deleted: { id, at: isoOf(event['timestamp_ms']) } })
  }
  if (kind === 'favorite_events') {
    const [post, user] = [event['favorited_status'], event['user']] as [Json | undefined, Json | undefined]
    if (typeof post?.['id_str'] === 'string' && typeof user?.['id_str'] === 'string')
      return item(`liked/${post['id_str']}/${user['id_str']}`, {
        liked: { id: post['id_str'], by: user['id_str'], at: isoOf(event['timestamp_ms']) },
      })
  }
  if (kind === 'direct_message_mark_read_events' && typeof event['last_read_event_id'] === 'string') {
    const id = event['last_read_event_id']
    return item(`read/${id}`, { read: { id, at: isoOf(event['created_timestamp']) } })
  }
  return unknown(kind, one)
}

/** The older shape in today's words. */
function postItem(old: Json, self: string | undefined): RawItem {
  const id = old['id_str'] as string
  const user = OldUser.safeParse(old['user']).data
  const longer = old['extended_tweet'] as { full_text?: unknown; entities?: Json } | undefined
  const entities = (longer?.entities ?? old['entities'] ?? {}) as {
    urls?: unknown[]
    user_mentions?: { screen_name?: unknown }[]
    media?: Json[]
  }
  const parent = old['in_reply_to_status_id_str']
  const post = {
    id,
    text: longer?.full_text ?? old['full_text'] ?? old['text'] ?? '',
    author_id: user?.id_str,
    created_at: isoOf(old['timestamp_ms']) ?? isoOf(old['created_at']),
    ...(typeof parent === 'string' ? {} : { conversation_id: id }),
    in_reply_to_user_id: old['in_reply_to_user_id_str'] ?? undefined,
    referenced_tweets: [
      ...(typeof parent === 'string' ? [{ type: 'replied_to', id: parent }] : []),
      ...(old['retweeted_status'] ? [{ type: 'retweeted', id }] : []),
    ],
    entities: {
      urls: entities.urls,
      mentions: (entities.user_mentions ?? []).map((one) => ({ username: one.screen_name })),
    },
  }
  const users = user ? [{ id: user.id_str, username: user.screen_name, name: user.name }] : []
  const media = (entities.media ?? []).map((one) => ({
    media_key: textOf(one['id_str']),
    type: one['type'],
    url: one['media_url_https'],
    alt_text: one['ext_alt_text'] ?? undefined,
  }))
  return item(`post/${id}`, { self, post, users, media })
}

function messageItem(event: Json, self: string | undefined, users: Record<string, Json> | undefined): RawItem {
  const made = (event['message_create'] ?? {}) as {
    sender_id?: unknown
    target?: { recipient_id?: unknown }
    message_data?: { text?: unknown }
  }
  const id = typeof event['id'] === 'string' ? event['id'] : ''
  const [sender, recipient] = [textOf(made.sender_id), textOf(made.target?.recipient_id)]
  const user = users?.[sender]
  const message = {
    id,
    event_type: 'MessageCreate',
    text: made.message_data?.text ?? '',
    sender_id: sender,
    dm_conversation_id: [sender, recipient].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)).join('-'),
    created_at: isoOf(event['created_timestamp']),
  }
  const named = user ? [{ id: sender, username: user['screen_name'], name: user['name'] }] : []
  return item(`message/${id}`, { self, message, users: named })
}

function unknown(kind: string, one: unknown): RawItem {
  const bytes = JSON.stringify({ other: kind, body: one })
  return {
    ...item('', {}),
    sourceKey: `${kind.slice(0, 80)}/${createHash('sha256').update(bytes).digest('hex')}`,
    raw: Buffer.from(bytes),
  }
}

function item(sourceKey: string, body: Json): RawItem {
  return { sourceKey, contentType: 'application/json', source: {}, raw: Buffer.from(JSON.stringify(body)) }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isoOf(value: unknown): string | undefined {
  const time = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : Date.parse(textOf(value))
  return Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString() : undefined
}
