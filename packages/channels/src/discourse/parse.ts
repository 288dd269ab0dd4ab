import { z } from 'zod'
import { type InboundEvent, type InboundMessage, type ParseContext, type RawItem, Unreadable } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage, titleOf, utc } from '../kit/message.ts'
import { addressOf, type Settings } from './client.ts'
import { picturesOf, wordsOf } from './cooked.ts'
import { Post } from './shapes.ts'

const Item = z.object({ post: Post.optional().catch(undefined) })
const Source = z.object({
  odd: z.boolean().catch(false),
  event: z.string().optional().catch(undefined),
  edited: z.boolean().catch(false),
})
const regular = 1

export function parse(item: RawItem, { settings, presenceId }: ParseContext<Settings>): InboundEvent[] {
  const { post } = readJsonItem(item, Item)
  const { event, edited, odd } = Source.parse(item.source)
  if (odd) throw new Unreadable('wrong-shape', 'A post in a shape that is not known.')
  if (event === 'ping') return [{ type: 'filtered', code: 'ping', reason: 'The forum tried the connection.' }]
  if (!post) return [unknown(event)]
  const externalId = String(post.id)
  if (event === 'post_destroyed') {
    return [{ type: 'delete', externalId, occurredAt: utc(post.deleted_at ?? post.updated_at ?? undefined) }]
  }
  if (event !== undefined && event !== 'post_recovered') return [unknown(event)]
  if ((post.post_type ?? regular) !== regular) {
    return [{ type: 'filtered', code: 'not-a-post', reason: 'A note of the forum about a topic, or a whisper.' }]
  }
  if ((post.user_id ?? 0) < 0)
    return [{ type: 'filtered', code: 'system-post', reason: 'Written by the forum itself.' }]
  if (post.user_deleted || post.deleted_at) {
    return [{ type: 'delete', externalId, occurredAt: utc(post.deleted_at ?? post.updated_at ?? undefined) }]
  }
  const { text } = wordsOf(post.cooked)
  // There again, with the words it had; where we never had it, it is new.
  if (event === 'post_recovered') {
    const occurredAt = utc(post.updated_at ?? undefined)
    return [messageOf(post, settings, presenceId), { type: 'delete', externalId, restored: true, occurredAt }]
  }
  if (edited) {
    // The forum tells hiding and showing as an edit too.
    const occurredAt = utc(post.updated_at ?? undefined)
    return [
      { type: 'edit', externalId, text, html: null, occurredAt },
      { type: 'hide', externalId, hidden: post.hidden === true, occurredAt },
    ]
  }
  const message = messageOf(post, settings, presenceId)
  return post.hidden ? [message, { type: 'hide', externalId, hidden: true, occurredAt: message.occurredAt }] : [message]
}

function unknown(event: string | undefined): InboundEvent {
  const [kind] = (event ?? '').split('_')
  const code = known.has(kind ?? '') ? `${kind}-event` : 'unknown-event'
  return { type: 'filtered', code, reason: `event ${(event ?? 'without a name').slice(0, 60)}` }
}
const known = new Set(['topic', 'chat', 'user', 'group', 'category', 'tag', 'badge', 'like', 'reviewable', 'post'])

function messageOf(post: Post, settings: Settings, presenceId: string): InboundMessage {
  const { text, full } = wordsOf(post.cooked)
  const own = same(post.username, settings.username)
  const isPrivate = post.topic_archetype === 'private_message'
  const title = post.topic_title?.trim().slice(0, 300) || null
  const name = post.name?.trim().slice(0, 200) || null
  return inboundMessage({
    externalId: String(post.id),
    threadKey: `topic/${post.topic_id}`,
    directed: own || isPrivate || settings.directed || speaksTo(post, settings.username),
    ...(own ? { own: true as const } : {}),
    visibility: isPrivate ? 'private' : 'public',
    author: {
      kind: 'handle',
      scope: presenceId,
      // People change their names; the number stays.
      key: post.user_id === undefined || post.user_id === null ? post.username.toLowerCase() : String(post.user_id),
      display: `@${post.username}`,
      name,
    },
    subject: title ?? titleOf(text),
    text,
    fullText: full,
    meta: {
      topicId: post.topic_id,
      postNumber: post.post_number,
      postId: post.id,
      username: post.username,
      ...(title === null ? {} : { topicTitle: title }),
    },
    attachments: picturesOf(post.cooked, settings.url),
    permalink: addressOf(
      settings,
      `/t/${encodeURIComponent(post.topic_slug || '-')}/${post.topic_id}/${post.post_number}`,
    ),
    occurredAt: utc(post.created_at ?? undefined),
  })
}

function speaksTo(post: Post, username: string): boolean {
  if (post.reply_to_user && same(post.reply_to_user.username, username)) return true
  // The forum turns a name into a link of this class, and only a name that exists.
  return post.cooked.slice(0, 500_000).toLowerCase().includes(`class="mention" href="/u/${username.toLowerCase()}"`)
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
