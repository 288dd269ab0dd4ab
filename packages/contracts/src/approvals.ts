import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { GoodwillKind } from './goodwill-kind.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, page, Person } from './shapes.ts'

/** What a second pair of eyes is asked for. */
export const ApprovalKind = z.enum(['reply', 'goodwill', 'publishing', 'export', 'erasure'])
export type ApprovalKind = z.infer<typeof ApprovalKind>
export const ApprovalState = z.enum(['open', 'approved', 'used', 'rejected', 'withdrawn', 'void'])
export type ApprovalState = z.infer<typeof ApprovalState>

/** Why a person may not decide: they wrote it themselves, are not asked, have no right any more, or it is settled. */
export const NoDecision = z.enum(['own', 'not-asked', 'no-right', 'settled'])
export type NoDecision = z.infer<typeof NoDecision>

const GoodwillFacts = z.object({
  kind: GoodwillKind,
  amountMinor: z.number().int(),
  currency: z.string(),
  what: z.string(),
  validUntil: z.string().nullable(),
})
/** What is to be decided, in the words of its kind; `before` is what stood when it was decided last. */
export const ApprovalSubject = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('goodwill'),
    goodwillId: Id,
    now: GoodwillFacts,
    before: GoodwillFacts.nullable(),
    reason: z.string(),
    overrules: z.object({ team: z.string(), reason: z.string() }).nullable(),
    /** Takes back what is booked, by its number. */
    reverses: z.number().int().nullable(),
    /** It was granted and its department objects: to approve overrules it, to reject ends the grant. */
    objection: z.object({ team: z.string(), by: z.string(), reason: z.string() }).nullable(),
    /** Tightest budget it is charged to: what is left of it once this is granted. */
    budgetLeftMinor: z.number().int().nullable(),
  }),
  z.object({
    kind: z.literal('reply'),
    requestId: Id,
    channel: ChannelKind,
    isPublic: z.boolean(),
    text: z.string(),
    version: z.number().int(),
    before: z.string().nullable(),
    editedBy: Person.nullable(),
    mayEdit: z.boolean(),
    /** An approver who edits may send it as well; else somebody else approves the new version. */
    mayEditAndSend: z.boolean(),
    why: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('post'),
    postId: Id,
    plannedAt: Instant,
    timeZone: z.string(),
    media: z.number().int(),
    /** The words for each presence. */
    places: z.array(z.object({ name: z.string(), channel: ChannelKind, text: z.string() })),
  }),
])
export type ApprovalSubject = z.infer<typeof ApprovalSubject>

export const Approval = z.object({
  id: Id,
  kind: ApprovalKind,
  state: ApprovalState,
  case: z.object({ id: Id, number: z.number().int(), title: z.string(), customer: z.string() }).nullable(),
  requestedBy: Person,
  requestedAt: Instant,
  dueAt: Instant,
  isOverdue: z.boolean(),
  /** Who was asked so far; `for`: as whose deputy. */
  asked: z.array(Person.extend({ for: z.string().nullable() })),
  decidedBy: Person.nullable(),
  decidedFor: Person.nullable(),
  decidedAt: Instant.nullable(),
  reason: z.string(),
  /** Sent back with the decision: what was seen is what is decided. */
  fingerprint: z.string(),
  mayDecide: z.boolean(),
  whyNot: NoDecision.nullable(),
  mayWithdraw: z.boolean(),
  subject: ApprovalSubject.nullable(),
})
export type Approval = z.infer<typeof Approval>

const Reason = Line(500).default('')

export const approvalRoutes = {
  list: route({
    id: 'approvals.list',
    method: 'GET',
    path: '/api/v1/approvals',
    access: 'case.read',
    summary: 'Approvals: what I am asked, what I asked for, what was decided',
    query: z.strictObject({
      view: z.enum(['toDecide', 'requested', 'decided']).default('toDecide'),
      caseId: Id.optional(),
      cursor: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: page(Approval),
  }),
  count: route({
    id: 'approvals.count',
    method: 'GET',
    path: '/api/v1/approvals/count',
    access: 'case.read',
    summary: 'How many approvals wait for me (up to 100)',
    response: z.object({ toDecide: z.number().int() }),
  }),
  read: route({
    id: 'approvals.read',
    method: 'GET',
    path: '/api/v1/approvals/{id}',
    access: 'case.read',
    object: 'approval',
    summary: 'One approval with what is to be decided',
    params: IdParams,
    response: Approval,
  }),
  decide: route({
    id: 'approvals.decide',
    method: 'POST',
    path: '/api/v1/approvals/{id}/decide',
    access: 'case.write',
    object: 'approval',
    summary: 'Approve or reject, once; rights are asked again, and nobody approves their own',
    params: IdParams,
    body: z.strictObject({
      decision: z.enum(['approve', 'reject']),
      /** A rejection needs one. */
      reason: Reason,
      /** Of what was seen: what changed since needs another look. */
      fingerprint: z.string().max(64),
    }),
    response: Approval,
  }),
  withdraw: route({
    id: 'approvals.withdraw',
    method: 'POST',
    path: '/api/v1/approvals/{id}/withdraw',
    access: 'case.write',
    object: 'approval',
    summary: 'Take my request back',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: Approval,
  }),
}
