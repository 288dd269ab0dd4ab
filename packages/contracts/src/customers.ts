import { z } from 'zod'
import { StatusCategory } from './case-status.ts'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, Ok, page, Person, Text } from './shapes.ts'

export const IdentityKind = z.enum(['email', 'phone', 'handle', 'postal', 'name'])
export const Identity = z.object({
  id: Id,
  kind: IdentityKind,
  scope: z.string(),
  display: z.string(),
  name: z.string().nullable(),
  state: z.enum(['confirmed', 'assumed', 'unlinked']),
  linkId: Id.nullable(),
  evidence: z.array(z.string()),
  confirmedBy: Person.nullable(),
  since: Instant.nullable(),
})
export type Identity = z.infer<typeof Identity>

export const LinkProposal = z.object({
  id: Id,
  identity: Identity,
  customer: z.object({ id: Id, name: z.string() }),
  /** Reason codes with their facts, e.g. `same-email`, `same-order-number`, `same-phone`, `same-name-and-place`. */
  reasons: z.array(z.object({ code: z.string(), value: z.string().nullable() })),
  score: z.number(),
  createdAt: Instant,
})

export const CustomerRow = z.object({
  id: Id,
  name: z.string(),
  number: z.string().nullable(),
  organisation: z.string().nullable(),
  identities: z.array(z.string()),
  openCases: z.number().int(),
  lastContactAt: Instant.nullable(),
})
export const Customer = z.object({
  id: Id,
  name: z.string(),
  number: z.string().nullable(),
  organisation: z.string().nullable(),
  language: Language.nullable(),
  addressForm: z.enum(['sie', 'du']).nullable(),
  salutation: z.string().nullable(),
  particulars: z.string(),
  fields: z.record(z.string(), z.string()),
  since: Instant,
  identities: z.array(Identity),
  proposals: z.array(LinkProposal),
  cases: z.array(
    z.object({
      id: Id,
      number: z.number().int(),
      title: z.string(),
      category: StatusCategory,
      channel: ChannelKind,
      at: Instant,
    }),
  ),
  openPromises: z.array(z.object({ caseId: Id, caseNumber: z.number().int(), text: z.string(), dueAt: Instant })),
  mergedInto: Id.nullable(),
  merges: z.array(z.object({ id: Id, name: z.string(), by: Person.nullable(), at: Instant, undoable: z.boolean() })),
  allowed: z.array(z.string()),
})
export type Customer = z.infer<typeof Customer>

const CustomerInput = z.strictObject({
  name: Line(200).pipe(z.string().min(1)),
  number: Line(60).nullable().optional(),
  organisation: Line(200).nullable().optional(),
  language: Language.nullable().optional(),
  addressForm: z.enum(['sie', 'du']).nullable().optional(),
  salutation: Line(60).nullable().optional(),
  particulars: Text(5000).optional(),
  fields: z.record(z.string().max(60), z.string().max(1000)).optional(),
})

export const customerRoutes = {
  list: route({
    id: 'customers.list',
    method: 'GET',
    path: '/api/v1/customers',
    access: 'customer.read',
    summary: 'Find customers by name, number, address or handle',
    query: z.strictObject({
      q: z.string().max(200).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: page(CustomerRow),
  }),
  create: route({
    id: 'customers.create',
    method: 'POST',
    path: '/api/v1/customers',
    access: 'customer.write',
    summary: 'Create a customer, from an identity if given',
    body: CustomerInput.extend({ identityId: Id.optional(), caseId: Id.optional() }),
    response: Customer,
    status: 201,
  }),
  read: route({
    id: 'customers.read',
    method: 'GET',
    path: '/api/v1/customers/{id}',
    access: 'customer.read',
    object: 'customer',
    summary: 'One customer with identities, cases and promises; the look is logged',
    params: IdParams,
    response: Customer,
  }),
  change: route({
    id: 'customers.change',
    method: 'PATCH',
    path: '/api/v1/customers/{id}',
    access: 'customer.write',
    object: 'customer',
    summary: 'Change a customer',
    params: IdParams,
    body: CustomerInput.partial(),
    response: Customer,
  }),
  link: route({
    id: 'identities.link',
    method: 'POST',
    path: '/api/v1/identities/{id}/link',
    access: 'customer.write',
    object: 'identity',
    summary: 'A person links an identity to a customer, with a reason',
    params: IdParams,
    body: z.strictObject({ customerId: Id, reason: Line(300).default('') }),
    response: Customer,
  }),
  unlink: route({
    id: 'identities.unlink',
    method: 'POST',
    path: '/api/v1/identities/{id}/unlink',
    access: 'customer.write',
    object: 'identity',
    summary: 'Close the link; nothing is deleted',
    params: IdParams,
    body: z.strictObject({ reason: Line(300).default('') }),
    response: Ok,
  }),
  decide: route({
    id: 'proposals.decide',
    method: 'POST',
    path: '/api/v1/link-proposals/{id}',
    access: 'customer.write',
    object: 'proposal',
    summary: 'Accept or decline a proposed match',
    params: IdParams,
    body: z.strictObject({ accept: z.boolean() }),
    response: Ok,
  }),
  merge: route({
    id: 'customers.merge',
    method: 'POST',
    path: '/api/v1/customers/{id}/merge',
    access: 'customer.write',
    object: 'customer',
    summary: 'Join this customer into another; can be undone without loss',
    params: IdParams,
    body: z.strictObject({ into: Id, reason: Line(300).default('') }),
    response: Customer,
  }),
  unmerge: route({
    id: 'customers.unmerge',
    method: 'POST',
    path: '/api/v1/customer-merges/{id}/undo',
    access: 'customer.write',
    object: 'customer-merge',
    summary: 'Undo a merge',
    params: IdParams,
    response: Customer,
  }),
}
