import type { InboundEvent, ParseContext, RawItem } from '../connector.ts'
import { inboundMessage } from '../kit/message.ts'
import { authorOf, fileAt, hints, left, type MetaEvent, readEvent } from './event.ts'
import { idOf, instantOf, isObject, objectOf, textOf } from './json.ts'
import { messagingEvents } from './messaging.ts'
import { readThingEvents } from './read-things.ts'
import type { InstagramSettings } from './settings.ts'

/** One stored item of an Instagram account → its events. */
export function instagramEvents(item: RawItem, { settings }: ParseContext<InstagramSettings>): InboundEvent[] {
  const event = readEvent(item)
  if (event.account !== settings.accountId) return left('other-account', `It came for ${event.account.slice(0, 40)}.`)
  if (event.object === 'read') return readThingEvents(event, settings.username)
  const { field, value } = event
  if (field === 'messaging' || field === 'standby') return messagingEvents(event)
  if (field === 'comments' || field === 'live_comments') return [commentOf(event, settings)]
  if (field === 'mentions') return mentionOf(event, settings)
  // With Instagram's own sign-in the private conversation comes as changes, too.
  if (isObject(value['sender']) && isObject(value['recipient'])) return messagingEvents(event)
  return left(`field-${field}`, 'Nothing that was said to us.')
}

function commentOf(event: MetaEvent, { username }: InstagramSettings): InboundEvent {
  const { value, account, field } = event
  const id = idOf(value['id'] ?? value['comment_id'])
  if (id === '') return left('comment-no-id', 'A comment without an id.')[0]!
  const from = objectOf(value['from'])
  const handle = textOf(from['username'], 100)
  const isOwn = idOf(from['id']) === account || (handle !== '' && handle.toLowerCase() === username.toLowerCase())
  const parent = idOf(value['parent_id'])
  const top = parent || id
  const media = objectOf(value['media'])
  return inboundMessage({
    externalId: id,
    threadKey: `c/${top}`,
    threadHints: hints([parent]),
    directed: true,
    visibility: 'public',
    ...(isOwn ? { own: true as const } : {}),
    author: authorOf(account, idOf(from['id']) || handle.toLowerCase(), { handle }),
    text: textOf(value['text']),
    flags: field === 'live_comments' ? ['live-comment'] : [],
    meta: { kind: 'comment', top, media: idOf(media['id']) },
    occurredAt: instantOf(value['timestamp'] ?? value['created_time']) ?? event.entryAt,
  })
}

/** The push names only where we were mentioned; the words come with the snapshot, fetched at once. */
function mentionOf(event: MetaEvent, { username }: InstagramSettings): InboundEvent[] {
  const [media, comment] = [idOf(event.value['media_id']), idOf(event.value['comment_id'])]
  const id = comment || media
  if (id === '') return left('mention-no-id', 'A mention that names no place.')
  return [
    inboundMessage({
      externalId: `mention/${id}`,
      threadKey: `mention/${id}`,
      directed: true,
      visibility: 'public',
      text: `@${username}`,
      flags: ['words-in-snapshot'],
      meta: { kind: 'mention', media, comment },
      attachments: [fileAt(0, { name: `instagram-${id}.txt`, type: 'text/plain', ref: `mention/${media}/${comment}` })],
      occurredAt: event.entryAt,
    }),
  ]
}
