import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Person, Text } from './shapes.ts'

/** Why the second level is needed. */
export const HandoverReason = z.enum(['technical', 'decision', 'data', 'legal', 'press', 'other'])
export type HandoverReason = z.infer<typeof HandoverReason>

export const Handover = z.object({
  id: Id,
  from: Person.nullable(),
  toTeam: Person.nullable(),
  toMember: Person.nullable(),
  what: z.string(),
  reason: HandoverReason,
  dueAt: Instant,
  by: Person.nullable(),
  at: Instant,
  state: z.enum(['open', 'done', 'taken_back']),
  result: z.string().nullable(),
  settledBy: Person.nullable(),
  settledAt: Instant.nullable(),
})
export type Handover = z.infer<typeof Handover>

/** 1: the lead of the team; 2: the management of the workspace. */
const EscalationLevel = z.union([z.literal(1), z.literal(2)])
export const Escalation = z.object({
  id: Id,
  level: EscalationLevel,
  reason: z.string(),
  cause: z.enum(['person', 'consultation', 'overdue', 'handover']),
  by: Person.nullable(),
  at: Instant,
  settledAt: Instant.nullable(),
})
export type Escalation = z.infer<typeof Escalation>

export const CaseCourse = z.object({
  /** Stays responsible to the end, also while another team works on the case. */
  responsibleTeam: Person.nullable(),
  /** "begleitet von": set while the case is with somebody else. */
  accompanyingTeam: Person.nullable(),
  handovers: z.array(Handover),
  escalations: z.array(Escalation),
  /** The teams it went through, when it goes back and forth. */
  pingPong: z.object({ path: z.array(Person), since: Instant }).nullable(),
  allowed: z.array(z.enum(['handOver', 'finish', 'takeBack', 'escalate', 'settleEscalation'])),
})
export type CaseCourse = z.infer<typeof CaseCourse>

export const handoverRoutes = {
  ofCase: route({
    id: 'handovers.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/course',
    access: 'case.read',
    object: 'case',
    summary: 'Who accompanies the case, where it went, what was raised',
    params: IdParams,
    response: CaseCourse,
  }),
  handOver: route({
    id: 'handovers.handOver',
    method: 'POST',
    path: '/api/v1/cases/{id}/handover',
    access: 'case.write',
    object: 'case',
    summary: 'Give the case to the second level; comes back by itself. 409 names the deputy of somebody who is away',
    params: IdParams,
    body: z.strictObject({
      toTeamId: Id.nullable().default(null),
      toMemberId: Id.nullable().default(null),
      what: Text(5_000).pipe(z.string().min(3)),
      reason: HandoverReason,
      dueInMinutes: z.number().int().min(15).max(28_800).default(960).meta({ description: 'Working minutes' }),
    }),
    response: CaseCourse,
    status: 201,
  }),
  finish: route({
    id: 'handovers.finish',
    method: 'POST',
    path: '/api/v1/handovers/{id}/finish',
    access: 'case.write',
    object: 'handover',
    summary: 'The second level has done its part: what was done becomes a note and the case goes back',
    params: IdParams,
    body: z.strictObject({ result: Text(20_000).pipe(z.string().min(3)) }),
    response: CaseCourse,
  }),
  takeBack: route({
    id: 'handovers.takeBack',
    method: 'POST',
    path: '/api/v1/handovers/{id}/take-back',
    access: 'case.write',
    object: 'handover',
    summary: 'Take the case back before the second level is done, with the reason',
    params: IdParams,
    body: z.strictObject({ reason: Line(300).pipe(z.string().min(3)) }),
    response: CaseCourse,
  }),
  escalate: route({
    id: 'handovers.escalate',
    method: 'POST',
    path: '/api/v1/cases/{id}/escalations',
    access: 'case.write',
    object: 'case',
    summary: 'Raise a case: the lead of the team, or the management, is told why',
    params: IdParams,
    body: z.strictObject({ level: EscalationLevel, reason: Line(300).pipe(z.string().min(3)) }),
    response: CaseCourse,
    status: 201,
  }),
  settleEscalation: route({
    id: 'handovers.settleEscalation',
    method: 'POST',
    path: '/api/v1/escalations/{id}/settle',
    access: 'case.write',
    object: 'escalation',
    summary: 'Whoever was needed has taken care of it',
    params: IdParams,
    response: CaseCourse,
  }),
}
