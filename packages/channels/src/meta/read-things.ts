import type { InboundAttachment, InboundEvent, RawItem } from '../connector.ts'
import { inboundMessage } from '../kit/message.ts'
import { authorOf, fileAt, hints, left, type MetaEvent } from './event.ts'
import { idOf, instantOf, type Json, listOf, objectOf, textOf, webAddress } from './json.ts'
import { facebookPermalink, stars } from './words.ts'

/**
 * What the Graph API answers when asked (posts, comments, ratings, private messages): the same ids as in what is pushed,
 * so that both are one. A comment also says how it stands now: changed or hidden while no push came.
 */
export function readThingEvents(event: MetaEvent, username = ''): InboundEvent[] {
  const isOurs = (person: Json) =>
    idOf(person['id']) === event.account ||
    (username !== '' && textOf(person['username'], 100).toLowerCase() === username.toLowerCase())
  switch (event.field) {
    case 'post':
      return [postOf(event, isOurs)]
    case 'comment':
      return commentOf(event, isOurs)
    case 'rating':
      return ratingOf(event)
    case 'message':
      return messageOf(event, isOurs)
    default:
      return left(`read-${event.field}`, 'Nothing that was said to us.')
  }
}
type IsOurs = (person: Json) => boolean

function postOf({ value, account, entryAt }: MetaEvent, isOurs: IsOurs): InboundEvent {
  const id = idOf(value['id'])
  if (id === '') return left('read-no-id', 'A post without an id.')[0]!
  const from = objectOf(value['from'])
  const own = isOurs(from)
  return inboundMessage({
    externalId: id,
    threadKey: `p/${id}`,
    directed: !own,
    visibility: 'public',
    ...(own ? { own: true as const } : {}),
    author: authorOf(account, idOf(from['id']), { name: textOf(from['name'], 200) }),
    text: textOf(value['message']) || textOf(value['story']),
    meta: { kind: 'post', post: id },
    attachments: picturesOf(value),
    permalink: webAddress(value['permalink_url']) ?? facebookPermalink(id),
    occurredAt: instantOf(value['created_time']) ?? entryAt,
  })
}

function commentOf({ value, account, entryAt }: MetaEvent, isOurs: IsOurs): InboundEvent[] {
  const id = idOf(value['id'])
  if (id === '') return left('read-no-id', 'A comment without an id.')
  const from = objectOf(value['from'])
  const handle = textOf(from['username'] ?? value['username'], 100)
  const own = isOurs({ ...from, username: handle })
  const parent = idOf(objectOf(value['parent'])['id'] ?? value['parent_id'])
  const post = idOf(value['post'] ?? objectOf(value['object'])['id'] ?? objectOf(value['media'])['id'])
  const top = parent || id
  const text = textOf(value['message'] ?? value['text'])
  const hidden = value['is_hidden'] ?? value['hidden']
  return [
    inboundMessage({
      externalId: id,
      threadKey: value['onWall'] === true && post !== '' ? `p/${post}` : `c/${top}`,
      threadHints: hints(parent ? [parent, post] : [post]),
      directed: true,
      visibility: 'public',
      ...(own ? { own: true as const } : {}),
      author: authorOf(account, idOf(from['id']) || handle.toLowerCase(), { name: textOf(from['name'], 200), handle }),
      text,
      meta: { kind: 'comment', top, post },
      attachments: picturesOf({ attachments: { data: [value['attachment']] } }),
      permalink: webAddress(value['permalink_url']) ?? facebookPermalink(id),
      occurredAt: instantOf(value['created_time'] ?? value['timestamp']) ?? entryAt,
    }),
    ...(text === '' ? [] : [{ type: 'edit' as const, externalId: id, text, html: null, occurredAt: entryAt }]),
    ...(typeof hidden === 'boolean' ? [{ type: 'hide' as const, externalId: id, hidden, occurredAt: entryAt }] : []),
  ]
}

