import { z } from 'zod'
import { CaseKind } from './analysis.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Person, Text } from './shapes.ts'

/** What ought to be known of a case before it is closed. */
export const ClosingField = z.enum([
  'found-where',
  'found-by',
  'handled-by',
  'answered-at',
  'topic',
  'kind',
  'cause',
  'particulars',
])
export type ClosingField = z.infer<typeof ClosingField>

/** `hint`: shown as missing; `required`: closing waits for it. */
export const ClosingLevel = z.enum(['off', 'hint', 'required'])
export type ClosingLevel = z.infer<typeof ClosingLevel>
export const ClosingLevels = z.record(ClosingField, ClosingLevel)
export type ClosingLevels = z.infer<typeof ClosingLevels>

/** For cases of these kinds and these teams (none: any) other levels hold; the first one that fits counts. */
export const ClosingException = z.strictObject({
  kinds: z.array(CaseKind).max(9),
  teamIds: z.array(Id).max(50),
  levels: ClosingLevels,
})
export type ClosingException = z.infer<typeof ClosingException>

export const ClosingPolicy = z.object({
  levels: ClosingLevels,
  exceptions: z.array(ClosingException),
  /** Whose public words are kept as they stand when they arrive: of serious cases, of every complaint, or none. */
  evidence: z.enum(['off', 'serious', 'complaints']),
  version: z.number().int(),
})
export type ClosingPolicy = z.infer<typeof ClosingPolicy>

export const Cause = z.object({
  id: Id,
  name: z.string(),
  topicId: Id.nullable(),
  active: z.boolean(),
  /** Cases that have it. */
  cases: z.number().int(),
})
export type Cause = z.infer<typeof Cause>

export const Completeness = z.object({
  fields: z.array(z.object({ field: ClosingField, value: z.string().nullable(), level: ClosingLevel })),
  /** Required by the company's rule and still empty: closing waits for these. */
  missing: z.array(ClosingField),
  cause: z.object({ id: Id, name: z.string() }).nullable(),
  /** Causes that fit the topic or were named in cases like this, best first. */
  suggestedCauses: z.array(z.object({ id: Id, name: z.string() })),
  mayChange: z.boolean(),
})
export type Completeness = z.infer<typeof Completeness>

const Earlier = z.object({ id: Id, number: z.number().int(), title: z.string(), closedAt: Instant.nullable() })
export const EarlierContact = z.object({
  /** The newest finished case of this customer. */
  last: Earlier.extend({
    particulars: z.string(),
    solution: z.string().nullable(),
    cause: z.string().nullable(),
  }).nullable(),
  /** Of other earlier cases, newest first. */
  particulars: z.array(Earlier.extend({ particulars: z.string() })),
  openPromises: z.array(z.object({ caseId: Id, caseNumber: z.number().int(), text: z.string(), dueAt: Instant })),
  openGoodwill: z.array(
    z.object({
      caseId: Id,
      caseNumber: z.number().int(),
      amountMinor: z.number().int(),
      currency: z.string(),
      what: z.string(),
      state: z.enum(['requested', 'granted']),
    }),
  ),
})
export type EarlierContact = z.infer<typeof EarlierContact>

export const Evidence = z.object({
  id: Id,
  messageId: Id,
  author: z.string(),
  saidAt: Instant,
  permalink: z.string().nullable(),
  text: z.string(),
  sha256: z.string(),
  why: z.enum(['by-hand', 'serious']),
  keptBy: Person.nullable(),
  keptAt: Instant,
})
export type Evidence = z.infer<typeof Evidence>

/** What is kept, what is about to be, and what could not be kept by itself. */
export const EvidenceOfCase = z.object({
  items: z.array(Evidence),
  waiting: z.number().int(),
  failed: z.array(z.object({ messageId: Id, code: z.enum(['deleted', 'internal']) })),
})
export type EvidenceOfCase = z.infer<typeof EvidenceOfCase>

export const CauseRow = z.object({
  topic: z.object({ id: Id, name: z.object({ de: z.string(), en: z.string() }) }).nullable(),
  cause: z.object({ id: Id, name: z.string() }),
  cases: z.number().int(),
  open: z.number().int(),
  /** The newest cases, at most 5. */
  newest: z.array(z.object({ id: Id, number: z.number().int(), title: z.string() })),
  /** By week, oldest first. */
  weeks: z.array(z.object({ week: z.iso.date(), cases: z.number().int() })),
})
export type CauseRow = z.infer<typeof CauseRow>

