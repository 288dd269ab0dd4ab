import type { InboundAttachment, InboundEvent } from '../connector.ts'
import { inboundMessage } from '../kit/message.ts'
import { authorOf, fileAt, hints, left, type MetaEvent, senderOf, signs } from './event.ts'
import { idOf, instantOf, type Json, listOf, objectOf, textOf, webAddress } from './json.ts'
import { facebookPermalink, reactionSign, stars } from './words.ts'

const posts = new Set([
  'post',
  'status',
  'photo',
  'video',
  'share',
  'note',
  'question',
  'album',
  'event',
  'story',
  'link',
])

/** What happens on a page: posts and comments and what becomes of them, signs under them, ratings, mentions. */
export function feedEvents(event: MetaEvent): InboundEvent[] {
  const { value, field } = event
  const item = idOf(value['item'])
  const verb = idOf(value['verb'])
  if (item === 'reaction' || item === 'like') return reactionOf(event, verb)
  const target = targetOf(value, item)
  if (target === '') return left(`${field}-${item || 'other'}-${verb || 'other'}`, 'It names nothing that was said.')
  const occurredAt = instantOf(value['edited_time'] ?? value['created_time']) ?? event.entryAt
  if (verb === 'remove' || verb === 'delete')
    return [{ type: 'delete', externalId: target, occurredAt: event.entryAt ?? occurredAt }]
  if (verb === 'hide' || verb === 'unhide')
    return [{ type: 'hide', externalId: target, hidden: verb === 'hide', occurredAt: event.entryAt ?? occurredAt }]
  if (verb === 'edited' || verb === 'edit' || verb === 'update') {
    // When it was changed says only the push itself; its own time is that of the first words.
    const at = instantOf(value['edited_time']) ?? event.entryAt
    return [{ type: 'edit', externalId: target, text: wordsOf(value, item), html: null, occurredAt: at }]
  }
  if (verb !== 'add' && verb !== '') return left(`${field}-${item}-${verb}`, 'Nothing that a person here acts on.')
  if (item === 'comment') return [commentOf(event, target)]
  if (item === 'rating') return [ratingOf(event, target)]
  return posts.has(item) ? [postOf(event, target, item)] : left(`${field}-${item}`, 'A kind of post nobody answers.')
}

/** The comment or post an event is about, by the id that answers to it name. */
function targetOf(value: Json, item: string): string {
  if (item === 'comment') return idOf(value['comment_id'])
  if (item === 'rating') return idOf(value['open_graph_story_id'] ?? value['post_id'])
  return idOf(value['post_id'])
}

function commentOf(event: MetaEvent, id: string): InboundEvent {
  const { value, account } = event
  const sender = senderOf(value)
  const [parent, post] = [idOf(value['parent_id']), idOf(value['post_id'])]
  const isReply = parent !== '' && parent !== post
  const top = isReply ? parent : id
  const about = objectOf(value['post'])
  // Under what somebody wrote on our wall, all of it is one conversation; under our own posts each comment begins one.
  const onWall = about['status_type'] === 'wall_post'
  return inboundMessage({
    externalId: id,
    threadKey: onWall && post !== '' ? `p/${post}` : `c/${top}`,
    threadHints: hints(isReply ? [parent, post] : [post]),
    directed: true,
    visibility: 'public',
    ...(sender.id === account ? { own: true as const } : {}),
    author: authorOf(account, sender.id, sender),
    text: wordsOf(value, 'comment'),
    meta: { kind: 'comment', top, post },
    attachments: picturesOf(value),
    permalink: webAddress(value['permalink_url']) ?? webAddress(about['permalink_url']) ?? facebookPermalink(id),
    occurredAt: instantOf(value['created_time']) ?? event.entryAt,
  })
}

function postOf(event: MetaEvent, id: string, item: string): InboundEvent {
  const { value, account, field } = event
  const sender = senderOf(value)
  return inboundMessage({
    externalId: id,
    threadKey: `p/${id}`,
    directed: sender.id !== account,
    visibility: 'public',
    ...(sender.id === account ? { own: true as const } : {}),
    author: authorOf(account, sender.id, sender),
    text: wordsOf(value, item),
    meta: { kind: field === 'mention' ? 'mention' : 'post', post: id },
    attachments: picturesOf(value),
    permalink: webAddress(value['permalink_url']) ?? facebookPermalink(id),
    occurredAt: instantOf(value['created_time']) ?? event.entryAt,
  })
}

function ratingOf(event: MetaEvent, id: string): InboundEvent {
  const { value, account } = event
  const sender = senderOf(value)
  const words = textOf(value['review_text'])
  return inboundMessage({
    externalId: id,
    threadKey: `r/${id}`,
    directed: true,
    visibility: 'public',
    author: authorOf(account, sender.id, sender),
    text: [stars(value), words].filter(Boolean).join('\n'),
    meta: { kind: 'rating', post: id },
    permalink: facebookPermalink(id),
    occurredAt: instantOf(value['created_time']) ?? event.entryAt,
  })
}

function reactionOf(event: MetaEvent, verb: string): InboundEvent[] {
  const { value, field } = event
  const story = field === 'ratings' ? value['open_graph_story_id'] : undefined
  const target = idOf(value['comment_id'] || story || value['post_id'])
  const actorKey = senderOf(value).id
  if (target === '' || actorKey === '') return left(`${field}-like-of-page`, 'A like of the page itself.')
  return signs({
    externalId: target,
    actorKey,
    emoji: reactionSign(textOf(value['reaction_type'], 40) || 'like'),
    present: verb !== 'remove',
    occurredAt: event.entryAt ?? instantOf(value['created_time']),
  })
}

function wordsOf(value: Json, item: string): string {
  const message = textOf(value['message'])
  const link = item === 'share' || item === 'link' ? (webAddress(value['link']) ?? '') : ''
  const words = message.includes(link) ? message : [message, link].filter(Boolean).join('\n')
  return words || (item === 'album' || item === 'event' ? textOf(value['title'] ?? value['story']) : '')
}

/** Pictures and films by their address; it ends after days, so they are fetched at once. */
function picturesOf(value: Json): InboundAttachment[] {
  const urls = [
    ['image/jpeg', value['photo']],
    ...listOf(value['photos'], 20).map((url) => ['image/jpeg', url] as const),
    ['video/mp4', value['video']],
    ...(value['photo_id'] ? [['image/jpeg', value['link']] as const] : []),
    ...(value['video_id'] ? [['video/mp4', value['link']] as const] : []),
  ] as const
  const seen = new Set<string>()
  const found = urls.flatMap(([type, value]) => {
    const url = webAddress(value)
    if (url === null || seen.has(url)) return []
    seen.add(url)
    return [{ type, url }]
  })
  return found.map(({ type, url }, index) => fileAt(index, { type, url }))
}
