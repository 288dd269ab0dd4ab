import { z } from 'zod'
import { CaseKind, TextLanguage } from './analysis.ts'
import { Priority } from './case-status.ts'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Person } from './shapes.ts'

/** What somebody can do, or a case needs. */
export const SkillKind = z.enum(['topic', 'language', 'product', 'channel', 'presence'])
export type SkillKind = z.infer<typeof SkillKind>

const SkillLevel = z.number().int().min(1).max(5)
/** `value`: id of a topic (those below it included) or presence, a language, a product's word, a channel. */
export const Skill = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('topic'), value: Id, level: SkillLevel }),
  z.strictObject({ kind: z.literal('language'), value: TextLanguage, level: SkillLevel }),
  z.strictObject({ kind: z.literal('product'), value: Line(80).pipe(z.string().min(1)), level: SkillLevel }),
  z.strictObject({ kind: z.literal('channel'), value: ChannelKind, level: SkillLevel }),
  z.strictObject({ kind: z.literal('presence'), value: Id, level: SkillLevel }),
])
export type Skill = z.infer<typeof Skill>

const Weight = z.number().int().min(0).max(10)
const Points = z.number().int().min(1).max(20)

/** A line of the table: the first that fits a new case names its team. Null: any. */
const TableLine = z.strictObject({
  presenceId: Id.nullable(),
  topicId: Id.nullable(),
  language: TextLanguage.nullable(),
  kind: CaseKind.nullable(),
  teamId: Id,
})
export type RoutingTableLine = z.infer<typeof TableLine>

const Queue = z.strictObject({
  teamId: Id,
  /** `pull`: whoever is ready takes the next; `push`: cases are given to whoever is there. */
  mode: z.enum(['pull', 'push']),
  /** Without anybody for so long (working time of the team): to the other team. */
  overflow: z
    .strictObject({
      afterMinutes: z.number().int().min(1).max(10_000),
      toTeamId: Id,
      /** There anybody may have it, also without the skills. */
      anySkill: z.boolean(),
    })
    .nullable(),
})
export type RoutingQueue = z.infer<typeof Queue>

export const RoutingPolicy = z.strictObject({
  table: z.array(TableLine).max(200),
  queues: z.array(Queue).max(200),
  /** Skills somebody must have; the others only speak for them. */
  required: z.array(SkillKind).max(5),
  /** How much each counts when the next case is chosen. */
  weights: z.strictObject({
    due: Weight,
    seriousness: Weight,
    repeated: Weight,
    promise: Weight,
  }),
  /** `maxPositions`: by how many places reach moves a case forward at most; never past one that is late or due within the hour. */
  reach: z.strictObject({ on: z.boolean(), maxPositions: z.number().int().min(0).max(50) }),
  /** Places per person; null: nobody is counted. Those who wait for the customer or rest take none. */
  capacity: z.strictObject({
    places: z.number().int().min(1).max(500).nullable(),
    /** Places a case takes, by channel; one where nothing is said. */
    byChannel: z.partialRecord(ChannelKind, Points),
    /** So many more when it is urgent. */
    urgentExtra: z.number().int().min(0).max(20),
  }),
  /** Back to whoever had the customer last within so many days; 0: not. */
  stickyDays: z.number().int().min(0).max(365),
  maxPushesPerHour: z.number().int().min(1).max(500),
  /** Without a sign for so long, somebody counts as not there. */
  idleMinutes: z.number().int().min(5).max(480),
  /** What becomes of the cases of somebody who is away. */
  onAbsence: z.enum(['stay', 'deputy', 'queue']),
})
export type RoutingPolicy = z.infer<typeof RoutingPolicy>

/** As shipped: nobody is pushed, counted or moved. */
export const shippedRouting: RoutingPolicy = {
  table: [],
  queues: [],
  required: [],
  weights: { due: 10, seriousness: 6, repeated: 3, promise: 4 },
  reach: { on: false, maxPositions: 3 },
  capacity: { places: null, byChannel: {}, urgentExtra: 0 },
  stickyDays: 30,
  maxPushesPerHour: 20,
  idleMinutes: 30,
  onAbsence: 'stay',
}

/** What speaks for somebody, or brought a case to them. `value` is an id or a code, never a customer's word. */
export const RoutingReason = z.object({
  code: z.enum([
    'topic',
    'wider_topic',
    'language',
    'product',
    'channel',
    'presence',
    'sticky',
    'free',
    'pulled',
    'deputy',
    'away',
    'left',
    'overflow',
    'table',
  ]),
  value: z.string().nullable(),
  level: z.number().int().nullable(),
  /** Of `free`: places taken before, and how many there are. */
  used: z.number().int().nullable(),
  places: z.number().int().nullable(),
})
export type RoutingReason = z.infer<typeof RoutingReason>

export const PriorityReason = z.enum([
  'urgent_words',
  'angry_words',
  'danger',
  'complaint',
  'press',
  'cancellation',
  'repeated',
  'promise_due',
  'late',
  'praise',
])
export type PriorityReason = z.infer<typeof PriorityReason>

const Decision = z.object({
  id: Id,
  way: z.enum(['table', 'push', 'pull', 'overflow', 'deputy', 'returned']),
  team: Person.nullable(),
  member: Person.nullable(),
  from: Person.nullable(),
  at: Instant,
  policyVersion: z.number().int(),
  reasons: z.array(RoutingReason),
  /** Names of the topics and presences that reasons speak of. */
  names: z.record(z.string(), z.object({ de: z.string(), en: z.string() })),
  /** Who else was looked at, for those who lead only; empty once it is emptied. */
  runnersUp: z.array(z.object({ member: Person, reasons: z.array(RoutingReason) })).nullable(),
})

