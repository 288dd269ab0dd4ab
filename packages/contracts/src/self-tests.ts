import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Ok, Person } from './shapes.ts'

/**
 * Where a test item stands: handed over, taken in, opened by a person, answered; or it never left, or never came. By hand: its
 * word was shown, or nobody used it.
 */
export const SelfTestRunState = z.enum([
  'sending',
  'sent',
  'taken',
  'seen',
  'answered',
  'failed',
  'missing',
  'shown',
  'unused',
])
export type SelfTestRunState = z.infer<typeof SelfTestRunState>

const Seconds = z.number().int().nullable()
export const SelfTestRun = z.object({
  id: Id,
  state: SelfTestRunState,
  startedAt: Instant,
  /** It became a case; else it was left out with its reason once it was taken in. */
  asCase: z.boolean(),
  /** Seconds from the start until it was taken in, opened by somebody, answered. Nobody is named. */
  takenAfter: Seconds,
  seenAfter: Seconds,
  answeredAfter: Seconds,
  errorCode: z.string().nullable(),
  caseId: Id.nullable(),
})
export type SelfTestRun = z.infer<typeof SelfTestRun>

const Place = z.object({ id: Id, name: z.string(), kind: ChannelKind })
export const SelfTest = z.object({
  id: Id,
  presence: Place,
  /** The account of ours that writes; null: the item is put in where the channel takes it. */
  from: Place.nullable(),
  /** A person sends it from a device of their own; the schedule reminds them. */
  byHand: z.boolean(),
  tester: Person.nullable(),
  /** The item becomes a case that somebody has to notice; else only the way is tried. */
  asCase: z.boolean(),
  /** The word of one use that waits to be sent, for who may send it. `link` opens the channel with the text filled in. */
  hand: z
    .object({
      word: z.string(),
      text: z.string(),
      link: z.string().nullable(),
      expiresAt: Instant,
      isSent: z.boolean(),
    })
    .nullable(),
  everyMinutes: z.number().int(),
  alarmMinutes: z.number().int(),
  enabled: z.boolean(),
  nextAt: Instant,
  version: z.number().int(),
  /** Newest first, at most 30. */
  runs: z.array(SelfTestRun),
  /** Half of the runs of 90 days were quicker. */
  median: z.object({ taken: Seconds, seen: Seconds, answered: Seconds, runs: z.number().int() }),
})
export type SelfTest = z.infer<typeof SelfTest>

const Times = {
  everyMinutes: z.number().int().min(15).max(43_200),
  alarmMinutes: z.number().int().min(1).max(1440),
}

export const selfTestRoutes = {
  list: route({
    id: 'selfTests.list',
    method: 'GET',
    path: '/api/v1/self-tests',
    access: 'presence.read',
    summary: 'Channels that are tried on a schedule, and how long each took until somebody noticed',
    response: z.object({
      items: z.array(SelfTest),
      /** Channels that can be tried and are not, with the accounts that could write to them. */
      possible: z.array(
        z.object({
          presence: Place,
          /** By itself, with which other accounts of ours; null: only a person can. */
          alone: z.object({ from: z.array(Place), needsSender: z.boolean(), isPublic: z.boolean() }).nullable(),
          byHand: z.boolean(),
          /** May it be left out once it was taken in, may it become a case? */
          asCase: z.enum(['never', 'choice', 'always']),
        }),
      ),
      /** Who can be named to send by hand. */
      testers: z.array(Person),
      mayManage: z.boolean(),
    }),
  }),
  create: route({
    id: 'selfTests.create',
    method: 'POST',
    path: '/api/v1/self-tests',
    access: 'self-test.manage',
    summary: 'Try a channel on a schedule',
    status: 201,
    body: z.strictObject({
      presenceId: Id,
      fromPresenceId: Id.nullable().default(null),
      byHand: z.boolean().default(false),
      testerId: Id.nullable().default(null),
      asCase: z.boolean().default(false),
      ...Times,
    }),
    response: SelfTest,
  }),
  change: route({
    id: 'selfTests.change',
    method: 'PATCH',
    path: '/api/v1/self-tests/{id}',
    access: 'self-test.manage',
    object: 'self-test',
    summary: 'Another schedule, or rest for a while; 412 when somebody changed it meanwhile',
    params: IdParams,
    body: z.strictObject({
      version: z.number().int().min(1),
      enabled: z.boolean(),
      testerId: Id.nullable().optional(),
      asCase: z.boolean().optional(),
      ...Times,
    }),
    response: SelfTest,
  }),
  start: route({
    id: 'selfTests.start',
    method: 'POST',
    path: '/api/v1/self-tests/{id}/start',
    access: 'self-test.manage',
    object: 'self-test',
    summary: 'Send a test item now; by hand: show a word of one use',
    params: IdParams,
    response: SelfTest,
  }),
  sent: route({
    id: 'selfTests.sent',
    method: 'POST',
    path: '/api/v1/self-tests/{id}/sent',
    access: 'self-test.manage',
    object: 'self-test',
    summary: 'By hand: the word was sent, so it is missed when it does not arrive',
    params: IdParams,
    response: SelfTest,
  }),
  remove: route({
    id: 'selfTests.remove',
    method: 'DELETE',
    path: '/api/v1/self-tests/{id}',
    access: 'self-test.manage',
    object: 'self-test',
    summary: 'Try this channel no more; its results stay',
    params: IdParams,
    response: Ok,
  }),
}
