import type { InboundEvent, ParseContext, RawItem } from '../connector.ts'
import { inboundMessage } from '../kit/message.ts'
import { left, type MetaEvent, readEvent, signs } from './event.ts'
import { codeOfError } from './faults.ts'
import { idOf, instantOf, isObject, type Json, listOf, objectOf, textOf } from './json.ts'
import { ownMark } from './messaging.ts'
import type { WhatsAppSettings } from './settings.ts'
import { contactFinder } from './whatsapp-contacts.ts'
import { said } from './whatsapp-words.ts'

/** One stored item of a WhatsApp number → its events: messages, receipts, signs, edits, what was taken back. */
export function whatsAppEvents(item: RawItem, { settings }: ParseContext<WhatsAppSettings>): InboundEvent[] {
  const event = readEvent(item)
  if (event.object !== 'whatsapp_business_account')
    return left(`object-${event.object}`, 'Not about a WhatsApp number.')
  const { value, field } = event
  const number = idOf(objectOf(value['metadata'])['phone_number_id'])
  // One business account holds many numbers, and one address of ours may serve them all.
  if (number !== '' && number !== settings.phoneNumberId)
    return left('other-account', `It came for ${number.slice(0, 40)}.`)
  const events = [
    ...listOf(value['messages'])
      .map(objectOf)
      .flatMap((message) => messageEvents(event, message, false)),
    ...listOf(value['message_echoes'])
      .map(objectOf)
      .flatMap((message) => messageEvents(event, message, true)),
    ...listOf(value['statuses'])
      .map(objectOf)
      .flatMap((status) => statusEvents(status)),
  ]
  return events.length > 0
    ? events
    : left(`field-${field === 'messages' ? otherThan(value) : field}`, 'Nothing that was said to us.')
}

const otherThan = (value: Json) =>
  Object.keys(value).find((name) => ['errors', 'groups', 'calls'].includes(name)) ?? 'empty'

function messageEvents(event: MetaEvent, message: Json, isEcho: boolean): InboundEvent[] {
  const id = idOf(message['id'])
  const type = textOf(message['type'], 40)
  const at = instantOf(message['timestamp']) ?? event.entryAt
  if (id === '') return left('message-no-id', 'A message without an id.')
  const person = personOf(event, message, isEcho)
  if (type === 'reaction') return reactionOf(message, person.key, at)
  const changed = changeOf(message, type, at)
  if (changed) return changed
  const group = idOf(message['group_id'])
  if (person.key === '' && group === '') return left('message-no-sender', 'A message without a sender.')
  const words = said(message, type)
  const context = objectOf(message['context'])
  return [
    inboundMessage({
      externalId: id,
      threadKey: group ? `g/${group}` : `w/${person.key}`,
      threadHints: {
        replyTokens: [],
        references: [idOf(context['id'])].filter(Boolean),
        subjectKey: null,
        participants: [],
      },
      directed: true,
      visibility: 'private',
      ...(isEcho ? { own: true as const } : {}),
      // A number was changed, an identity: it belongs to the conversation, and opens none.
      ...(type === 'system' ? { nature: 'report' as const } : {}),
      author: isEcho ? null : person.author,
      text: words.text,
      flags: words.flags,
      meta: {
        kind: type || 'unknown',
        to: person.to,
        ...(person.bsuid ? { bsuid: person.bsuid } : {}),
        ...(group ? { group } : {}),
        ...(context['forwarded'] === true || context['frequently_forwarded'] === true ? { forwarded: true } : {}),
      },
      attachments: words.attachments,
      occurredAt: at,
    }),
  ]
}

/** Older kinds of the same thing beside newer ones: an edit or a taking back names the first message. */
function changeOf(message: Json, type: string, at: string | null): InboundEvent[] | null {
  const edit = objectOf(message['edit'] ?? message['edited'])
  const revoke = objectOf(message['revoke'] ?? message['revoked'] ?? message['delete'] ?? message['deleted'])
  const first = (change: Json) => idOf(change['original_message_id'] ?? change['message_id'])
  if (type.startsWith('edit') && first(edit) !== '') {
    const now = objectOf(edit['message'])
    const words = said(isObject(edit['message']) ? now : edit, textOf(now['type'], 40) || 'text')
    return [{ type: 'edit', externalId: first(edit), text: words.text, html: null, occurredAt: at }]
  }
  if (/^(?:revoke|delete)/.test(type) && first(revoke) !== '')
    return [{ type: 'delete', externalId: first(revoke), occurredAt: at }]
  return null
}

type Person = {
  /** Keeps the conversation: the number, or the id of who shows none. */
  key: string
  /** Where an answer goes. */
  to: string
  bsuid: string
  author: { kind: 'phone' | 'handle'; scope: string; key: string; display: string; name: string | null } | null
}

/** Since 2026 a sender may come without a number: then by the id that WhatsApp gives them for this business. */
function personOf({ value, account }: MetaEvent, message: Json, isEcho: boolean): Person {
  const from = idOf(isEcho ? message['to'] : message['from'])
  const named = idOf(isEcho ? message['to_user_id'] : message['from_user_id'])
  const about = isEcho ? message : { ...message, to: undefined, to_user_id: undefined }
  const contact = contactFinder(listOf(value['contacts'], 2_000), 1)(about) ?? {}
  const number = from || idOf(contact['wa_id'])
  const bsuid = named || idOf(contact['user_id'])
  const profile = objectOf(contact['profile'])
  const name = textOf(profile['name'], 200).trim() || null
  const handle = textOf(profile['username'], 100).replace(/^@/, '')
  const key = number || bsuid
  if (key === '') return { key, to: '', bsuid, author: null }
  const digits = number.replace(/\D/g, '')
  const author = /^\d{5,}$/.test(digits)
    ? { kind: 'phone' as const, scope: '', key: `+${digits}`, display: `+${digits}`, name }
    : { kind: 'handle' as const, scope: account, key, display: handle ? `@${handle}` : (name ?? key), name }
  return { key, to: number || bsuid, bsuid, author }
}

function reactionOf(message: Json, actorKey: string, at: string | null): InboundEvent[] {
  const { message_id: about, emoji } = objectOf(message['reaction'])
  const externalId = idOf(about)
  if (externalId === '' || actorKey === '') return left('reaction-no-id', 'A sign under nothing.')
  const sign = textOf(emoji, 40)
  return signs({ externalId, actorKey, emoji: sign, present: sign !== '', occurredAt: at })
}

function statusEvents(status: Json): InboundEvent[] {
  const externalId = idOf(status['id'])
  const state = textOf(status['status'], 40)
  const at = instantOf(status['timestamp'])
  if (externalId === '') return left('status-no-id', 'A receipt that names no message.')
  if (state === 'delivered' || state === 'read') return [{ type: 'status', externalId, state, occurredAt: at }]
  if (state === 'played') return [{ type: 'status', externalId, state: 'read', occurredAt: at }]
  if (state !== 'failed') return left(`status-${state}`, 'Says no more than that we sent it.')
  const code = Number(objectOf(listOf(status['errors'])[0])['code'])
  return [{ type: 'status', externalId, state: 'failed', code: codeOfError(code), occurredAt: at }]
}

/** What we give WhatsApp to hold for us: receipts bring it back. */
export const callbackData = (clientToken: string) => `${ownMark}${clientToken}`.slice(0, 512)
