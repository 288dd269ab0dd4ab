import { z } from 'zod'
import { Role } from './access.ts'
import { NewReply } from './replies.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Person, Text } from './shapes.ts'

/** Whose answers need a second pair of eyes, and whose eyes. Everything that is set must hold; the first rule that does counts. */
export const ReplyApprovalRule = z.strictObject({
  name: Line(80).pipe(z.string().min(1)),
  active: z.boolean().default(true),
  /** Empty: anybody of the role or team; e.g. people in training. */
  memberIds: z.array(Id).max(200).default([]),
  role: Role.exclude(['reader']).nullable().default(null),
  teamId: Id.nullable().default(null),
  presenceId: Id.nullable().default(null),
  audience: z.enum(['any', 'public', 'private']).default('any'),
  /** Only where the guideline has a warning or stop on it. */
  onlyWithFinding: z.boolean().default(false),
  approvers: z.strictObject({
    memberIds: z.array(Id).max(50).default([]),
    teamId: Id.nullable().default(null),
    role: Role.exclude(['reader', 'agent']).default('lead'),
  }),
  /** An approver may change the words and send them; both are named. Else somebody else approves the new version. */
  mayEditAndSend: z.boolean().default(false),
  dueMinutes: z.number().int().min(5).max(10_080).default(120),
})
export type ReplyApprovalRule = z.infer<typeof ReplyApprovalRule>

export const ReplyApprovalPolicy = z.object({
  version: z.number().int(),
  rules: z.array(ReplyApprovalRule),
  by: Person.nullable(),
  at: Instant.nullable(),
})
export type ReplyApprovalPolicy = z.infer<typeof ReplyApprovalPolicy>

export const ReplyRequest = z.object({
  id: Id,
  caseId: Id,
  threadId: Id,
  requestedBy: Person,
  editedBy: Person.nullable(),
  text: z.string(),
  version: z.number().int(),
  state: z.enum(['open', 'sent', 'returned', 'withdrawn']),
  returnedCode: z.string().nullable(),
  returnedReason: z.string(),
  approvalId: Id.nullable(),
  dueAt: Instant.nullable(),
  at: Instant,
})
export type ReplyRequest = z.infer<typeof ReplyRequest>

export const replyApprovalRoutes = {
  needed: route({
    id: 'replyApprovals.needed',
    method: 'POST',
    path: '/api/v1/cases/{id}/reply-approval-check',
    access: 'case.reply',
    object: 'case',
    summary: 'Does my answer in this thread need a second pair of eyes? Nothing is stored',
    params: IdParams,
    body: z.strictObject({ threadId: Id, text: Text(200_000) }),
    response: z.object({ needed: z.boolean(), why: z.array(z.string()) }),
  }),
  request: route({
    id: 'replyApprovals.request',
    method: 'POST',
    path: '/api/v1/cases/{id}/reply-requests',
    access: 'case.reply',
    object: 'case',
    summary: 'Hand an answer in for approval; it is sent when somebody approves it',
    params: IdParams,
    body: NewReply,
    response: ReplyRequest,
    status: 201,
  }),
  ofCase: route({
    id: 'replyApprovals.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/reply-requests',
    access: 'case.read',
    object: 'case',
    summary: 'Answers of this case that wait for approval, and my own that came back',
    params: IdParams,
    response: z.object({ items: z.array(ReplyRequest) }),
  }),
  edit: route({
    id: 'replyApprovals.edit',
    method: 'PATCH',
    path: '/api/v1/reply-requests/{id}',
    access: 'case.reply',
    object: 'reply-request',
    summary:
      'Change the words of an answer that waits: a new version, approved anew; or sent as changed where the policy lets',
    params: IdParams,
    body: z.strictObject({
      text: Text(200_000).pipe(z.string().min(1)),
      version: z.number().int(),
      send: z.boolean().default(false),
    }),
    response: ReplyRequest,
  }),
  policy: route({
    id: 'replyApprovals.policy',
    method: 'GET',
    path: '/api/v1/reply-approval-policy',
    access: 'case.read',
    summary: 'Which answers need a second pair of eyes',
    response: ReplyApprovalPolicy,
  }),
  savePolicy: route({
    id: 'replyApprovals.savePolicy',
    method: 'PUT',
    path: '/api/v1/reply-approval-policy',
    access: 'settings.manage',
    summary: 'Make a new version of the rules; 409 when somebody made one meanwhile',
    body: z.strictObject({ basedOn: z.number().int().min(0), rules: z.array(ReplyApprovalRule).max(50) }),
    response: ReplyApprovalPolicy,
  }),
}
