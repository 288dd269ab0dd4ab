import { z } from 'zod'
import { MessageAnalysis, TextLanguage } from './analysis.ts'
import { ChannelKind, Visibility } from './channels.ts'
import { Id, Instant, Person } from './shapes.ts'

export const Delivery = z.enum([
  'queued',
  'handing_over',
  'handed_over',
  'delivered',
  'read',
  'failed',
  'unclear',
  'undone',
])
export type Delivery = z.infer<typeof Delivery>

export const Attachment = z.object({
  index: z.number().int(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
  href: z.string(),
  /** What a picture shows, in its author's words. */
  alt: z.string().optional(),
  /** Lies at the network still, or could not be fetched (`code` says why). */
  media: z.enum(['pending', 'failed']).optional(),
  code: z.string().optional(),
})
export type Attachment = z.infer<typeof Attachment>

export const Message = z.object({
  kind: z.literal('message'),
  id: Id,
  threadId: Id,
  channel: ChannelKind,
  visibility: Visibility,
  direction: z.enum(['in', 'out']),
  /** 'message' or what it was recognised as: automatic answers and bounces never change the case's state. */
  nature: z.enum(['message', 'autoreply', 'bounce', 'list', 'report', 'automatic']),
  author: z.object({
    name: z.string(),
    address: z.string().nullable(),
    memberId: Id.nullable(),
    identityId: Id.nullable(),
  }),
  /** Warnings about the sender: 'sender-unclear', 'name-looks-like-us', 'not-verified', … */
  flags: z.array(z.string()),
  subject: z.string().nullable(),
  /** The new words only; the whole is one request away. */
  text: z.string(),
  trimmed: z.boolean(),
  hasHtml: z.boolean(),
  hasOriginal: z.boolean(),
  remoteImages: z.number().int(),
  language: TextLanguage.nullable(),
  /** Null for our own words, and while nobody read them. */
  analysis: MessageAnalysis.nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  permalink: z.string().nullable(),
  attachments: z.array(Attachment),
  at: Instant,
  receivedAt: Instant,
  version: z.number().int(),
  deletedAt: Instant.nullable(),
  /** Hidden from the public on the network. */
  hiddenAt: Instant.nullable(),
  /** Likes and other signs under it, counted. */
  reactions: z.array(z.object({ emoji: z.string(), count: z.number().int() })),
  outbox: z
    .object({
      id: Id,
      state: Delivery,
      sendAt: Instant,
      reason: z.string().nullable(),
      reasonCode: z.string().nullable(),
    })
    .nullable(),
})
export type Message = z.infer<typeof Message>

export const Note = z.object({
  kind: z.literal('note'),
  id: Id,
  author: Person.nullable(),
  text: z.string(),
  mentions: z.array(Person),
  at: Instant,
  editedAt: Instant.nullable(),
})
export type Note = z.infer<typeof Note>

/** A journal entry as the timeline shows it; the web renders `event` + `data` in the reader's language. */
export const TimelineEvent = z.object({
  kind: z.literal('event'),
  id: z.string(),
  event: z.string(),
  actor: z.object({
    kind: z.enum(['person', 'rule', 'connector', 'job', 'api', 'customer']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  data: z.record(z.string(), z.unknown()),
  at: Instant,
})
export type TimelineEvent = z.infer<typeof TimelineEvent>
export const TimelineItem = z.discriminatedUnion('kind', [Message, Note, TimelineEvent])
export type TimelineItem = z.infer<typeof TimelineItem>

export const Thread = z.object({
  id: Id,
  presenceId: Id,
  presenceName: z.string(),
  channel: ChannelKind,
  visibility: Visibility,
  subject: z.string().nullable(),
  permalink: z.string().nullable(),
  /** How an answer to this thread leaves: sent by us, or logged by a person. */
  reply: z.enum(['send', 'log', 'none']),
  replyTo: z.array(z.string()),
  replyCc: z.array(z.string()),
  replyAs: z.string().nullable(),
  wishedAnswer: z.string().nullable(),
})
export type Thread = z.infer<typeof Thread>