function ratingOf({ value, account, entryAt }: MetaEvent): InboundEvent[] {
  const id = idOf(objectOf(value['open_graph_story'])['id'])
  const reviewer = objectOf(value['reviewer'])
  if (id === '') return left('read-no-id', 'A rating without an id.')
  return [
    inboundMessage({
      externalId: id,
      threadKey: `r/${id}`,
      directed: true,
      visibility: 'public',
      author: authorOf(account, idOf(reviewer['id']), { name: textOf(reviewer['name'], 200) }),
      text: [stars(value), textOf(value['review_text'])].filter(Boolean).join('\n'),
      meta: { kind: 'rating', post: id },
      permalink: facebookPermalink(id),
      occurredAt: instantOf(value['created_time']) ?? entryAt,
    }),
  ]
}

function messageOf({ value, account, entryAt }: MetaEvent, isOurs: IsOurs): InboundEvent[] {
  const id = idOf(value['id'])
  const from = objectOf(value['from'])
  const others = [...listOf(value['participants'], 20), ...listOf(objectOf(value['to'])['data'], 20), from].map(
    objectOf,
  )
  const person = others.find((one) => !isOurs(one) && idOf(one['id']) !== '')
  if (id === '' || !person) return left('read-no-id', 'A message without an id or a person.')
  const own = isOurs(from)
  const shared = listOf(objectOf(value['shares'])['data'], 20).map((share) => webAddress(objectOf(share)['link']) ?? '')
  const story = objectOf(value['story'])
  const key = idOf(person['id'])
  return [
    inboundMessage({
      externalId: id,
      threadKey: `m/${key}`,
      directed: true,
      visibility: 'private',
      ...(own ? { own: true as const, addressee: key } : {}),
      author: own
        ? null
        : authorOf(account, key, { name: textOf(person['name'], 200), handle: textOf(person['username'], 100) }),
      text: [textOf(value['message']), ...shared].filter(Boolean).join('\n'),
      flags: String(value['is_unsupported']) === 'true' ? ['unsupported-message'] : [],
      meta: { kind: 'message', person: key },
      attachments: messageFiles(value, story),
      occurredAt: instantOf(value['created_time']) ?? entryAt,
    }),
  ]
}

function messageFiles(value: Json, story: Json): InboundAttachment[] {
  const files = listOf(objectOf(value['attachments'])['data'], 20).flatMap((one) => {
    const { name, mime_type: type, image_data: image, video_data: video, file_url: file } = objectOf(one)
    const url = webAddress(objectOf(image)['url'] ?? objectOf(video)['url'] ?? file)
    return url === null
      ? []
      : [{ url, name: textOf(name, 200), type: textOf(type, 100) || (image ? 'image/jpeg' : '') }]
  })
  const link = webAddress(objectOf(story['mention'])['link'] ?? objectOf(story['reply_to'])['link'])
  return [...files, ...(link ? [{ url: link, name: 'story', type: 'image/jpeg' }] : [])].map((one, at) =>
    fileAt(at, one),
  )
}

/** Pictures of a post or comment, those of an album too. */
function picturesOf(value: Json): InboundAttachment[] {
  const all = listOf(objectOf(value['attachments'])['data'], 20).map(objectOf)
  const each = all.flatMap((one) => [one, ...listOf(objectOf(one['subattachments'])['data'], 20).map(objectOf)])
  const urls = each.flatMap((one) => webAddress(objectOf(objectOf(one['media'])['image'])['src']) ?? [])
  return [...new Set(urls)].map((url, at) => fileAt(at, { url, type: 'image/jpeg' }))
}

/** A thing that was read, as an item like those that are pushed; another text is another version of it. */
export function readItem(
  account: string,
  field: string,
  id: string,
  value: unknown,
  version: string,
  nowMs: number,
): RawItem {
  return {
    sourceKey: `read/${field}/${id}`,
    version,
    contentType: 'application/json',
    source: { field: `read-${field}`, entryMs: nowMs },
    raw: Buffer.from(JSON.stringify({ object: 'read', account, field, value })),
  }
}
