import type { InboundEvent, ParseContext, RawItem } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage, utc } from '../kit/message.ts'
import { authorOf } from './author.ts'
import { readEmbed, textWithLinks, wholeText } from './post-text.ts'
import { ChatMessage, chatKey, messageKey, StoredChat } from './chat-shapes.ts'

const minuteMs = 60_000

/** One stored private item → what happened. Messages cannot be edited there. */
export function chatEvents(item: RawItem, context: Pick<ParseContext, 'nowMs'>): InboundEvent[] {
  const stored = readJsonItem(item, StoredChat)
  const { convoId, self, messageId, sign } = stored
  if (stored.kind === 'message') return [messageEvent(stored, item, context.nowMs)]
  if (stored.kind === 'deleted' && messageId)
    return [{ type: 'delete', externalId: messageKey(convoId, messageId), occurredAt: null }]
  if (stored.kind === 'sign' && messageId && sign && sign.by !== self) {
    const { by: actorKey, emoji, present, at } = sign
    const externalId = messageKey(convoId, messageId)
    return [{ type: 'reaction', externalId, actorKey, emoji, present, occurredAt: utc(at) }]
  }
  return [{ type: 'filtered', code: 'unknown-event', reason: `A private event of the kind ${stored.other ?? '?'}.` }]
}

function messageEvent(stored: StoredChat, item: RawItem, nowMs: number): InboundEvent {
  const { convoId, self, group, isRequest, to } = stored
  const message = ChatMessage.safeParse(stored.message).data
  if (!message) return { type: 'filtered', code: 'unknown-event', reason: 'A private message without its words.' }
  const words = textWithLinks(message)
  const whole = wholeText(words, readEmbed(message.embed, message.embed))
  const isOwn = message.sender.did === self
  return inboundMessage({
    externalId: messageKey(convoId, message.id),
    threadKey: chatKey(convoId),
    threadHints: {
      replyTokens: [],
      references: message.replyTo ? [messageKey(convoId, message.replyTo.id)] : [],
      subjectKey: null,
      participants: [message.sender.did],
    },
    directed: true,
    ...(isOwn ? { own: true as const, ...(to !== undefined && group === null ? { addressee: to } : {}) } : {}),
    visibility: 'private',
    author: authorOf(stored.author ?? { did: message.sender.did, handle: '', displayName: undefined }, ''),
    subject: group === '' ? null : group,
    text: words || whole,
    fullText: whole === words ? null : whole,
    meta: {
      reason: 'chat',
      ...(isRequest ? { isRequest: true } : {}),
      ...(item.source['imported'] === true ? { imported: true } : {}),
    },
    occurredAt: notAhead(message.sentAt, nowMs),
  })
}

/** The service's own clock; when it runs ahead of ours, now is the better time. */
function notAhead(sentAt: string, nowMs: number): string | null {
  const at = utc(sentAt)
  return at !== null && Date.parse(at) > nowMs + minuteMs ? null : at
}
