import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line } from './shapes.ts'

/** Why a case file leaves the house; kept in the journal. */
export const ExportPurpose = z.enum(['customer-request', 'authority', 'court', 'arbitration', 'internal', 'other'])
export type ExportPurpose = z.infer<typeof ExportPurpose>

export const CaseFilePart = z.enum([
  'notes',
  'consultations',
  'goodwill',
  'promises',
  'events',
  'particulars',
  'evidence',
])
export type CaseFilePart = z.infer<typeof CaseFilePart>

/** What stands as a black bar: the customer's data, our people's names, personal data found in texts. */
export const Masking = z.enum(['customer', 'agents', 'personal-data'])
export type Masking = z.infer<typeof Masking>

export const CaseFileWish = z.strictObject({
  language: Language,
  purpose: ExportPurpose,
  /** Own words to the purpose; no customer's data. */
  note: Line(200).default(''),
  /** CaseFilePart, by commas. */
  leaveOut: z.string().max(200).default(''),
  /** Masking, by commas. */
  mask: z.string().max(100).default(''),
})
export type CaseFileWish = z.infer<typeof CaseFileWish>

const Said = z.object({
  id: Id,
  at: Instant,
  direction: z.enum(['in', 'out']),
  visibility: z.enum(['public', 'private']),
  channel: z.string(),
  author: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  permalink: z.string().nullable(),
  attachments: z.array(z.object({ name: z.string(), size: z.number().int() })),
  /** Of ours: as far as its sending came. */
  delivery: z.string().nullable(),
  isDeleted: z.boolean(),
  isAutomatic: z.boolean(),
})

/** A case as a file: everything that belongs to it, in order of time. Stable; new fields may come. */
export const CaseFile = z.object({
  schema: z.literal('resonanz.case-file.v1'),
  madeAt: Instant,
  madeBy: z.string(),
  company: z.string(),
  language: Language,
  purpose: ExportPurpose,
  leftOut: z.array(CaseFilePart),
  masked: z.array(Masking),
  case: z.object({
    id: Id,
    number: z.number().int(),
    title: z.string(),
    status: z.string(),
    priority: z.string(),
    kind: z.string().nullable(),
    topic: z.string().nullable(),
    cause: z.string().nullable(),
    incident: z.string().nullable(),
    channel: z.string(),
    customerLanguage: z.string().nullable(),
    tags: z.array(z.string()),
    foundWhere: z.string().nullable(),
    foundBy: z.string().nullable(),
    openedAt: Instant,
    firstAnswerAt: Instant.nullable(),
    closedAt: Instant.nullable(),
    particulars: z.string(),
    steps: z.array(z.object({ step: z.string(), state: z.string() })),
  }),
  people: z.object({
    customer: z.string(),
    customerNumber: z.string().nullable(),
    contacts: z.array(z.string()),
    owner: z.string().nullable(),
    team: z.string().nullable(),
    involved: z.array(z.string()),
  }),
  messages: z.array(Said),
  notes: z.array(z.object({ at: Instant, author: z.string(), text: z.string() })),
  events: z.array(z.object({ at: Instant, kind: z.string(), by: z.string() })),
  promises: z.array(
    z.object({
      kind: z.string(),
      /** The amount, which originals, which document. */
      what: z.string(),
      text: z.string(),
      dueAt: Instant,
      state: z.string(),
      madeBy: z.string(),
      settledAt: Instant.nullable(),
      /** What shows that it was kept: its kind, and the words where it is words. */
      proofKind: z.string().nullable(),
      proof: z.string(),
    }),
  ),
  consultations: z.array(
    z.object({
      at: Instant,
      expert: z.string(),
      question: z.string(),
      state: z.string(),
      answers: z.array(z.object({ at: Instant, by: z.string(), text: z.string() })),
    }),
  ),
  goodwill: z.array(
    z.object({
      at: Instant,
      kind: z.string(),
      amountMinor: z.number().int(),
      currency: z.string(),
      what: z.string(),
      reason: z.string(),
      state: z.string(),
      by: z.string(),
    }),
  ),
  linked: z.array(z.object({ number: z.number().int(), title: z.string(), kind: z.string() })),
  evidence: z.array(
    z.object({
      author: z.string(),
      saidAt: Instant,
      keptAt: Instant,
      permalink: z.string().nullable(),
      text: z.string(),
      sha256: z.string(),
    }),
  ),
})
export type CaseFile = z.infer<typeof CaseFile>

export const caseFileRoutes = {
  pdf: route({
    id: 'caseFile.pdf',
    method: 'GET',
    path: '/api/v1/cases/{id}/case-file.pdf',
    access: 'case.export',
    object: 'case',
    summary: 'The case as a PDF (A4); the journal keeps who took it out and why',
    params: IdParams,
    query: CaseFileWish,
    responseType: 'application/pdf',
  }),
  json: route({
    id: 'caseFile.json',
    method: 'GET',
    path: '/api/v1/cases/{id}/case-file.json',
    access: 'case.export',
    object: 'case',
    summary: 'The case as JSON; the journal keeps who took it out and why',
    params: IdParams,
    query: CaseFileWish,
    response: CaseFile,
  }),
}
