import type { MessageAction } from '@resonanz/contracts'
import type { AttachmentContent } from './items.ts'

/** An answer (or automatic mail) to hand over. Text is final; a connector never changes words. */
export type Outgoing = {
  /** Minted before the first attempt and equal in all attempts: the Message-ID of a mail, with angle brackets. */
  clientToken: string
  to: MailPerson[]
  cc: MailPerson[]
  subject: string
  text: string
  html: string | null
  /** Message-IDs with angle brackets. */
  inReplyTo: string | null
  references: string[]
  /** Name of the sender; null: the presence's own. */
  senderName: string | null
  /** Goes into the plus address of Reply-To where the mailbox takes them. */
  replyToken: string | null
  /** Written by no person: carries the marks that stop other automatons (RFC 3834). */
  automatic: boolean
  language: 'de' | 'en'
  attachments: AttachmentContent[]
  /** Where it goes on a network; null on mail, where addresses say it. */
  target: OutgoingTarget | null
}

export type OutgoingTarget =
  /** A new post of ours. */
  | { kind: 'post' }
  | {
      kind: 'reply'
      threadKey: string
      visibility: 'public' | 'private'
      /** The message answered; null where the thread holds none of the network's. */
      replyTo: string | null
      /** What the connector kept with that message. */
      meta: Record<string, unknown>
      person: { key: string; display: string } | null
      /** A public message is answered by a private one; `visibility` is then that of the answer. */
      privately: boolean
      /** When the person last wrote, ISO 8601: networks close their windows by it. */
      lastInboundAt: string | null
    }

export type MailPerson = { name: string; address: string }

export type SendOutcome =
  /** `threadKey`: it stands in another conversation than the one answered (a private answer to a public message). */
  | {
      state: 'handed_over'
      providerId: string | null
      threadKey?: string
      refused?: { address: string; code: string; detail: string }[]
    }
  /** `untried`: held back by what the network said before, nothing was asked; it uses up no attempt. */
  | { state: 'retry'; code: string; afterMs?: number; detail?: string; untried?: true }
  | { state: 'failed'; code: string; detail: string }
  /** The other side may have it: nobody sends again without a look. */
  | { state: 'unclear'; code?: string; detail?: string }

/** An id where the network's own is known: what it tells of those words later belongs to them. */
export type LookupAnswer = 'found' | { providerId: string } | 'absent' | 'unknown'

export type ActionOnMessage = {
  action: MessageAction
  externalId: string
  threadKey: string
  meta: Record<string, unknown>
}
