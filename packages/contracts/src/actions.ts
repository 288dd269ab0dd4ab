import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, Ok, page } from './shapes.ts'
import { safeVariables, Template, variablesIn } from './workflow-grammar.ts'

const Subject = Template(200).pipe(z.string().min(1))

/** A signed call (Standard Webhooks). The body names the case and what happened, never words of a customer. */
const WebhookSettings = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2000) })
const MailSettings = z
  .strictObject({
    to: z.enum(['customer', 'fixed']),
    addresses: z.array(z.email().max(254)).max(10),
    presenceId: Id,
    subject: Subject,
    text: Template(10_000).pipe(z.string().min(1)),
  })
  .refine(({ to, addresses }) => (to === 'fixed') === addresses.length > 0)
  // Nothing that a stranger wrote goes out by itself to an address that a stranger gave.
  .refine(
    ({ to, subject, text }) =>
      to === 'fixed' || variablesIn(`${subject} ${text}`).every((name) => (safeVariables as string[]).includes(name)),
    { message: 'A mail to the customer names only what we know ourselves.' },
  )
const DocumentSettings = z.strictObject({
  format: z.enum(['pdf', 'docx']),
  language: Language,
  title: Subject,
  /** Lines: `# heading`, `Label: value` one below the other, `a | b | c` as a table, everything else as paragraphs. */
  text: Template(20_000).pipe(z.string().min(1)),
})
const Name = Line(120).pipe(z.string().min(1))

export const CatalogActionInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), name: Name, settings: WebhookSettings }),
  z.strictObject({ kind: z.literal('mail'), name: Name, settings: MailSettings }),
  z.strictObject({ kind: z.literal('document'), name: Name, settings: DocumentSettings }),
])
export type CatalogActionInput = z.infer<typeof CatalogActionInput>

const state = {
  id: Id,
  enabled: z.boolean(),
  /** `gone`: the receiver said that it exists no more (410). */
  disabledReason: z.enum(['gone']).nullable(),
  version: z.number().int(),
  waiting: z.number().int(),
  failedLastWeek: z.number().int(),
  lastDoneAt: Instant.nullable(),
  /** Rules that use it. */
  usedBy: z.array(z.object({ id: Id, name: z.string() })),
}
export const CatalogAction = z.discriminatedUnion('kind', [
  z.object({ ...state, kind: z.literal('webhook'), name: z.string(), settings: WebhookSettings }),
  z.object({ ...state, kind: z.literal('mail'), name: z.string(), settings: MailSettings }),
  z.object({ ...state, kind: z.literal('document'), name: z.string(), settings: DocumentSettings }),
])
export type CatalogAction = z.infer<typeof CatalogAction>

export const ActionDelivery = z.object({
  id: Id,
  caseId: Id.nullable(),
  caseNumber: z.number().int().nullable(),
  workflow: z.object({ id: Id, name: z.string() }).nullable(),
  isTest: z.boolean(),
  state: z.enum(['queued', 'working', 'done', 'failed']),
  code: z.string().nullable(),
  nextAt: Instant.nullable(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
  fileId: Id.nullable(),
  attempts: z.array(
    z.object({
      n: z.number().int(),
      at: Instant,
      status: z.number().int().nullable(),
      code: z.string().nullable(),
      tookMs: z.number().int(),
    }),
  ),
})
export type ActionDelivery = z.infer<typeof ActionDelivery>

/** Told once: afterwards the program only signs with it. */
const WithSecret = z.object({ action: CatalogAction, secret: z.string().nullable() })

export const actionRoutes = {
  list: route({
    id: 'actions.list',
    method: 'GET',
    path: '/api/v1/actions',
    access: 'workflow.manage',
    summary: 'Webhooks, mails and documents that rules may use',
    response: z.object({ items: z.array(CatalogAction) }),
  }),
  create: route({
    id: 'actions.create',
    method: 'POST',
    path: '/api/v1/actions',
    access: 'action.manage',
    summary: 'Set an action up; the secret of a webhook is told here and never again',
    body: CatalogActionInput,
    response: WithSecret,
    status: 201,
  }),
  change: route({
    id: 'actions.change',
    method: 'PUT',
    path: '/api/v1/actions/{id}',
    access: 'action.manage',
    object: 'catalog-action',
    summary: 'Change an action, or switch it on or off; 412 when somebody changed it meanwhile',
    params: IdParams,
    body: z.strictObject({ input: CatalogActionInput, enabled: z.boolean(), version: z.number().int() }),
    response: CatalogAction,
  }),
  remove: route({
    id: 'actions.remove',
    method: 'DELETE',
    path: '/api/v1/actions/{id}',
    access: 'action.manage',
    object: 'catalog-action',
    summary: 'Take an action away; refused while a rule uses it',
    params: IdParams,
    response: Ok,
  }),
  rotate: route({
    id: 'actions.rotate',
    method: 'POST',
    path: '/api/v1/actions/{id}/secret',
    access: 'action.manage',
    object: 'catalog-action',
    summary: 'A new secret; for 24 hours calls are signed with the old one as well',
    params: IdParams,
    response: WithSecret,
  }),
  test: route({
    id: 'actions.test',
    method: 'POST',
    path: '/api/v1/actions/{id}/test',
    access: 'action.manage',
    object: 'catalog-action',
    summary: 'Try an action: the log says how it went. A mail goes to your own address',
    params: IdParams,
    response: z.object({ deliveryId: Id }),
  }),
  deliveries: route({
    id: 'actions.deliveries',
    method: 'GET',
    path: '/api/v1/actions/{id}/deliveries',
    access: 'workflow.manage',
    object: 'catalog-action',
    summary: 'The log of an action, newest first, with every attempt',
    params: IdParams,
    query: z.strictObject({
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
      state: z.enum(['queued', 'working', 'done', 'failed']).optional(),
    }),
    response: page(ActionDelivery),
  }),
  replay: route({
    id: 'actions.replay',
    method: 'POST',
    path: '/api/v1/deliveries/{id}/replay',
    access: 'action.manage',
    object: 'delivery',
    summary: 'Call again what failed or was done, with the same webhook-id',
    params: IdParams,
    response: Ok,
  }),
  previewDocument: route({
    id: 'actions.previewDocument',
    method: 'POST',
    path: '/api/v1/actions/preview',
    access: 'action.manage',
    summary: 'A document as it would be made of a case',
    body: z.strictObject({ settings: DocumentSettings, caseNumber: z.number().int().positive().optional() }),
    responseType: 'application/octet-stream',
  }),
}
