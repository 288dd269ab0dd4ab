import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, Person } from './shapes.ts'

/** One thing to do or to ask. `id` stays the same over versions, so that what is ticked stays ticked. */
export const ChecklistStep = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  text: Line(200).pipe(z.string().min(1)),
  /** The case cannot be closed while it is open. */
  isRequired: z.boolean().default(false),
  hint: Line(500).default(''),
  link: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]).default(''),
  /** What the customer is asked when this is still missing. */
  question: z
    .strictObject({ de: Line(300), en: Line(300) })
    .nullable()
    .default(null),
})
export type ChecklistStep = z.infer<typeof ChecklistStep>

const Steps = z
  .array(ChecklistStep)
  .min(1)
  .max(50)
  .refine((steps) => new Set(steps.map(({ id }) => id)).size === steps.length, { message: 'A step stands twice.' })

export const ChecklistInput = z.strictObject({
  name: Line(120).pipe(z.string().min(1)),
  /** Cases of this topic, and of those below it, are led by it; null: it is put there by hand. */
  topicId: Id.nullable().default(null),
  steps: Steps,
  isActive: z.boolean().default(true),
})
export type ChecklistInput = z.infer<typeof ChecklistInput>

export const Checklist = z.object({
  id: Id,
  ...ChecklistInput.omit({ steps: true }).shape,
  steps: z.array(ChecklistStep),
  version: z.number().int(),
  changedAt: Instant,
  changedBy: Person.nullable(),
})
export type Checklist = z.infer<typeof Checklist>

export const CaseStep = ChecklistStep.extend({
  state: z.enum(['open', 'done', 'skipped']),
  reason: z.string(),
  by: Person.nullable(),
  at: Instant.nullable(),
})
export type CaseStep = z.infer<typeof CaseStep>

/** A checklist as it stands in a case. Before its first step it follows the template, from then on it stays. */
export const CaseChecklist = z.object({
  checklistId: Id,
  name: z.string(),
  version: z.number().int(),
  isBegun: z.boolean(),
  steps: z.array(CaseStep),
})
export type CaseChecklist = z.infer<typeof CaseChecklist>

const InCase = z.object({
  items: z.array(CaseChecklist),
  /** Others that may be put into the case. */
  offered: z.array(z.object({ id: Id, name: z.string() })),
  mayWork: z.boolean(),
})

export const checklistRoutes = {
  list: route({
    id: 'checklists.list',
    method: 'GET',
    path: '/api/v1/checklists',
    access: 'case.read',
    summary: 'All checklists of the house',
    response: z.object({ items: z.array(Checklist) }),
  }),
  create: route({
    id: 'checklists.create',
    method: 'POST',
    path: '/api/v1/checklists',
    access: 'checklist.manage',
    summary: 'Write a checklist',
    status: 201,
    body: ChecklistInput,
    response: Checklist,
  }),
  save: route({
    id: 'checklists.save',
    method: 'PUT',
    path: '/api/v1/checklists/{id}',
    access: 'checklist.manage',
    object: 'checklist',
    summary: 'Make a new version of a checklist; 409 when somebody made one meanwhile',
    params: IdParams,
    body: ChecklistInput.extend({ basedOn: z.number().int().min(1) }),
    response: Checklist,
  }),
  remove: route({
    id: 'checklists.remove',
    method: 'DELETE',
    path: '/api/v1/checklists/{id}',
    access: 'checklist.manage',
    object: 'checklist',
    summary: 'Put a checklist away; where it was begun it stays',
    params: IdParams,
    response: Ok,
  }),
  ofCase: route({
    id: 'checklists.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/checklists',
    access: 'case.read',
    object: 'case',
    summary: 'What is to be done and asked in a case, and what is still missing',
    params: IdParams,
    response: InCase,
  }),
  apply: route({
    id: 'checklists.apply',
    method: 'POST',
    path: '/api/v1/cases/{id}/checklists',
    access: 'case.write',
    object: 'case',
    summary: 'Put a checklist into a case by hand',
    params: IdParams,
    body: z.strictObject({ checklistId: Id }),
    response: InCase,
  }),
  tick: route({
    id: 'checklists.tick',
    method: 'POST',
    path: '/api/v1/cases/{id}/checklist-steps',
    access: 'case.write',
    object: 'case',
    summary: 'A step is done, is skipped with a reason, or open again',
    params: IdParams,
    body: z.strictObject({
      checklistId: Id,
      stepId: z.string().max(40),
      state: z.enum(['open', 'done', 'skipped']),
      reason: Line(300).default(''),
    }),
    response: InCase,
  }),
  putAway: route({
    id: 'checklists.putAway',
    method: 'POST',
    path: '/api/v1/cases/{id}/checklists/put-away',
    access: 'case.close-silently',
    object: 'case',
    summary: 'Take a checklist out of a case with a reason: it blocks nothing any more',
    params: IdParams,
    body: z.strictObject({ checklistId: Id, reason: Line(300).pipe(z.string().min(3)) }),
    response: InCase,
  }),
}
