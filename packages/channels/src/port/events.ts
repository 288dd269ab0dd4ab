import type { RemoteMedia } from './items.ts'

export type InboundEvent =
  | InboundMessage
  | InboundEdit
  | InboundDelete
  | InboundHide
  | InboundStatus
  | InboundReaction
  | InboundFiltered

export type InboundMessage = {
  type: 'message'
  /** Unique within the presence: Message-ID, the network's id, else a hash of the content. */
  externalId: string
  /** Same content, same hash: tells a mail met again from another mail that reuses a Message-ID. */
  contentHash: string | null
  /** Where the channel keeps conversations apart; the same key is the same thread. */
  threadKey: string
  threadHints: {
    /** Tokens of our plus addresses or signed Message-IDs found in it, unchecked. */
    replyTokens: string[]
    /** Message-IDs it refers to, nearest first. */
    references: string[]
    /** Folded subject without Re:/AW:, null when too short to mean anything. */
    subjectKey: string | null
    participants: string[]
  }
  /** Was it addressed to us? If not it becomes a mention. */
  directed: boolean
  /** We wrote it ourselves in the network's own app: an answer of ours in its thread, unless it is one we sent. */
  own?: true
  /** Of our own private words: the one person they went to, as `author.key` names people there. Absent: it is not told. */
  addressee?: string
  visibility: 'private' | 'public'
  nature: 'message' | 'autoreply' | 'bounce' | 'list' | 'report'
  author: {
    kind: 'email' | 'phone' | 'handle' | 'name'
    scope: string
    key: string
    display: string
    name: string | null
  } | null
  subject: string | null
  /** What the person wrote, without quotes and signature. */
  text: string
  /** All of it, null when equal to `text`. */
  fullText: string | null
  /** Cleaned by the allow-list, safe for the sandboxed frame. */
  html: string | null
  /** Remote pictures that were held back. */
  remoteImages: number
  language: 'de' | 'en' | null
  flags: string[]
  /** Recipients, references and what the channel adds; kept with the message. */
  meta: Record<string, unknown>
  attachments: InboundAttachment[]
  permalink: string | null
  /** ISO 8601 in UTC as the network says; null when it says nothing believable. */
  occurredAt: string | null
  /** How the person wishes to be answered, in their words (calls, letters). */
  wishedAnswer?: string | null
  tags?: string[]
  bounce?: {
    hard: boolean
    status: string | null
    reason: string
    recipient: string | null
    originalMessageId: string | null
  }
}

export type InboundAttachment = {
  index: number
  name: string
  type: string
  size: number
  inline: boolean
  contentId?: string
  /** What a picture shows, in its author's words. */
  alt?: string
  /** The bytes are not in the item: `media` fetches them. */
  remote?: RemoteMedia
  /** The bytes lie in our own store already (web chat). */
  fileId?: string
}

/** The network changed a message we may know. Unknown ones wait for their parent; an older change than the last is passed over. */
export type InboundEdit = {
  type: 'edit'
  externalId: string
  text: string
  html: string | null
  occurredAt: string | null
}

/** `restored`: it stands there again. */
export type InboundDelete = { type: 'delete'; externalId: string; restored?: true; occurredAt: string | null }

/** Hidden from the public on the network, or shown again. */
export type InboundHide = { type: 'hide'; externalId: string; hidden: boolean; occurredAt: string | null }

/** How an answer of ours fared, by the id the network gave it. States only rise. */
export type InboundStatus = {
  type: 'status'
  externalId: string
  /** Then `externalId` is the key of a thread, and all our answers in it up to this instant are meant. */
  through?: string
  state: 'delivered' | 'read' | 'failed'
  code?: string
  occurredAt: string | null
}

/** A like or another sign under a message; `present: false` takes it back. */
export type InboundReaction = {
  type: 'reaction'
  externalId: string
  /** Who, as the network names them; counted, never shown. */
  actorKey: string
  /** '' with `present: false`: whatever this person had put there. */
  emoji: string
  present: boolean
  occurredAt: string | null
}

/**
 * Left out on purpose, counted in the daily proof: loops, our own notifications, unknown event kinds. `echo`: what we sent
 * ourselves, by the token that went with it; where nobody knew whether it had arrived, it did.
 */
export type InboundFiltered = {
  type: 'filtered'
  code: string
  reason: string
  echo?: { clientToken: string; message: InboundMessage }
}
