import {
  type InboundAttachment,
  type InboundEvent,
  type InboundMessage,
  type ParseContext,
  type RawItem,
} from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage, utc } from '../kit/message.ts'
import type { XSettings } from './settings.ts'
import { XItem, type XMedia, type XMessage, type XPost, type XUser } from './shapes.ts'

/** One post, message or sign as we keep it, whichever way it came. */
export function itemToEvents(item: RawItem, context: ParseContext<XSettings>): InboundEvent[] {
  const found = readJsonItem(item, XItem)
  if (found.post) return postEvents(found.post, found, context.settings)
  if (found.message) return messageEvents(found.message, found)
  if (found.deleted) return [{ type: 'delete', externalId: found.deleted.id, occurredAt: utc(found.deleted.at) }]
  if (found.read)
    return [{ type: 'status', externalId: `dm/${found.read.id}`, state: 'read', occurredAt: utc(found.read.at) }]
  if (found.liked) {
    const { id: externalId, by: actorKey, at } = found.liked
    return [{ type: 'reaction', externalId, actorKey, emoji: '❤', present: true, occurredAt: utc(at) }]
  }
  return [{ type: 'filtered', code: 'unknown-event', reason: `X: ${found.other ?? 'without a kind'}`.slice(0, 120) }]
}

type Found = { self?: string | undefined; users?: XUser[] | undefined; media?: XMedia[] | undefined }

function postEvents(post: XPost, found: Found, settings: XSettings): InboundEvent[] {
  const parent = post.referenced_tweets?.find(({ type }) => type === 'replied_to')?.id
  if (post.referenced_tweets?.some(({ type }) => type === 'retweeted'))
    return [{ type: 'filtered', code: 'repost', reason: 'X: words of another post' }]
  const author = found.users?.find(({ id }) => id === post.author_id)
  const isOwn = post.author_id !== undefined && post.author_id === found.self
  // Each edit is a post of its own; the first id stays that of the message.
  const [first = post.id] = post.edit_history_tweet_ids ?? []
  const text = withLinks(post.note_tweet?.text ?? post.text, post)
  const occurredAt = utc(post.created_at)
  const ours = settings.username.toLowerCase()
  const message = inboundMessage({
    externalId: first,
    threadKey: post.conversation_id ?? first,
    threadHints: {
      replyTokens: [],
      references: parent === undefined ? [] : [parent],
      subjectKey: null,
      participants: [],
    },
    directed:
      isOwn ||
      (found.self !== undefined && post.in_reply_to_user_id === found.self) ||
      (post.entities?.mentions ?? []).some(({ username }) => username.toLowerCase() === ours) ||
      new RegExp(`(?:^|[^\\w@])@${ours}\\b`, 'i').test(text),
    visibility: 'public',
    author: authorOf(post.author_id, author),
    text,
    meta: post.author_id ? { authorId: post.author_id } : {},
    attachments: attachmentsOf(found.media),
    permalink: `https://x.com/${handleOf(author) ?? 'i'}/status/${post.id}`,
    occurredAt,
    ...(isOwn ? { own: true as const } : {}),
  })
  return first === post.id ? [message] : [message, { type: 'edit', externalId: first, text, html: null, occurredAt }]
}

/** A conversation of two is kept by who it is with: what is pushed names no conversation. */
function messageEvents(message: XMessage, found: Found): InboundEvent[] {
  const { self } = found
  const isOwn = message.sender_id !== undefined && message.sender_id === self
  const pair = /^(\d+)-(\d+)$/.exec(message.dm_conversation_id ?? '')
  const other = pair ? pair.slice(1).find((id) => id !== self) : isOwn ? undefined : message.sender_id
  const isGroup = message.dm_conversation_id !== undefined && !pair
  const threadKey = isGroup ? `group:${message.dm_conversation_id}` : `with:${other ?? message.sender_id ?? 'nobody'}`
  const author = found.users?.find(({ id }) => id === message.sender_id)
  return [
    inboundMessage({
      externalId: `dm/${message.id}`,
      threadKey,
      directed: true,
      visibility: 'private',
      author: authorOf(message.sender_id, author),
      text: message.text ?? '',
      meta: message.sender_id ? { authorId: message.sender_id } : {},
      attachments: attachmentsOf(found.media),
      occurredAt: utc(message.created_at),
      ...(isOwn ? { own: true as const, ...(other === undefined || isGroup ? {} : { addressee: other }) } : {}),
    }),
  ]
}

/** X shortens every link; people want to see where it leads. */
function withLinks(text: string, { entities }: XPost): string {
  let out = text
  for (const { url, expanded_url: long } of entities?.urls ?? [])
    out = out.replaceAll(url, /\/(?:photo|video)\/\d+$/.test(long) ? '' : long.slice(0, 2_000))
  return decoded(out).trim()
}

/** Texts of posts come with these three written as in HTML. */
function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function authorOf(id: string | undefined, user: XUser | undefined): InboundMessage['author'] {
  if (id === undefined) return null
  const name = user?.name?.slice(0, 200) ?? null
  const handle = handleOf(user)
  return { kind: 'handle', scope: 'x', key: id, display: handle ? `@${handle}` : (name ?? id), name }
}

function handleOf(user: XUser | undefined): string | null {
  return user?.username && /^\w{1,20}$/.test(user.username) ? user.username : null
}

function attachmentsOf(media: XMedia[] | undefined): InboundAttachment[] {
  return (media ?? [])
    .map(fileOf)
    .filter((file) => file !== null)
    .map((file, index) => ({ index, size: 0, inline: false, ...file }))
}

function fileOf({ type, url, preview_image_url: preview, alt_text: alt, variants }: XMedia) {
  const words = alt === undefined ? {} : { alt: alt.slice(0, 1_500) }
  if (type === 'photo' && url)
    return { name: 'photo.jpg', type: 'image/jpeg', remote: { url: url.slice(0, 2_000) }, ...words }
  const film = (variants ?? [])
    .filter(({ content_type: kind }) => kind === 'video/mp4')
    .toSorted((a, b) => (a.bit_rate ?? 0) - (b.bit_rate ?? 0))[0]
  if (film) return { name: 'video.mp4', type: 'video/mp4', remote: { url: film.url.slice(0, 2_000) }, ...words }
  return preview
    ? { name: 'preview.jpg', type: 'image/jpeg', remote: { url: preview.slice(0, 2_000) }, ...words }
    : null
}
