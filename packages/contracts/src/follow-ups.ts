import { z } from 'zod'
import { route } from './route.ts'
import { IdParams } from './shapes.ts'

/** What a resting case may wait for besides the time: whichever comes first brings it back. */
export const FollowUpEvent = z.enum(['consultation', 'task', 'promise', 'approval', 'handover', 'incident'])
export type FollowUpEvent = z.infer<typeof FollowUpEvent>

/** Why a case is back; `time`: the latest moment came before what it waited for. */
export const BackReason = z.enum([
  'time',
  'customer_wrote',
  'consultation_answered',
  'consultation_ended',
  'task_done',
  'promise_kept',
  'promise_due',
  'approval_decided',
  'handover_returned',
  'incident_solved',
])
export type BackReason = z.infer<typeof BackReason>

export const followUpRoutes = {
  waits: route({
    id: 'cases.waits',
    method: 'GET',
    path: '/api/v1/cases/{id}/waits',
    access: 'case.read',
    object: 'case',
    summary: 'What is open in a case that a follow-up can wait for',
    params: IdParams,
    response: z.object({ open: z.array(z.object({ event: FollowUpEvent, count: z.number().int() })) }),
  }),
}
