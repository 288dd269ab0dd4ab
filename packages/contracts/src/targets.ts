import { z } from 'zod'
import { CaseKind } from './analysis.ts'
import { ServiceHours } from './calendars.ts'
import { Priority } from './case-status.ts'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Person } from './shapes.ts'

/** What a clock measures. */
export const ClockKind = z.enum(['first_answer', 'next_answer', 'resolution', 'next_update'])
export type ClockKind = z.infer<typeof ClockKind>

const longestMinutes = 90 * 24 * 60

/** "On average" is for measuring; "at most" makes the due time. */
export const Goal = z.strictObject({
  averageMinutes: z.number().int().min(1).max(longestMinutes).nullable(),
  atMostMinutes: z.number().int().min(5).max(longestMinutes),
})
export type Goal = z.infer<typeof Goal>

export const TargetRule = z.strictObject({
  /** `default` for the one without conditions. */
  id: z
    .string()
    .max(40)
    .regex(/^[a-z0-9-]+$/),
  /** All that are named must hold; a unit holds for the units under it too. */
  when: z.strictObject({
    unitId: Id.nullable(),
    teamId: Id.nullable(),
    presenceId: Id.nullable(),
    channel: ChannelKind.nullable(),
    kind: CaseKind.nullable(),
    priority: Priority.nullable(),
  }),
  /** Counted in service hours, or in plain time. */
  inServiceHours: z.boolean(),
  /** Null: this rule says nothing of it, the next one is asked. */
  firstAnswer: Goal.nullable(),
  nextAnswer: Goal.nullable(),
  resolution: Goal.nullable(),
  nextUpdate: Goal.nullable(),
})
export type TargetRule = z.infer<typeof TargetRule>

const Rules = z.array(TargetRule).min(1).max(200)

/** The most special first, as they are asked; the last is the default. */
export const Targets = z.object({
  /** 0: nobody changed them. */
  version: z.number().int(),
  rules: z.array(TargetRule),
  by: Person.nullable(),
  at: Instant.nullable(),
})
export type Targets = z.infer<typeof Targets>

/** Why a clock stands still. */
export const StandstillReason = z.enum(['customer'])
export type StandstillReason = z.infer<typeof StandstillReason>

export const Clock = z.object({
  id: Id,
  kind: ClockKind,
  state: z.enum(['running', 'paused', 'met', 'breached', 'dropped']),
  startedAt: Instant,
  /** Null while it stands still. */
  dueAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  pauseReason: StandstillReason.nullable(),
  averageMinutes: z.number().int().nullable(),
  atMostMinutes: z.number().int().nullable(),
  inServiceHours: z.boolean(),
  /** Stretches in which it ran or stood still; the last one of an open clock has no end. */
  segments: z.array(z.object({ from: Instant, to: Instant.nullable(), pausedFor: StandstillReason.nullable() })),
})
export type Clock = z.infer<typeof Clock>

const DueChange = z.object({
  caseId: Id,
  number: z.number().int(),
  title: z.string(),
  kind: ClockKind,
  before: Instant,
  after: Instant,
})

/** What would be looked at: proposed rules, or proposed service hours of one place. */
const Proposal = z.strictObject({
  rules: Rules.optional(),
  calendar: z
    .strictObject({ teamId: Id.nullable(), presenceId: Id.nullable(), hours: ServiceHours.nullable() })
    .optional(),
})
export type TargetProposal = z.infer<typeof Proposal>

export const targetRoutes = {
  read: route({
    id: 'targets.read',
    method: 'GET',
    path: '/api/v1/targets',
    access: 'case.read',
    summary: 'Targets for answers, resolution and the next word',
    response: Targets,
  }),
  save: route({
    id: 'targets.save',
    method: 'PUT',
    path: '/api/v1/targets',
    access: 'settings.manage',
    summary: 'Set the targets; due times of open cases are worked out anew in the background',
    body: z.strictObject({ basedOn: z.number().int().min(0), rules: Rules }),
    response: Targets,
  }),
  preview: route({
    id: 'targets.preview',
    method: 'POST',
    path: '/api/v1/targets/preview',
    access: 'settings.manage',
    summary: 'Which due times of open cases a proposal would move; nothing is stored',
    body: Proposal,
    response: z.object({
      looked: z.number().int(),
      cases: z.number().int(),
      earlier: z.number().int(),
      later: z.number().int(),
      /** More clocks run than were looked at. */
      isPartial: z.boolean(),
      examples: z.array(DueChange),
    }),
  }),
  trial: route({
    id: 'targets.trial',
    method: 'POST',
    path: '/api/v1/targets/trial',
    access: 'settings.manage',
    summary: 'How many of the last 500 cases would have been late under a proposal',
    body: Proposal,
    response: z.object({
      cases: z.number().int(),
      kinds: z.array(
        z.object({
          kind: ClockKind,
          clocks: z.number().int(),
          lateNow: z.number().int(),
          lateThen: z.number().int(),
          /** Mean minutes as the proposal counts them; null where none has ended. */
          averageMinutes: z.number().nullable(),
        }),
      ),
    }),
  }),
  clocks: route({
    id: 'cases.clocks',
    method: 'GET',
    path: '/api/v1/cases/{id}/clocks',
    access: 'case.read',
    object: 'case',
    summary: 'The clocks of a case, running ones first',
    params: IdParams,
    response: z.object({ items: z.array(Clock) }),
  }),
  recomputations: route({
    id: 'targets.recomputations',
    method: 'GET',
    path: '/api/v1/targets/recomputations',
    access: 'case.read',
    summary: 'The newest workings-out of due times after a change',
    query: z.strictObject({}),
    response: z.object({
      items: z.array(
        z.object({
          id: Id,
          cause: Line(40),
          startedAt: Instant,
          doneAt: Instant.nullable(),
          looked: z.number().int(),
          changed: z.number().int(),
        }),
      ),
    }),
  }),
}
