import { z } from 'zod'
import { ChannelStanding, StandingCode } from './channel-standing.ts'
import { ChannelKind } from './channels.ts'
import { PresenceState } from './presences.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Ok } from './shapes.ts'

/** What is wrong with a channel, or soon will be. */
export const HealthIssue = z.object({
  code: z.enum([
    'sign-in',
    'failing',
    'passing',
    'paused',
    'expires',
    'expired',
    'quota',
    'allowance',
    'silent',
    'gap',
    'quarantined',
    'behind',
    ...StandingCode.options,
  ]),
  /** `now`: somebody has to do something; `soon`: within days, or it may mend itself; `note`: good to know. */
  weight: z.enum(['now', 'soon', 'note']),
  /** The one thing that mends it. */
  fix: z.enum(['sign-in', 'settings', 'resume', 'read-now', 'quarantine']).nullable(),
  /** Of the fault, in the web's words. */
  fault: z.string().nullable(),
  since: Instant.nullable(),
  until: Instant.optional(),
  count: z.number().int().nullable(),
})
export type HealthIssue = z.infer<typeof HealthIssue>

export const PresenceHealth = z.object({
  id: Id,
  name: z.string(),
  kind: ChannelKind,
  state: PresenceState,
  isSample: z.boolean(),
  /** Heaviest first; none: all is well. */
  issues: z.array(HealthIssue),
  lastReceivedAt: Instant.nullable(),
  lastSentAt: Instant.nullable(),
  lastSuccessAt: Instant.nullable(),
  lagSeconds: z.number().nullable(),
  /** A sign-in that ends, and in how many whole days. */
  expires: z.object({ at: Instant, days: z.number().int() }).nullable(),
  /** What the channel's calls of today used up, where they cost money or units; else what the network itself allows in its window. */
  quota: z
    .object({
      used: z.number(),
      most: z.number(),
      unit: z.enum(['dollars', 'units', 'calls', 'percent']),
      resetsAt: Instant,
    })
    .nullable(),
  standing: ChannelStanding.extend({ at: Instant }).nullable(),
  /** The last comparison with what lies at the network. */
  reconciled: z.object({ at: Instant, missing: z.number().int(), taken: z.number().int() }).nullable(),
  mayReconcile: z.boolean(),
})
export type PresenceHealth = z.infer<typeof PresenceHealth>

export const presenceHealthRoutes = {
  overview: route({
    id: 'presenceHealth.overview',
    method: 'GET',
    path: '/api/v1/presence-health',
    access: 'presence.read',
    summary: 'How all our presences are, what needs hands first',
    response: z.object({ items: z.array(PresenceHealth), needsHands: z.number().int() }),
  }),
  reconcile: route({
    id: 'presenceHealth.reconcile',
    method: 'POST',
    path: '/api/v1/presences/{id}/reconcile',
    access: 'presence.manage',
    object: 'presence',
    summary: 'Compare with what lies at the network now, and fetch what was overlooked',
    params: IdParams,
    response: Ok,
  }),
}
