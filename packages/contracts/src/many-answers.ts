import { z } from 'zod'
import { StatusCategory } from './case-status.ts'
import { ChannelKind } from './channels.ts'
import { Finding } from './guideline.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, page, Person, Text } from './shapes.ts'

/** Why a case gets no answer of many, or is looked at before. */
export const ManyReason = z.enum([
  'joined',
  'no-way',
  'by-hand',
  'newer-message',
  'too-long',
  'guideline',
  'language',
  'address-form',
  'same-person',
  'already',
  'unfilled',
  'approval',
  'excluded',
  'closed',
  'gone',
  'stopped',
  'failed',
])
export type ManyReason = z.infer<typeof ManyReason>

export const ManyContent = z.strictObject({
  title: Line(120).pipe(z.string().min(3)),
  /** A template: `{{customer.greeting}}`, `{{customer.name}}`, `{{customer.number}}`, `{{case.number}}`, `{{case.title}}`, `{{agent.name}}`. */
  text: Text(20_000).pipe(z.string().min(10)),
  subject: Line(300).optional(),
  language: Language,
  /** How the salutation speaks: Guten Tag … or Hallo …. */
  address: z.enum(['formal', 'informal']).default('formal'),
  category: StatusCategory.optional(),
  nextUpdate: z
    .strictObject({ at: Instant, text: Line(300).default('') })
    .nullable()
    .default(null),
  includeQuote: z.boolean().default(false),
  /** The same reason for all: why it is sent in spite of what the guideline found. */
  overrides: z
    .array(z.strictObject({ rule: z.string().max(60), reason: Line(300).pipe(z.string().min(3)) }))
    .max(50)
    .default([]),
})
export type ManyContent = z.infer<typeof ManyContent>

const Select = z.strictObject({ incidentId: Id.optional(), caseIds: z.array(Id).max(1000).optional() })

export const ManyCase = z.object({
  case: z.object({ id: Id, number: z.number().int(), title: z.string(), customer: z.string() }),
  channel: ChannelKind,
  to: z.string().nullable(),
  /** As this person would get it. */
  text: z.string(),
  /** Null: it would be sent. */
  reason: ManyReason.nullable(),
  /** May be sent all the same when somebody puts it back in. */
  isOptional: z.boolean(),
  hints: z.array(ManyReason),
  lastMessageId: Id.nullable(),
})
export type ManyCase = z.infer<typeof ManyCase>

export const ManyAnswer = z.object({
  id: Id,
  title: z.string(),
  incident: z.object({ id: Id, number: z.number().int(), title: z.string() }).nullable(),
  state: z.enum(['waiting', 'sending', 'done', 'stopped']),
  /** Waits for a second pair of eyes. */
  isApprovalOpen: z.boolean(),
  by: Person,
  createdAt: Instant,
  startAt: Instant,
  settledAt: Instant.nullable(),
  counts: z.object({
    all: z.number().int(),
    waiting: z.number().int(),
    sending: z.number().int(),
    sent: z.number().int(),
    failed: z.number().int(),
    unclear: z.number().int(),
    skipped: z.number().int(),
    answered: z.number().int(),
  }),
  mayStop: z.boolean(),
})
export type ManyAnswer = z.infer<typeof ManyAnswer>

export const ManyResult = z.object({
  case: z.object({ id: Id, number: z.number().int(), title: z.string(), customer: z.string() }),
  channel: ChannelKind,
  state: z.enum(['waiting', 'sending', 'sent', 'failed', 'unclear', 'undone', 'skipped']),
  reason: ManyReason.nullable(),
  errorCode: z.string().nullable(),
  messageId: Id.nullable(),
  at: Instant.nullable(),
  /** The customer wrote again since. */
  isAnswered: z.boolean(),
  /** It failed on its way and may be sent once more. */
  mayRetry: z.boolean(),
})
export type ManyResult = z.infer<typeof ManyResult>

export const manyAnswerRoutes = {
  preview: route({
    id: 'manyAnswers.preview',
    method: 'POST',
    path: '/api/v1/answers-to-many/preview',
    access: 'reply.many',
    summary: 'What each case would get, and which would get nothing and why; nothing is stored',
    body: z.strictObject({ select: Select, content: ManyContent }),
    response: z.object({
      items: z.array(ManyCase),
      findings: z.array(Finding),
      mayOverrideStop: z.boolean(),
      /** Somebody else has to look at it before it leaves. */
      needsApproval: z.boolean(),
      /** Words that look like one person's data and would go to all. */
      personalData: z.array(z.object({ start: z.number().int(), end: z.number().int(), kind: z.string() })),
    }),
  }),
  create: route({
    id: 'manyAnswers.create',
    method: 'POST',
    path: '/api/v1/answers-to-many',
    access: 'reply.many',
    summary: 'Send one answer to many; it starts after the undo time',
    body: z.strictObject({
      content: ManyContent,
      incidentId: Id.optional(),
      /** Each with the newest word that was seen: something newer leaves that case out. */
      cases: z
        .array(z.strictObject({ caseId: Id, lastMessageId: Id.nullable() }))
        .min(1)
        .max(1000),
      excluded: z.array(Id).max(1000).default([]),
    }),
    response: ManyAnswer,
    status: 201,
  }),
  list: route({
    id: 'manyAnswers.list',
    method: 'GET',
    path: '/api/v1/answers-to-many',
    access: 'case.read',
    summary: 'Answers to many, newest first',
    query: z.strictObject({
      incidentId: Id.optional(),
      cursor: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: page(ManyAnswer),
  }),
  read: route({
    id: 'manyAnswers.read',
    method: 'GET',
    path: '/api/v1/answers-to-many/{id}',
    access: 'case.read',
    object: 'many-answer',
    summary: 'One answer to many with the result of each recipient',
    params: IdParams,
    response: ManyAnswer.extend({ content: ManyContent, items: z.array(ManyResult) }),
  }),
  retry: route({
    id: 'manyAnswers.retry',
    method: 'POST',
    path: '/api/v1/answers-to-many/{id}/retry',
    access: 'reply.many',
    object: 'many-answer',
    summary: 'Send once more what failed on its way, to all of them or to those named; not to who wrote since',
    params: IdParams,
    body: z.strictObject({ caseIds: z.array(Id).min(1).max(1000).optional() }),
    response: z.object({ retried: z.number().int() }),
  }),
  stop: route({
    id: 'manyAnswers.stop',
    method: 'POST',
    path: '/api/v1/answers-to-many/{id}/stop',
    access: 'reply.many',
    object: 'many-answer',
    summary: 'Stop: whatever is not queued yet stays unsent',
    params: IdParams,
    response: ManyAnswer,
  }),
}
