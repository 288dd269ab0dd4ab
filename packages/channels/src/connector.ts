import type { ChannelCapabilities, ConnectionTest as ConnectionTestShape } from '@resonanz/contracts'
import type { z } from 'zod'
import type { Egress } from './kit/egress.ts'

/**
 * The port of every channel: data and a few functions. What a channel cannot do is absent; `capabilities` says so,
 * nobody guesses. `parse` is pure and runs in a worker; everything else may use the network, through `context.egress`.
 */
export type Connector<Settings = unknown, Secrets = unknown> = {
  kind: ChannelCapabilities['kind']
  capabilities: ChannelCapabilities
  /** Settings as stored, validated again when read: a presence saved by an older release may lack a field. */
  settings: z.ZodType<Settings>
  secrets: z.ZodType<Secrets> | null
  /** Our own address on the channel as people see it, and null where there is none. */
  addressOf(settings: Settings): string | null
  /** Settings that say where secrets are sent; whoever changes one must enter the secrets again. */
  secretBoundTo(settings: Settings): string
  /** What is read: when it changes, reading begins anew. '' where nothing is read. */
  readsFrom(settings: Settings): string
  /**
   * One stored raw item → its events. Pure: same bytes and context, same events. Takes whatever bytes come: an event
   * kind it does not know becomes `filtered`, never an error that hides the rest. Throws `Unreadable` only when
   * nothing at all can be had; the item then goes to quarantine with that code.
   */
  parse(item: RawItem, context: ParseContext<Settings>): InboundEvent[]
  /** Pure like `parse`, run in a worker: the items of a fetched document that holds many (a feed). */
  split?(document: FetchedDocument): SplitDocument
  /** Bytes of one attachment of an item, found again by its index. */
  attachment?(item: RawItem, index: number): AttachmentContent | null
  /** Signature over the raw body. Fails closed: a missing header or secret is a refusal. */
  verify?(raw: Uint8Array, headers: Headers | Record<string, unknown>, check: VerifyCheck): Verdict
  /** Opens what is needed to read (an IMAP connection; nothing for feeds). Throws ConnectorError. */
  open?(context: ConnectorContext<Settings, Secrets>): Promise<Session>
  /** One attempt; never repeated by itself. The outcome says what is known about the attempt, and only that. */
  send?(context: ConnectorContext<Settings, Secrets>, outgoing: Outgoing): Promise<SendOutcome>
  /** What may follow a hand-over once it is on record (a copy in Sent). Best effort; never changes the outcome. */
  afterSend?(context: ConnectorContext<Settings, Secrets>, outgoing: Outgoing): Promise<void>
  /** After a crash while handing over: did the attempt with this token reach the network? */
  lookup?(context: ConnectorContext<Settings, Secrets>, clientToken: string): Promise<'found' | 'absent' | 'unknown'>
  /** Step by step, for a person who sets the channel up. Never throws for what the other side does. */
  test?(context: ConnectorContext<Settings, Secrets>): Promise<ConnectionTest>
}

/** A connector of any kind, for code that treats them all alike: its settings came out of its own schema. */
// oxlint-disable-next-line typescript/no-explicit-any -- the catalogue holds connectors of different settings
export type AnyConnector = Connector<any, any>

/** What was received, before anybody looked inside. `(presence, sourceKey, version)` is stored once. */
export type RawItem = {
  /** The network's own stable key, else the hash of the bytes. */
  sourceKey: string
  /** Differs when the network changed the item (an edit); '' where items never change. */
  version?: string
  contentType: string
  /** Facts about where it lay (folder, flags, url); small, no content. */
  source: Record<string, unknown>
  raw: Uint8Array
  /** The network's time, ISO 8601, where it is known without parsing. */
  occurredAt?: string
}

export type ParseContext<Settings = unknown> = {
  presenceId: string
  settings: Settings
  /** Addresses of all our presences, lower case: mail from them is our own. */
  ownAddresses: readonly string[]
  /** Now in milliseconds; the judge of implausible dates. */
  nowMs: number
}

