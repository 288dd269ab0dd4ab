import type { InboundAttachment, InboundEvent } from '../connector.ts'
import { inboundMessage } from '../kit/message.ts'
import { authorOf, fileAt, hints, left, type MetaEvent, signs } from './event.ts'
import { idOf, instantOf, isObject, type Json, listOf, objectOf, textOf, webAddress } from './json.ts'
import { placeWords, reactionSign } from './words.ts'

/** What we put into `metadata` of our own sendings; the echo brings it back. */
export const ownMark = 'resonanz:'

/** A private conversation of Messenger or Instagram: words of both sides, receipts, signs, what was taken back. */
export function messagingEvents(event: MetaEvent): InboundEvent[] {
  const { value } = event
  if (isObject(value['message'])) return messageOf(event, value['message'])
  if (isObject(value['message_edit'])) return editOf(event, value['message_edit'])
  if (isObject(value['postback'])) return [postbackOf(event, value['postback'])]
  if (isObject(value['reaction'])) return reactionOf(event, value['reaction'])
  if (isObject(value['delivery'])) return deliveryOf(event, value['delivery'])
  if (isObject(value['read'])) return readOf(event, value['read'])
  const known = kinds.find((kind) => kind in value)
  return left(`messaging-${known ?? 'unknown'}`, 'Nothing that was said.')
}

const kinds = [
  'referral',
  'optin',
  'account_linking',
  'payment',
  'checkout_update',
  'pre_checkout',
  'policy-enforcement',
  'policy_enforcement',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'app_roles',
  'game_play',
  'typing',
  'messaging_feedback',
  'customer_information',
  'delivery',
  'read',
]

/** Who the conversation is with: of an echo the receiver, else the sender. */
function personOf({ value, account }: MetaEvent, isEcho: boolean): string {
  const [sender, recipient] = [objectOf(value['sender']), objectOf(value['recipient'])]
  const [from, to] = [idOf(sender['id'] ?? sender['user_ref']), idOf(recipient['id'] ?? recipient['user_ref'])]
  const other = isEcho || from === account ? to : from
  return other === account ? from : other
}

function messageOf(event: MetaEvent, message: Json): InboundEvent[] {
  const { value, account } = event
  const mid = idOf(message['mid'])
  const occurredAt = instantOf(value['timestamp']) ?? event.entryAt
  const sender = objectOf(value['sender'])
  const isEcho = message['is_echo'] === true || idOf(sender['id']) === account
  const person = personOf(event, isEcho)
  if (mid === '' || person === '') return left('messaging-no-id', 'A message without an id or a sender.')
  if (message['is_deleted'] === true)
    return [{ type: 'delete', externalId: mid, occurredAt: event.entryAt ?? occurredAt }]
  const replyTo = objectOf(message['reply_to'])
  const files = filesOf(message)
  const said = inboundMessage({
    externalId: mid,
    threadKey: `m/${person}`,
    threadHints: hints([idOf(replyTo['mid'])]),
    directed: true,
    visibility: 'private',
    ...(isEcho ? { own: true as const, addressee: person } : {}),
    author: isEcho
      ? null
      : authorOf(account, person, { name: textOf(sender['name'], 200), handle: textOf(sender['username'], 100) }),
    text: wordsOf(message),
    flags: message['is_unsupported'] === true || files.unsupported ? ['unsupported-message'] : [],
    meta: { kind: 'message', person, ...(replyTo['story'] ? { story: idOf(objectOf(replyTo['story'])['id']) } : {}) },
    attachments: files.attachments,
    occurredAt,
  })
  const mark = isEcho ? textOf(message['metadata'], 200) : ''
  if (!mark.startsWith(ownMark)) return [said]
  const echo = { clientToken: mark.slice(ownMark.length), message: said }
  return [{ type: 'filtered', code: 'own-echo', reason: 'We sent it ourselves.', echo }]
}

function editOf(event: MetaEvent, edit: Json): InboundEvent[] {
  const mid = idOf(edit['mid'])
  const text = textOf(edit['text'])
  if (mid === '') return left('messaging-edit-no-id', 'An edit that names no message.')
  const at = instantOf(event.value['timestamp']) ?? event.entryAt
  return [{ type: 'edit', externalId: mid, text, html: null, occurredAt: at }]
}

/** A button that was pressed says what stands on it. */
function postbackOf(event: MetaEvent, postback: Json): InboundEvent {
  const { value, account } = event
  const person = personOf(event, false)
  const at = textOf(value['timestamp'], 30)
  const title = textOf(postback['title'], 1_000) || textOf(postback['payload'], 1_000)
  if (person === '') return left('messaging-no-id', 'A button pressed by nobody.')[0]!
  return inboundMessage({
    externalId: idOf(postback['mid']) || `postback/${person}/${at}`,
    threadKey: `m/${person}`,
    directed: true,
    visibility: 'private',
    author: authorOf(account, person, {}),
    text: title,
    meta: { kind: 'postback', person },
    occurredAt: instantOf(value['timestamp']) ?? event.entryAt,
  })
}

