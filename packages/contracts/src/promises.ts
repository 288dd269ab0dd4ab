import { z } from 'zod'
import { PromiseKind, ProofKind } from './promise-kind.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Person } from './shapes.ts'

/** What shows that a promise was kept: a message or file of the case, a grant, or a line of who kept it. */
export const PromiseProof = z.strictObject({
  kind: ProofKind,
  id: Id.optional(),
  words: Line(300).optional(),
})
export type PromiseProof = z.infer<typeof PromiseProof>

export const PromiseRow = z.object({
  id: Id,
  caseId: Id,
  kind: PromiseKind,
  text: z.string(),
  /** The amount, which originals, which document. */
  what: z.string(),
  dueAt: Instant,
  /** Who keeps it; null: whoever has the case. */
  owner: Person.nullable(),
  /** Of an owner who is away: who stands in; null when nobody does or the owner is there. */
  standIn: Person.nullable(),
  isOwnerAway: z.boolean(),
  /** Null: by the rule of the house. */
  madeBy: Person.nullable(),
  madeAt: Instant,
  state: z.enum(['open', 'kept', 'replaced', 'waived']),
  settledAt: Instant.nullable(),
  settledBy: Person.nullable(),
  reason: z.string().nullable(),
  proof: z.object({ kind: ProofKind, id: Id.nullable(), words: z.string().nullable() }).nullable(),
  replacedBy: Id.nullable(),
})
export type PromiseRow = z.infer<typeof PromiseRow>

export const CasePromises = z.object({
  items: z.array(PromiseRow),
  /** For a call back: the number, and whether our service hours run now. */
  call: z.object({ phone: z.string().nullable(), isOpen: z.boolean(), nextOpening: Instant.nullable() }),
  /** What can prove it: newest first. */
  proofs: z.array(z.object({ kind: ProofKind, id: Id, label: z.string(), at: Instant })),
  allowed: z.array(z.enum(['add', 'keep', 'move', 'drop'])),
})
export type CasePromises = z.infer<typeof CasePromises>

export const NewPromise = z.strictObject({
  kind: PromiseKind,
  text: Line(300).default(''),
  what: Line(200).default(''),
  dueAt: Instant,
  ownerId: Id.nullable().default(null),
})

export const promiseRoutes = {
  ofCase: route({
    id: 'promises.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/promises',
    access: 'case.read',
    object: 'case',
    summary: 'What the customer was promised, the open ones first, and what can prove that it was kept',
    params: IdParams,
    response: CasePromises,
  }),
  add: route({
    id: 'promises.add',
    method: 'POST',
    path: '/api/v1/cases/{id}/promises',
    access: 'case.write',
    object: 'case',
    summary: 'Promise the customer something; a finished case is open again',
    params: IdParams,
    body: NewPromise,
    response: PromiseRow,
    status: 201,
  }),
  move: route({
    id: 'promises.move',
    method: 'POST',
    path: '/api/v1/promises/{id}/move',
    access: 'case.write',
    object: 'promise',
    summary: 'Promise it anew for another time, with the reason; a draft that tells the customer is laid ready',
    params: IdParams,
    body: z.strictObject({
      dueAt: Instant,
      reason: Line(300).pipe(z.string().min(3)),
      draft: z.boolean().default(true),
    }),
    response: z.object({ promise: PromiseRow, draft: z.string().nullable() }),
  }),
  settle: route({
    id: 'promises.settle',
    method: 'POST',
    path: '/api/v1/promises/{id}/settle',
    access: 'case.write',
    object: 'promise',
    summary: 'Mark a promise as kept, with what proves it, or drop it with a reason',
    params: IdParams,
    body: z.strictObject({
      state: z.enum(['kept', 'waived']),
      reason: Line(300).optional(),
      /** Must be there for all but the next word. */
      proof: PromiseProof.optional(),
    }),
    response: PromiseRow,
  }),
}
