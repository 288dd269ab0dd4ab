import type { InboundMessage } from '../connector.ts'
import { guessLanguage } from './guess-language.ts'

type Needed = Pick<InboundMessage, 'externalId' | 'threadKey' | 'text' | 'visibility' | 'directed'>

/** A message with what a channel has nothing to say about filled in. */
export function inboundMessage(given: Needed & Partial<InboundMessage>): InboundMessage {
  return {
    type: 'message',
    contentHash: null,
    threadHints: { replyTokens: [], references: [], subjectKey: null, participants: [] },
    nature: 'message',
    author: null,
    subject: null,
    fullText: null,
    html: null,
    remoteImages: 0,
    language: guessLanguage(given.text),
    flags: [],
    meta: {},
    attachments: [],
    permalink: null,
    occurredAt: null,
    ...given,
  }
}

type Author = NonNullable<InboundMessage['author']>

/** Who wrote, by the surest key there is: address, number, handle, at last only a name. */
export function contactAuthor(
  contact: { name?: string; email?: string; phone?: string; handle?: string },
  scope: string,
): Author | null {
  const name = contact.name?.trim() || null
  const author = (kind: Author['kind'], display: string, key: string, within = ''): Author => ({
    kind,
    scope: within,
    key,
    display,
    name,
  })
  if (contact.email) return author('email', contact.email, contact.email.toLowerCase())
  if (contact.phone) {
    const digits = contact.phone.replace(/[^\d+]/g, '').replace(/^00/, '+')
    if (/\d{5}/.test(digits)) return author('phone', contact.phone, digits)
  }
  if (contact.handle) return author('handle', contact.handle, contact.handle.toLowerCase(), scope)
  // A name is not unique: it never joins two people by itself, so the presence is its scope.
  return name ? author('name', name, name.toLowerCase(), scope) : null
}

/** First line or sentence as a title, null for an empty text. */
export function titleOf(text: string): string | null {
  const line = text.trimStart().split('\n', 1)[0]!.slice(0, 400).trim()
  if (line === '') return null
  const sentence = /^.{12,90}?[.!?](?=\s|$)/.exec(line)?.[0] ?? line
  return sentence.length <= 90 ? sentence : `${sentence.slice(0, 90).replace(/\s+\S*$/, '')} …`
}

/** ISO 8601 in UTC, null when it is no date. */
export function utc(value: string | undefined): string | null {
  const time = value === undefined ? Number.NaN : Date.parse(value)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