function reactionOf(event: MetaEvent, reaction: Json): InboundEvent[] {
  const mid = idOf(reaction['mid'])
  const actorKey = idOf(objectOf(event.value['sender'])['id'])
  if (mid === '' || actorKey === '') return left('messaging-reaction-no-id', 'A sign under nothing.')
  return signs({
    externalId: mid,
    actorKey,
    emoji: textOf(reaction['emoji'], 40) || reactionSign(textOf(reaction['reaction'], 40)),
    present: reaction['action'] !== 'unreact',
    occurredAt: instantOf(event.value['timestamp']) ?? event.entryAt,
  })
}

function deliveryOf(event: MetaEvent, delivery: Json): InboundEvent[] {
  const occurredAt = instantOf(delivery['watermark']) ?? event.entryAt
  const mids = listOf(delivery['mids']).map(idOf).filter(Boolean)
  if (mids.length === 0) return throughOf(event, 'delivered', delivery['watermark'])
  return mids.map((externalId) => ({ type: 'status', externalId, state: 'delivered', occurredAt }))
}

/** Instagram names the message that was seen, Messenger the time up to which all was read. */
function readOf(event: MetaEvent, read: Json): InboundEvent[] {
  const externalId = idOf(read['mid'])
  const occurredAt = instantOf(event.value['timestamp']) ?? event.entryAt
  if (externalId !== '') return [{ type: 'status', externalId, state: 'read', occurredAt }]
  return throughOf(event, 'read', read['watermark'])
}

function throughOf(event: MetaEvent, state: 'delivered' | 'read', watermark: unknown): InboundEvent[] {
  const person = personOf(event, false)
  const at = instantOf(watermark)
  if (person === '' || at === null) return left(`messaging-${state}-no-time`, 'A receipt that names nothing.')
  return [{ type: 'status', externalId: `m/${person}`, through: at, state, occurredAt: at }]
}

function wordsOf(message: Json): string {
  const said = textOf(message['text'])
  const passedOn = listOf(message['attachments'], 50).flatMap((attachment) => passedOnWords(objectOf(attachment)))
  const more = [...new Set(passedOn)].filter((line) => line !== '' && !said.includes(line.replace(/\/$/, '')))
  return [said, ...more].filter(Boolean).join('\n')
}

/** A place, a link, a product or a prepared text that was passed on, in its own words. */
function passedOnWords({ type, title, url, payload: given }: Json): string[] {
  const payload = objectOf(given)
  if (type === 'location') {
    const { lat, long } = objectOf(payload['coordinates'])
    return [placeWords({ name: textOf(title, 200), lat, long })]
  }
  if (type !== 'fallback' && type !== 'share' && type !== 'template') return []
  const elements = listOf(payload['elements'] ?? objectOf(payload['product'])['elements'], 10).map(objectOf)
  const buttons = listOf(payload['buttons'], 10).map(objectOf)
  return [
    textOf(title ?? payload['title'] ?? payload['text'] ?? payload['intro_message'], 2_000),
    realAddress(url ?? payload['url']),
    ...[...elements, ...buttons].map((one) => textOf(one['title'], 300)),
  ]
}

/** Links go by a page of Facebook's that names the real one. */
function realAddress(value: unknown): string {
  const address = webAddress(value)
  if (address === null) return ''
  const url = new URL(address)
  const inner = /^lm?\.(?:facebook|instagram)\.com$/.test(url.hostname) ? webAddress(url.searchParams.get('u')) : null
  return inner ?? address
}

const typeOf = new Map([
  ['image', 'image/jpeg'],
  ['video', 'video/mp4'],
  ['audio', 'audio/mp4'],
  ['story_mention', 'image/jpeg'],
])
/** Their address is a page or a product, not a file. */
const noFiles = new Set(['fallback', 'template', 'location'])

function filesOf(message: Json): { attachments: InboundAttachment[]; unsupported: boolean } {
  const found: { type: string; url: string; name?: string }[] = []
  let unsupported = false
  for (const attachment of listOf(message['attachments'], 50)) {
    const { type, payload } = objectOf(attachment)
    const kind = textOf(type, 40)
    const address = objectOf(payload)['url']
    const url = webAddress(address)
    if (kind === 'unsupported_type') unsupported = true
    if (noFiles.has(kind) || (kind === 'share' && !isCdn(url))) continue
    // An address that leads nowhere is told as such, not passed over.
    if (url !== null || textOf(address) !== '')
      found.push({ type: typeOf.get(kind) ?? '', url: url ?? textOf(address, 500) })
  }
  const story = objectOf(objectOf(message['reply_to'])['story'])
  const address = textOf(story['url'], 4_000)
  if (address !== '')
    found.push({ type: 'image/jpeg', url: webAddress(address) ?? address.slice(0, 500), name: 'story' })
  return { attachments: found.map((file, index) => fileAt(index, file)), unsupported }
}

function isCdn(url: string | null): boolean {
  return url !== null && /(?:^|\.)(?:fbcdn\.net|cdninstagram\.com|fbsbx\.com)$/.test(URL.parse(url)?.hostname ?? '')
}
