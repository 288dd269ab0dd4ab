import type {
  ChannelCapabilities,
  ConnectionTest as ConnectionTestShape,
  ChannelStanding,
  MessageTemplate,
} from '@resonanz/contracts'
import type { z } from 'zod'
import type { ConnectorContext } from './port/context.ts'
import type { InboundEvent } from './port/events.ts'
import type {
  AttachmentContent,
  FetchedDocument,
  ParseContext,
  RawItem,
  RemoteMedia,
  SplitDocument,
} from './port/items.ts'
import type { Session } from './port/reading.ts'
import type { Receive, Verdict, VerifyCheck } from './port/receiving.ts'
import type { ActionOnMessage, LookupAnswer, Outgoing, SendOutcome } from './port/sending.ts'
import type { SignIn } from './port/sign-in.ts'

// The port's one front door: what a connector gets, gives and throws stands beside it by what it is for.
export { ConnectorError, Unreadable } from './port/errors.ts'
export type * from './port/context.ts'
export type * from './port/events.ts'
export type * from './port/items.ts'
export type * from './port/reading.ts'
export type * from './port/receiving.ts'
export type * from './port/sending.ts'
export type * from './port/sign-in.ts'

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
  /** What the network pushes to an address of ours. */
  receive?: Receive<Settings, Secrets>
  /**
   * What a network waits for once items of it are stored: a pressed button is busy until it is answered. Best effort, once
   * or again; nothing hangs on it.
   */
  taken?(context: ConnectorContext<Settings, Secrets>, items: readonly RawItem[]): Promise<void>
  /** Bytes of an attachment that is not in the item, fetched at once after storing: addresses expire. Throws ConnectorError. */
  media?(context: ConnectorContext<Settings, Secrets>, remote: RemoteMedia): Promise<AttachmentContent>
  /** Opens what is needed to read (an IMAP connection; nothing for feeds). Throws ConnectorError. */
  open?(context: ConnectorContext<Settings, Secrets>): Promise<Session>
  /** One attempt; never repeated by itself. The outcome says what is known about the attempt, and only that. */
  send?(context: ConnectorContext<Settings, Secrets>, outgoing: Outgoing): Promise<SendOutcome>
  /** Something done to a message on the network: a like, hiding it. One attempt, like `send`. */
  act?(context: ConnectorContext<Settings, Secrets>, action: ActionOnMessage): Promise<SendOutcome>
  /** What may follow a hand-over once it is on record (a copy in Sent). Best effort; never changes the outcome. */
  afterSend?(context: ConnectorContext<Settings, Secrets>, outgoing: Outgoing): Promise<void>
  /** After a crash while handing over: did the attempt with this token reach the network? */
  lookup?(context: ConnectorContext<Settings, Secrets>, clientToken: string): Promise<LookupAnswer>
  /** Prepared texts that the network approved, for when it takes no others. Throws ConnectorError. */
  templates?(context: ConnectorContext<Settings, Secrets>): Promise<MessageTemplate[]>
  /** Where calls cost something: in what, how much a day may hold, and when the network's day begins. */
  metered?: {
    unit: 'dollars' | 'units'
    dayOf(nowMs: number): string
    budgetOf(settings: Settings): { most: number; keptForAnswers: number }
  }
  /** Signing in at the network itself, in the browser, instead of typed tokens. */
  signIn?: SignIn<Settings, Secrets>
  /** How the network sees the account, asked now and then and when a pushed item tells that it changed. Throws ConnectorError. */
  standing?: {
    read(context: ConnectorContext<Settings, Secrets>): Promise<ChannelStanding>
    isTold(item: RawItem): boolean
  }
  /** Step by step, for a person who sets the channel up. Never throws for what the other side does. */
  test?(context: ConnectorContext<Settings, Secrets>): Promise<ConnectionTest>
}

/** A connector of any kind, for code that treats them all alike: its settings came out of its own schema. */
// oxlint-disable-next-line typescript/no-explicit-any -- the catalogue holds connectors of different settings
export type AnyConnector = Connector<any, any>

export type ConnectionTest = z.infer<typeof ConnectionTestShape>
