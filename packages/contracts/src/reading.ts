import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { CustomerRow } from './customers.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Ok, page } from './shapes.ts'

/** Files and parts of messages. Every one is served as attachment, nosniff and sandboxed. */
export const fileRoutes = {
  upload: route({
    id: 'files.upload',
    method: 'POST',
    path: '/api/v1/files',
    access: 'case.write',
    summary: 'Upload a file for an answer or a logged contact',
    bodyKind: 'multipart',
    response: z.object({ id: Id, name: z.string(), type: z.string(), size: z.number().int() }),
    status: 201,
  }),
  file: route({
    id: 'files.read',
    method: 'GET',
    path: '/api/v1/files/{id}',
    access: 'case.read',
    object: 'file',
    summary: 'Download an uploaded file',
    params: IdParams,
    responseType: 'application/octet-stream',
  }),
  attachment: route({
    id: 'messages.attachment',
    method: 'GET',
    path: '/api/v1/messages/{id}/attachments/{index}',
    access: 'case.read',
    object: 'message',
    summary: 'Download an attachment',
    params: z.strictObject({ id: Id, index: z.coerce.number().int().min(0).max(10_000) }),
    responseType: 'application/octet-stream',
  }),
  original: route({
    id: 'messages.original',
    method: 'GET',
    path: '/api/v1/messages/{id}/original',
    access: 'case.read',
    object: 'message',
    summary: 'The message as received (.eml)',
    params: IdParams,
    responseType: 'application/octet-stream',
  }),
  page: route({
    id: 'messages.page',
    method: 'GET',
    path: '/api/v1/messages/{id}/page',
    access: 'case.read',
    object: 'message',
    summary: 'The cleaned HTML for the sandboxed frame; `images=1` loads pictures through our proxy',
    params: IdParams,
    query: z.strictObject({ images: z.enum(['0', '1']).default('0') }),
    responseType: 'text/html',
  }),
  full: route({
    id: 'messages.full',
    method: 'GET',
    path: '/api/v1/messages/{id}/full',
    access: 'case.read',
    object: 'message',
    summary: 'The full text with quotes and signature',
    params: IdParams,
    response: z.object({ text: z.string() }),
  }),
  picture: route({
    id: 'messages.picture',
    method: 'GET',
    path: '/api/v1/messages/{id}/pictures/{index}',
    access: 'case.read',
    object: 'message',
    summary: 'A remote picture of the message, fetched by the server',
    params: z.strictObject({ id: Id, index: z.coerce.number().int().min(0).max(1000) }),
    responseType: 'image/*',
  }),
}