export type ConnectorContext<Settings = unknown, Secrets = unknown> = {
  presenceId: string
  settings: Settings
  secrets: Secrets
  egress: Egress
  /** Runs the connector's `split` in a worker with limits. Throws ConnectorError when it does not end well. */
  split(document: FetchedDocument): Promise<SplitDocument>
  /**
   * Renews secrets (refresh tokens) under the lock of the presence's row, so two processes never renew at once:
   * `renew` gets what is stored now and gives what to store; the result is what holds afterwards.
   */
  renewSecrets(renew: (current: Secrets) => Promise<Renewed<Secrets>>): Promise<Secrets>
  /** Ends everything that is under way. */
  signal: AbortSignal
  /** How long a contact may take to begin, each step of it; a person who waits sets less than a machine. */
  patienceMs?: number
}

/** `tokenExpiresAt` (ISO 8601) shows in the health of the presence. */
export type Renewed<Secrets> = { secrets: Secrets; tokenExpiresAt: string | null }

/** One opened way to read. Cursors are JSON that only the connector understands; `{}` at first. */
export type Session = {
  fetch(cursor: Cursor): Promise<FetchResult>
  /** Sleeps until the network says that something came, the time is over or the connection is gone. */
  wait?(ms: number, signal: AbortSignal): Promise<'news' | 'time' | 'closed'>
  /** Keys of what lies at the network and belongs to us by this cursor: the daily reconcile compares them. */
  keys?(cursor: Cursor): Promise<string[]>
  /** Fetches items by key, those that are still there. */
  take?(keys: readonly string[]): Promise<RawItem[]>
  close(): Promise<void>
}
export type Cursor = Record<string, unknown>
export type FetchResult = {
  items: RawItem[]
  /** Saved in the same transaction as the items. */
  cursor: Cursor
  /** There is more at once. */
  more: boolean
  /** When to ask again if nothing wakes us; null: the default of the poller. */
  nextAfterMs: number | null
}

export type ConnectionTest = z.infer<typeof ConnectionTestShape>
export type VerifyCheck = { secrets: readonly string[]; nowMs: number }
export type Verdict = { ok: true } | { ok: false; reason: 'no-secret' | 'no-signature' | 'too-old' | 'wrong' }
export type AttachmentContent = { name: string; type: string; content: Uint8Array }

export type FetchedDocument = { raw: Uint8Array; contentType: string; url: string; nowMs: number }
export type SplitDocument =
  | { ok: true; title: string | null; items: RawItem[] }
  /** Not what was expected; `feeds` are addresses the page names instead. */
  | { ok: false; code: string; feeds: string[] }

export type MailPerson = { name: string; address: string }
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
}
export type SendOutcome =
  | { state: 'handed_over'; providerId: string | null; refused?: { address: string; code: string; detail: string }[] }
  | { state: 'retry'; code: string; afterMs?: number; detail?: string }
  | { state: 'failed'; code: string; detail: string }
  /** The other side may have it: nobody sends again without a look. */
  | { state: 'unclear'; code?: string; detail?: string }

export type InboundEvent = InboundMessage | InboundEdit | InboundDelete | InboundFiltered

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
}
/** The network changed a message we may know. Unknown ones wait for their parent. */
export type InboundEdit = {
  type: 'edit'
  externalId: string
  text: string
  html: string | null
  occurredAt: string | null
}
export type InboundDelete = { type: 'delete'; externalId: string; occurredAt: string | null }
/** Left out on purpose, counted in the daily proof: loops, our own notifications, unknown event kinds. */
export type InboundFiltered = { type: 'filtered'; code: string; reason: string }

/** The network's fault or ours, as the health of a presence shows it. */
export class ConnectorError extends Error {
  readonly kind: 'transient' | 'permanent' | 'sign_in'
  readonly code: string
  readonly retryAfterMs: number | null
  constructor(
    kind: 'transient' | 'permanent' | 'sign_in',
    code: string,
    options: { detail?: string; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(options.detail ?? code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ConnectorError'
    this.kind = kind
    this.code = code
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}

/** No event can be had from an item. `code` is stable, the message is what the quarantine shows. */
export class Unreadable extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'Unreadable'
    this.code = code
  }
}