export const caseRecordRoutes = {
  earlier: route({
    id: 'caseRecords.earlier',
    method: 'GET',
    path: '/api/v1/cases/{id}/earlier',
    access: 'customer.read',
    object: 'case',
    summary: 'What is worth knowing from earlier cases of this customer',
    params: IdParams,
    response: EarlierContact,
  }),
  completeness: route({
    id: 'caseRecords.completeness',
    method: 'GET',
    path: '/api/v1/cases/{id}/completeness',
    access: 'case.read',
    object: 'case',
    summary: 'What is known of a case and what is missing before it is closed',
    params: IdParams,
    response: Completeness,
  }),
  document: route({
    id: 'caseRecords.document',
    method: 'PUT',
    path: '/api/v1/cases/{id}/documentation',
    access: 'case.write',
    object: 'case',
    summary: 'Fill in where it was found, by whom, topic, kind, cause and particulars',
    params: IdParams,
    body: z.strictObject({
      foundWhere: Line(500).optional(),
      foundBy: Line(200).optional(),
      topicId: Id.nullable().optional(),
      kind: CaseKind.nullable().optional(),
      particulars: Text(5000).optional(),
      causeId: Id.nullable().optional(),
    }),
    response: Completeness,
  }),
  evidence: route({
    id: 'caseRecords.evidence',
    method: 'GET',
    path: '/api/v1/cases/{id}/evidence',
    access: 'case.read',
    object: 'case',
    summary: 'Public words that were kept as they stood',
    params: IdParams,
    response: EvidenceOfCase,
  }),
  keepEvidence: route({
    id: 'caseRecords.keepEvidence',
    method: 'POST',
    path: '/api/v1/cases/{id}/evidence',
    access: 'case.write',
    object: 'case',
    summary: 'Keep all public words of a case as they stand now',
    params: IdParams,
    body: z.strictObject({}),
    response: EvidenceOfCase,
  }),
  causes: route({
    id: 'causes.list',
    method: 'GET',
    path: '/api/v1/causes',
    access: 'case.read',
    summary: 'Causes that a case can have',
    response: z.object({ items: z.array(Cause) }),
  }),
  createCause: route({
    id: 'causes.create',
    method: 'POST',
    path: '/api/v1/causes',
    access: 'cause.manage',
    summary: 'A new cause',
    body: z.strictObject({ name: Line(120).pipe(z.string().min(2)), topicId: Id.nullable().default(null) }),
    response: Cause,
    status: 201,
  }),
  changeCause: route({
    id: 'causes.change',
    method: 'PATCH',
    path: '/api/v1/causes/{id}',
    access: 'cause.manage',
    object: 'cause',
    summary: 'Rename a cause, tie it to a topic, or take it out of the list',
    params: IdParams,
    body: z.strictObject({
      name: Line(120).pipe(z.string().min(2)).optional(),
      topicId: Id.nullable().optional(),
      active: z.boolean().optional(),
    }),
    response: Cause,
  }),
  causeReport: route({
    id: 'causes.report',
    method: 'GET',
    path: '/api/v1/causes/report',
    access: 'case.read',
    summary: 'Topics and causes with counts by week, most frequent first (at most 200)',
    query: z.strictObject({ days: z.coerce.number().int().min(7).max(730).default(90) }),
    response: z.object({
      from: Instant,
      items: z.array(CauseRow),
      /** Closed in that time without a cause. */
      without: z.number().int(),
    }),
  }),
  policy: route({
    id: 'closing.policy',
    method: 'GET',
    path: '/api/v1/closing-policy',
    access: 'case.read',
    summary: 'What must be known before a case is closed',
    response: ClosingPolicy,
  }),
  savePolicy: route({
    id: 'closing.savePolicy',
    method: 'PUT',
    path: '/api/v1/closing-policy',
    access: 'cause.manage',
    summary: 'Set what must be known before a case is closed, by kind and team; 412 when somebody changed it meanwhile',
    body: z.strictObject({ ...ClosingPolicy.shape, exceptions: z.array(ClosingException).max(50) }),
    response: ClosingPolicy,
  }),
}
