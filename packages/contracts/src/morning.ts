import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Ok, Person } from './shapes.ts'

/** Why a case is looked at every morning. */
export const WatchReason = z.enum(['complaint', 'press', 'public', 'by-hand'])

export const MorningLine = z.object({
  caseId: Id,
  number: z.number().int(),
  title: z.string(),
  because: z.array(WatchReason),
  owner: Person.nullable(),
  team: Person.nullable(),
  /** Since yesterday at this time: words of theirs, of ours, and what else moved. */
  moved: z.object({ theirs: z.number().int(), ours: z.number().int(), others: z.number().int() }),
  /** Their newest public words since then, shortened. */
  publicWords: z.string().nullable(),
  nextUpdateAt: Instant.nullable(),
  isStalled: z.boolean(),
  /** Somebody went through it today. */
  tickedBy: Person.nullable(),
})
export type MorningLine = z.infer<typeof MorningLine>

export const morningRoutes = {
  read: route({
    id: 'morning.read',
    method: 'GET',
    path: '/api/v1/morning-list',
    access: 'case.read',
    summary:
      'Serious complaints, one line each: what moved since yesterday, what was said in public, what is promised, who',
    response: z.object({ day: z.iso.date(), items: z.array(MorningLine) }),
  }),
  tick: route({
    id: 'morning.tick',
    method: 'PUT',
    path: '/api/v1/cases/{id}/morning-tick',
    access: 'case.write',
    object: 'case',
    summary: 'Somebody went through this case today, or takes that back',
    params: IdParams,
    body: z.strictObject({ isDone: z.boolean() }),
    response: Ok,
  }),
  watch: route({
    id: 'morning.watch',
    method: 'PUT',
    path: '/api/v1/cases/{id}/morning-watch',
    access: 'case.write',
    object: 'case',
    summary: 'Put a case on the morning list by hand, take it off, or leave it to the rule (null)',
    params: IdParams,
    body: z.strictObject({ isWatched: z.boolean().nullable() }),
    response: Ok,
  }),
}
