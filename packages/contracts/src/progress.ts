import { z } from 'zod'
import { Step } from './case-status.ts'
import { route } from './route.ts'
import { IdParams, Instant } from './shapes.ts'

/** What a step asks for. */
export const StepItemCode = z.enum([
  'heard',
  'customer',
  'kind',
  'answer',
  'consultation',
  'handover',
  'approval',
  'goodwill',
  'checklist',
  'task',
  'holding',
  'last-word',
  'next-word',
  'promise',
  'filed',
  'facts',
  'closed',
])
export type StepItemCode = z.infer<typeof StepItemCode>
const StepItem = z.object({
  code: StepItemCode,
  /** 'waiting': somebody else has the turn. */
  state: z.enum(['done', 'missing', 'waiting']),
  /** How many of it. */
  count: z.number().int(),
  dueAt: Instant.nullable(),
})
export type StepItem = z.infer<typeof StepItem>

/** Why a case seems to stall; `count` is how many messages, moves, promises. */
export const StalledReason = z.object({
  code: z.enum([
    'unanswered',
    'nobody-answers',
    'tone-falls',
    'angry',
    'ping-pong',
    'transfers',
    'promises-moved',
    'reopened',
  ]),
  count: z.number().int(),
  weight: z.number().int(),
})
export type StalledReason = z.infer<typeof StalledReason>

export const CaseProgress = z.object({
  steps: z.array(z.object({ step: Step, state: z.enum(['done', 'current', 'ahead']), items: z.array(StepItem) })),
  /** The first thing that is missing; null: nothing is. */
  next: z.object({ step: Step, code: StepItemCode }).nullable(),
  stalled: z.object({ score: z.number().int(), isStalled: z.boolean(), reasons: z.array(StalledReason) }),
})
export type CaseProgress = z.infer<typeof CaseProgress>

export const progressRoutes = {
  ofCase: route({
    id: 'progress.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/progress',
    access: 'case.read',
    object: 'case',
    summary: 'The five steps: what is done, what is missing, what is next; and why the case seems to stall',
    params: IdParams,
    response: CaseProgress,
  }),
}