export const CaseRouting = z.object({
  /** Newest first. */
  decisions: z.array(Decision),
  /** Waits for somebody in a team. */
  waiting: z
    .object({ team: Person, since: Instant, overflowAt: Instant.nullable(), toTeam: Person.nullable() })
    .nullable(),
  /** What the facts speak for; people's own priority stays theirs. */
  priority: z.object({ now: Priority, proposed: Priority, reasons: z.array(PriorityReason) }),
})
export type CaseRouting = z.infer<typeof CaseRouting>

const SavedPolicy = z.object({
  version: z.number().int(),
  policy: RoutingPolicy,
  by: Person.nullable(),
  at: Instant.nullable(),
  note: z.string(),
})
export type SavedRoutingPolicy = z.infer<typeof SavedPolicy>

/** Somebody who works on cases. No count of what they did is here, and none is kept. */
export const RoutedMember = z.object({
  member: Person,
  teamIds: z.array(Id),
  skills: z.array(Skill),
  places: z.number().int().nullable(),
  pushesPerHour: z.number().int().nullable(),
})
export type RoutedMember = z.infer<typeof RoutedMember>

export const Availability = z.enum(['available', 'busy', 'off'])
export type Availability = z.infer<typeof Availability>
const MyPresence = z.object({ state: Availability, idleMinutes: z.number().int() })

const Trial = z.object({
  looked: z.number().int(),
  /** Cases per team: as it was and as it would be. */
  teams: z.array(z.object({ team: Person.nullable(), before: z.number().int(), after: z.number().int() })),
  /** Cases for which nobody of the team has the skills. */
  unmatched: z.number().int(),
  holes: z.array(
    z.object({
      topic: z.object({ id: Id, name: z.object({ de: z.string(), en: z.string() }) }).nullable(),
      language: TextLanguage.nullable(),
      cases: z.number().int(),
    }),
  ),
  /** Cases that reach would have moved forward, and the most places. */
  reach: z.object({ moved: z.number().int(), mostPositions: z.number().int() }),
})
export type RoutingTrial = z.infer<typeof Trial>

export const routingRoutes = {
  read: route({
    id: 'routing.read',
    method: 'GET',
    path: '/api/v1/routing',
    access: 'case.read',
    summary: 'How cases are given out',
    response: SavedPolicy,
  }),
  save: route({
    id: 'routing.save',
    method: 'PUT',
    path: '/api/v1/routing',
    access: 'routing.manage',
    summary: 'Make a new version of how cases are given out; 409 when somebody made one meanwhile',
    body: z.strictObject({ basedOn: z.number().int().min(0), policy: RoutingPolicy, note: Line(300).default('') }),
    response: SavedPolicy,
  }),
  trial: route({
    id: 'routing.trial',
    method: 'POST',
    path: '/api/v1/routing/trial',
    access: 'routing.manage',
    summary: 'What this would have done with the last cases; nothing is written',
    body: z.strictObject({ policy: RoutingPolicy, cases: z.number().int().min(1).max(500).default(500) }),
    response: Trial,
  }),
  members: route({
    id: 'routing.members',
    method: 'GET',
    path: '/api/v1/routing/members',
    access: 'routing.manage',
    summary: 'Who can do what, and how many cases they take',
    response: z.object({ items: z.array(RoutedMember) }),
  }),
  setMember: route({
    id: 'routing.setMember',
    method: 'PUT',
    path: '/api/v1/members/{id}/routing',
    access: 'routing.manage',
    object: 'member',
    summary: 'Set skills and places of somebody; null: as for all',
    params: IdParams,
    body: z.strictObject({
      skills: z.array(Skill).max(200),
      places: z.number().int().min(1).max(500).nullable().default(null),
      pushesPerHour: z.number().int().min(1).max(500).nullable().default(null),
    }),
    response: RoutedMember,
  }),
  presence: route({
    id: 'routing.presence',
    method: 'GET',
    path: '/api/v1/me/presence',
    access: 'member',
    summary: 'Whether I take cases now',
    response: MyPresence,
  }),
  setPresence: route({
    id: 'routing.setPresence',
    method: 'PUT',
    path: '/api/v1/me/presence',
    access: 'case.write',
    summary: 'Say whether I take cases now; the same again is a sign that I am still there',
    body: z.strictObject({ state: Availability }),
    response: MyPresence,
  }),
  pull: route({
    id: 'routing.pull',
    method: 'POST',
    path: '/api/v1/routing/next',
    access: 'case.write',
    summary: 'Take the next case that nobody has; no two people get the same',
    response: z.object({
      id: Id.nullable(),
      number: z.number().int().nullable(),
      /** Why there is none: nothing waits, all own places are taken, or what waits needs other skills. */
      because: z.enum(['nothing', 'full', 'skills']).nullable(),
      used: z.number().int(),
      places: z.number().int().nullable(),
    }),
  }),
  ofCase: route({
    id: 'routing.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/routing',
    access: 'case.read',
    object: 'case',
    summary: 'Why somebody has this case, and which priority the facts speak for',
    params: IdParams,
    response: CaseRouting,
  }),
}