export const SearchHit = z.object({ case: CaseRow, messageId: Id.nullable(), snippet: z.string(), at: Instant })
export const searchRoutes = {
  search: route({
    id: 'search.all',
    method: 'GET',
    path: '/api/v1/search',
    access: 'case.read',
    summary: 'Search messages, titles, numbers, names; newest first',
    query: z.strictObject({
      q: z.string().min(1).max(300),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: page(SearchHit).extend({ customers: z.array(CustomerRow) }),
  }),
}

export const Notification = z.object({
  id: Id,
  kind: z.enum([
    'mentioned',
    'assigned',
    'new_message',
    'send_failed',
    'send_unclear',
    'due',
    'channel_failing',
    'approval_asked',
    'approval_decided',
    'goodwill_objectable',
    'goodwill_objected',
    'consultation_asked',
    'consultation_reminded',
    'consultation_answered',
    'consultation_undelivered',
    'handed_over',
    'handed_back',
    'escalated',
    'task_assigned',
    'task_done',
    'draft_taken',
    'draft_review',
    'draft_comment',
    'workflow_paused',
    'workflow_blocked',
    'holding_proposed',
    'post_trouble',
    'post_returned',
    'channel_expiring',
    'channel_lowered',
    'self_test_missing',
    'self_test_due',
  ]),
  caseId: Id.nullable(),
  caseNumber: z.number().int().nullable(),
  caseTitle: z.string().nullable(),
  actor: z.string().nullable(),
  /** What it is about when that is no case: the rule. */
  about: z.object({ id: Id, name: z.string() }).nullable(),
  at: Instant,
  readAt: Instant.nullable(),
})
export type Notification = z.infer<typeof Notification>
export const notificationRoutes = {
  list: route({
    id: 'notifications.list',
    method: 'GET',
    path: '/api/v1/notifications',
    access: 'member',
    summary: 'What concerns me',
    query: z.strictObject({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: page(Notification).extend({ unread: z.number().int() }),
  }),
  read: route({
    id: 'notifications.read',
    method: 'POST',
    path: '/api/v1/notifications/read',
    access: 'member',
    summary: 'Mark as read',
    body: z.strictObject({ ids: z.array(Id).max(200).optional() }),
    response: Ok,
  }),
}

/** What the live stream carries: references only; the browser asks for what it may see. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('case'), caseId: Id, event: z.string(), at: Instant, actorId: z.string().nullable() }),
  z.object({
    type: z.literal('activity'),
    caseId: Id,
    others: z.array(z.object({ id: Id, name: z.string(), doing: z.enum(['viewing', 'writing']) })),
  }),
  /** A visitor came, writes, left. */
  z.object({ type: z.literal('chat'), caseId: Id }),
  z.object({ type: z.literal('mention'), mentionId: Id, event: z.string() }),
  z.object({ type: z.literal('presence'), presenceId: Id, event: z.string() }),
  /** Of a planned post; or of what holds for all of them, then the id is the workspace's. */
  z.object({ type: z.literal('post'), postId: Id, event: z.string() }),
  z.object({ type: z.literal('quarantine'), event: z.string() }),
  z.object({ type: z.literal('incident'), incidentId: Id, event: z.string() }),
  z.object({ type: z.literal('many-answer'), manyAnswerId: Id, event: z.string() }),
  z.object({ type: z.literal('notification'), id: Id }),
  z.object({ type: z.literal('reload'), reason: z.string() }),
])
export type LiveEvent = z.infer<typeof LiveEvent>
export const liveRoutes = {
  stream: route({
    id: 'live.stream',
    method: 'GET',
    path: '/api/v1/live',
    access: 'member',
    summary: 'Server-sent events; Last-Event-ID is the journal cursor, so a reconnect misses nothing',
    query: z.strictObject({ after: z.string().max(60).optional() }),
    responseType: 'text/event-stream',
  }),
}

export const Health = z.object({
  healthy: z.boolean(),
  version: z.string(),
  schemaVersion: z.number().int(),
  startedAt: Instant,
  databaseClockSkewMs: z.number(),
  intake: z.object({
    waiting: z.number().int(),
    oldestWaitingSeconds: z.number().nullable(),
    quarantined: z.number().int(),
  }),
  outbox: z.object({ queued: z.number().int(), failed: z.number().int(), unclear: z.number().int() }),
  presences: z.array(
    z.object({ id: Id, name: z.string(), kind: z.string(), state: z.string(), lastSuccessAt: Instant.nullable() }),
  ),
  journal: z.object({ lastSeq: z.string(), sealedSeq: z.string(), chainOk: z.boolean().nullable() }),
  backup: z.object({ lastAt: Instant.nullable(), verified: z.boolean().nullable() }),
  issues: z.array(z.object({ code: z.string(), count: z.number().int().optional(), name: z.string().optional() })),
})
export const JournalEntry = z.object({
  seq: z.string(),
  at: Instant,
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
})
export const healthRoutes = {
  health: route({
    id: 'health.read',
    method: 'GET',
    path: '/api/v1/health',
    access: 'health.read',
    summary: 'How this installation is, in full',
    response: Health,
  }),
  journal: route({
    id: 'journal.list',
    method: 'GET',
    path: '/api/v1/journal',
    access: 'journal.read',
    summary: 'The journal, newest first',
    query: z.strictObject({
      kind: z.string().max(60).optional(),
      subjectId: Id.optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: page(JournalEntry),
  }),
  verifyJournal: route({
    id: 'journal.verify',
    method: 'POST',
    path: '/api/v1/journal/verify',
    access: 'journal.read',
    summary: 'Check the hash chain; names the first broken entry',
    response: z.object({ ok: z.boolean(), checked: z.number().int(), firstBrokenSeq: z.string().nullable() }),
  }),
}
