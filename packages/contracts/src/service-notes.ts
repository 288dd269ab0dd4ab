import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, page, Person, Text } from './shapes.ts'

export const ServiceNote = z.object({
  id: Id,
  caseId: Id,
  caseNumber: z.number().int(),
  /** Where everybody may read it. */
  url: z.string(),
  title: z.string(),
  text: z.string(),
  language: Language,
  /** May search engines keep it? */
  indexed: z.boolean(),
  state: z.enum(['public', 'expired', 'withdrawn']),
  expiresAt: Instant,
  /** Kinds of personal data that stand in it on purpose. */
  foundKinds: z.array(z.string()),
  confirmedBy: Person.nullable(),
  confirmedReason: z.string().nullable(),
  by: Person.nullable(),
  createdAt: Instant,
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string().nullable(),
  mayChange: z.boolean(),
})
export type ServiceNote = z.infer<typeof ServiceNote>

export const serviceNoteRoutes = {
  list: route({
    id: 'serviceNotes.list',
    method: 'GET',
    path: '/api/v1/service-notes',
    access: 'case.read',
    summary: 'Service notes, newest first: of a case, or of the company',
    query: z.strictObject({
      caseId: Id.optional(),
      state: z.enum(['public', 'over', 'all']).default('all'),
      cursor: Id.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: page(ServiceNote),
  }),
  publish: route({
    id: 'serviceNotes.publish',
    method: 'POST',
    path: '/api/v1/cases/{id}/service-notes',
    access: 'case.reply',
    object: 'case',
    summary: 'Put a long answer on a public page of ours; personal data in it stops it (422 `personal-data-found`)',
    params: IdParams,
    body: z.strictObject({
      title: Line(150).pipe(z.string().min(1)),
      text: Text(20_000).pipe(z.string().trim().min(1)),
      language: Language,
      indexed: z.boolean().default(false),
      expiresAt: Instant,
      /** What was found stays, because: for whoever may override the guideline. */
      confirm: z.strictObject({ reason: Line(300).pipe(z.string().min(1)) }).optional(),
    }),
    response: ServiceNote,
    status: 201,
  }),
  extend: route({
    id: 'serviceNotes.extend',
    method: 'PUT',
    path: '/api/v1/service-notes/{id}',
    access: 'case.reply',
    object: 'service-note',
    summary: 'Another day on which the page ends',
    params: IdParams,
    body: z.strictObject({ expiresAt: Instant }),
    response: ServiceNote,
  }),
  withdraw: route({
    id: 'serviceNotes.withdraw',
    method: 'POST',
    path: '/api/v1/service-notes/{id}/withdraw',
    access: 'case.reply',
    object: 'service-note',
    summary: 'Take the page off; its address says so from now on',
    params: IdParams,
    body: z.strictObject({ reason: Line(300).pipe(z.string().min(1)) }),
    response: ServiceNote,
  }),
}
