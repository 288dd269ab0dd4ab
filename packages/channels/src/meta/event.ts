import { z } from 'zod'
import type { InboundAttachment, InboundEvent, InboundMessage, InboundReaction, RawItem } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { idOf, instantOf, type Json, objectOf } from './json.ts'

const Stored = z.object({
  object: z.string(),
  account: z.string(),
  field: z.string(),
  value: z.unknown(),
})
/** One event of a push, or one thing read from the Graph API (`object: 'read'`). */
export type MetaEvent = {
  object: string
  account: string
  field: string
  value: Json
  /** When nothing in it says a time. */
  entryAt: string | null
}

/** Throws Unreadable. */
export function readEvent(item: RawItem): MetaEvent {
  const { value, ...stored } = readJsonItem(item, Stored)
  return { ...stored, value: objectOf(value), entryAt: instantOf(item.source['entryMs']) }
}

export function left(code: string, reason: string): InboundEvent[] {
  const plain = code
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
  return [{ type: 'filtered', code: plain.length > 2 ? plain : 'kind-unknown', reason: reason.slice(0, 300) }]
}

/** A person by the network's own id, which is theirs within one account of ours only. */
export function authorOf(
  scope: string,
  key: string,
  names: { name?: string; handle?: string },
): InboundMessage['author'] {
  if (key === '') return null
  const name = names.name?.trim().slice(0, 200) || null
  const handle = names.handle?.trim().replace(/^@/, '').slice(0, 100)
  return { kind: 'handle', scope, key, display: handle ? `@${handle}` : (name ?? key), name }
}

export function fileAt(
  index: number,
  given: { name?: string; type?: string; url?: string; ref?: string; alt?: string },
): InboundAttachment {
  const { name = '', type = 'application/octet-stream', url, ref, alt } = given
  return {
    index,
    name: name.slice(0, 200),
    type: type.split(';', 1)[0]!.trim().slice(0, 100) || 'application/octet-stream',
    size: 0,
    inline: false,
    ...(alt ? { alt: alt.slice(0, 500) } : {}),
    remote: url === undefined ? { ref: ref ?? '' } : { url },
  }
}

export const hints = (references: string[]): InboundMessage['threadHints'] => ({
  replyTokens: [],
  references: references.filter((id) => id !== ''),
  subjectKey: null,
  participants: [],
})

/** Sender of an event of the feed: newer ones name `from`, older ones `sender_id`. */
export function senderOf(value: Json): { id: string; name: string } {
  const from = objectOf(value['from'])
  return {
    id: idOf(from['id'] ?? value['sender_id'] ?? value['user_id'] ?? value['reviewer_id']),
    name: idOf(from['name'] ?? value['sender_name'] ?? value['reviewer_name']),
  }
}

/** One sign a person, as Meta keeps them: another takes the place of the one before, an empty one takes it back. */
export function signs(sign: Omit<InboundReaction, 'type'>): InboundEvent[] {
  const none: InboundReaction = { type: 'reaction', ...sign, emoji: '', present: false }
  return sign.present && sign.emoji !== '' ? [none, { type: 'reaction', ...sign }] : [none]
}
