import { z } from 'zod'
import { TextLanguage } from './analysis.ts'
import { ChatAddress } from './company-chat.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, Person } from './shapes.ts'

/** Who is there now: present, away (an absence), or outside the hours. */
export const Reachable = z.enum(['present', 'away', 'closed'])
export type Reachable = z.infer<typeof Reachable>

const ExpertAbsence = z.object({ from: Instant, to: Instant })

/** Somebody who can be asked: a member, or a person without an account who answers by mail. */
export const Expert = z.object({
  id: Id,
  /** Null for a person without an account. */
  memberId: Id.nullable(),
  name: z.string(),
  email: z.string().nullable(),
  /** In the company's chat; questions go there first. */
  chatAddress: z.string().nullable(),
  phone: z.string(),
  department: z.string(),
  /** The team whose hours count; null: those of the workspace. */
  team: Person.nullable(),
  topicIds: z.array(Id),
  products: z.array(z.string()),
  languages: z.array(TextLanguage),
  /** In the order in which they are asked. */
  deputies: z.array(Person),
  /** Running and coming ones, of a person without an account; members enter theirs themselves. */
  absences: z.array(ExpertAbsence),
  state: Reachable,
  /** Until when somebody present is there today; null outside the hours or when there are none. */
  reachableUntil: Instant.nullable(),
  awayUntil: Instant.nullable(),
})
export type Expert = z.infer<typeof Expert>

const Product = Line(80).pipe(z.string().min(1))
const expertFields = {
  memberId: Id.nullable(),
  name: Line(200),
  email: z.email().max(254).nullable(),
  chatAddress: ChatAddress.nullable(),
  phone: Line(60),
  department: Line(120),
  teamId: Id.nullable(),
  topicIds: z.array(Id).max(200),
  products: z.array(Product).max(100),
  languages: z.array(TextLanguage).max(8),
  deputyIds: z.array(Id).max(10),
  absences: z.array(z.strictObject({ from: Instant, to: Instant })).max(50),
}
const ExpertInput = z.strictObject({
  ...expertFields,
  memberId: expertFields.memberId.default(null),
  name: expertFields.name.default(''),
  email: expertFields.email.default(null),
  chatAddress: expertFields.chatAddress.default(null),
  phone: expertFields.phone.default(''),
  department: expertFields.department.default(''),
  teamId: expertFields.teamId.default(null),
  topicIds: expertFields.topicIds.default([]),
  products: expertFields.products.default([]),
  languages: expertFields.languages.default([]),
  deputyIds: expertFields.deputyIds.default([]),
  absences: expertFields.absences.default([]),
})
const ExpertChange = z.strictObject(expertFields).omit({ memberId: true }).partial()

/** A place of the directory where a question would find nobody, told before it hurts. */
export const Hole = z.object({
  kind: z.enum(['no_expert', 'no_deputy', 'nobody_there']),
  topic: z.object({ id: Id, name: z.object({ de: z.string(), en: z.string() }) }),
  experts: z.array(Person),
  /** When nobody is there: from when (now or to come) until somebody comes back, as far as known. */
  from: Instant.nullable(),
  to: Instant.nullable(),
})
export type Hole = z.infer<typeof Hole>

/** An expert for a case, the best first. `why` are the reasons that speak for them. */
export const Candidate = z.object({
  expert: Expert.pick({
    id: true,
    memberId: true,
    name: true,
    department: true,
    phone: true,
    languages: true,
    state: true,
    reachableUntil: true,
    awayUntil: true,
  }),
  why: z.array(z.enum(['topic', 'wider_topic', 'product', 'language'])),
  /** Who is there in their place while they are away; null while they are there, or when nobody is. */
  standIn: z.object({ expertId: Id.nullable(), memberId: Id.nullable(), name: z.string() }).nullable(),
})
export type Candidate = z.infer<typeof Candidate>

export const expertRoutes = {
  list: route({
    id: 'experts.list',
    method: 'GET',
    path: '/api/v1/experts',
    access: 'case.read',
    summary: 'Who can be asked for what, with deputies and who is there now',
    response: z.object({ items: z.array(Expert), holes: z.array(Hole) }),
  }),
  create: route({
    id: 'experts.create',
    method: 'POST',
    path: '/api/v1/experts',
    access: 'expert.manage',
    summary: 'Add an expert: a member, or name and address of a person without an account',
    body: ExpertInput,
    response: Expert,
    status: 201,
  }),
  change: route({
    id: 'experts.change',
    method: 'PATCH',
    path: '/api/v1/experts/{id}',
    access: 'expert.manage',
    object: 'expert',
    summary: 'Change what somebody can be asked, deputies in their order, absences of a person without an account',
    params: IdParams,
    body: ExpertChange,
    response: Expert,
  }),
  remove: route({
    id: 'experts.remove',
    method: 'DELETE',
    path: '/api/v1/experts/{id}',
    access: 'expert.manage',
    object: 'expert',
    summary: 'Take somebody out of the directory; what they were asked stays',
    params: IdParams,
    response: Ok,
  }),
}
