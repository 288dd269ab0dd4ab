import { z } from 'zod'
import { StatusCategory } from './case-status.ts'
import { ChannelKind, OwnLimits } from './channels.ts'
import { Override } from './guideline.ts'
import { ChosenTemplate } from './message-templates.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, page, Person, Text } from './shapes.ts'
import { Delivery, Message } from './timeline.ts'

export const NewReply = z.strictObject({
  threadId: Id,
  text: Text(200_000).pipe(z.string().min(1)),
  subject: Line(300).optional(),
  to: z.array(z.email().max(254)).max(50).optional(),
  cc: z.array(z.email().max(254)).max(50).optional(),
  attachmentIds: z.array(Id).max(20).default([]),
  /** The newest message or answer the writer has seen; an unseen newer one stops the sending (409 `newer-message`). */
  expectedLastMessageId: Id.nullable(),
  /** Set after the stop sheet was read: send all the same. */
  evenIfNewer: z.boolean().default(false),
  /** The next word promised to the customer; null: none needed (the case waits for them or is done). */
  nextUpdate: z.strictObject({ at: Instant, text: Line(300).default('') }).nullable(),
  category: StatusCategory.optional(),
  followUpAt: Instant.nullable().optional(),
  includeQuote: z.boolean().default(true),
  /** Public words answered by a private message, where the network can. */
  privately: z.boolean().optional(),
  /** Too long for one post: as a numbered thread, split as the preview shows it. */
  asThread: z.boolean().optional(),
  /** An approved template, after the network's window: `text` is what it says, filled. */
  template: ChosenTemplate.optional(),
  /** What pictures show, by the id of the file: for who cannot see them. */
  alts: z.record(Id, Line(1_500)).optional(),
  /** The version of the customer's newest words the writer has seen: a change on the network stops the sending. */
  answeredVersion: z.number().int().min(1).optional(),
  /** Why it is sent in spite of what the guideline found (422 `guideline-warning`, 403 `guideline-stop` say what). */
  overrides: z.array(Override).max(50).optional(),
  /** Text modules that went into it, for counting. */
  moduleIds: z.array(Id).max(20).optional(),
  /** For channels where a person answers by hand: it was said, this is the record. */
  logged: z.boolean().default(false),
  occurredAt: Instant.optional(),
})

export const Draft = z.object({
  id: Id,
  version: z.number().int(),
  /** Colleagues see it since then. */
  sharedAt: Instant.nullable(),
  kind: z.enum(['reply', 'note']),
  text: z.string(),
  threadId: Id.nullable(),
  extra: z.record(z.string(), z.unknown()),
  savedAt: Instant,
})
export type Draft = z.infer<typeof Draft>
const DraftParams = z.strictObject({ id: Id, kind: z.enum(['reply', 'note']) })

export const OutboxRow = z.object({
  id: Id,
  caseId: Id,
  caseNumber: z.number().int(),
  caseTitle: z.string(),
  channel: ChannelKind,
  to: z.array(z.string()),
  state: Delivery,
  reason: z.string().nullable(),
  reasonCode: z.string().nullable(),
  attempts: z.number().int(),
  /** Of a numbered thread. */
  part: z.number().int(),
  parts: z.number().int(),
  sendAt: Instant,
  by: Person.nullable(),
  createdAt: Instant,
})

/** What the network allows now in one conversation. */
export const ReplyWay = z.object({
  threadId: Id,
  /** The customer's newest words on it, and whether they took them away since. */
  answered: z
    .object({
      messageId: Id,
      at: Instant,
      version: z.number().int(),
      isDeleted: z.boolean(),
      /** By which name the network calls who wrote them, without `@`; null where it has no names. */
      handle: z.string().nullable(),
    })
    .nullable(),
  /** Private words: until when (`until`), by a person's hand until `longUntil`; null where no window matters. */
  window: z
    .object({
      isOpen: z.boolean(),
      until: Instant.nullable(),
      longUntil: Instant.nullable(),
      after: z.enum(['template', 'none']),
    })
    .nullable(),
  /** A private answer to public words; null where the network has none. */
  privateReply: z
    .object({
      isLeft: z.boolean(),
      until: Instant.nullable(),
      because: z.enum(['used', 'over', 'nobody']).nullable(),
      usedAt: Instant.nullable(),
    })
    .nullable(),
  /** What the network says of this account of ours, over what holds for its kind; null where it says nothing. */
  limits: OwnLimits.nullable(),
})
export type ReplyWay = z.infer<typeof ReplyWay>

export const replyRoutes = {
  ways: route({
    id: 'replies.ways',
    method: 'GET',
    path: '/api/v1/cases/{id}/reply-ways',
    access: 'case.reply',
    object: 'case',
    summary: 'What each network allows now: windows for answers, private replies left, words taken away meanwhile',
    params: IdParams,
    response: z.object({ items: z.array(ReplyWay) }),
  }),
  send: route({
    id: 'replies.send',
    method: 'POST',
    path: '/api/v1/cases/{id}/replies',
    access: 'case.reply',
    object: 'case',
    summary: 'Answer in a thread of the case; leaves after the undo time',
    params: IdParams,
    body: NewReply,
    response: z.object({ message: Message, outboxId: Id.nullable(), undoUntil: Instant.nullable() }),
    status: 201,
  }),
  undo: route({
    id: 'outbox.undo',
    method: 'POST',
    path: '/api/v1/outbox/{id}/undo',
    access: 'case.reply',
    object: 'outbox',
    summary: 'Take an answer back within the undo time; its text becomes the draft again',
    params: IdParams,
    response: z.object({ draft: Draft }),
  }),
  outbox: route({
    id: 'outbox.list',
    method: 'GET',
    path: '/api/v1/outbox',
    access: 'case.read',
    summary: 'What is being sent, failed or is unclear',
    query: z.strictObject({
      state: z.enum(['unclear', 'failed', 'queued', 'all']).default('all'),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: page(OutboxRow),
  }),
  resolve: route({
    id: 'outbox.resolve',
    method: 'POST',
    path: '/api/v1/outbox/{id}/resolve',
    access: 'case.reply',
    object: 'outbox',
    summary: 'A person decides an unclear or failed sending',
    params: IdParams,
    body: z.strictObject({ decision: z.enum(['was_sent', 'send_again', 'discard']), reason: Line(300).optional() }),
    response: Ok,
  }),
  readDraft: route({
    id: 'drafts.read',
    method: 'GET',
    path: '/api/v1/cases/{id}/drafts/{kind}',
    access: 'case.read',
    object: 'case',
    summary: 'My draft',
    params: DraftParams,
    response: Draft.nullable(),
  }),
  saveDraft: route({
    id: 'drafts.save',
    method: 'PUT',
    path: '/api/v1/cases/{id}/drafts/{kind}',
    access: 'case.write',
    object: 'case',
    summary: 'Keep my draft',
    params: DraftParams,
    body: z.strictObject({
      text: Text(200_000),
      threadId: Id.nullable().default(null),
      extra: z.record(z.string().max(40), z.unknown()).default({}),
      /**
       * Of a shared draft, with the version the words build on: refused with 409 `draft-changed` where it is another
       * by now, `draft-taken` where somebody took over, `draft-gone` where it was sent. The words are kept all the same.
       */
      shared: z.strictObject({ id: Id, version: z.number().int().min(1) }).optional(),
    }),
    response: Draft.nullable(),
  }),
}
