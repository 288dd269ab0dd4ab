import { z } from 'zod'
import { Role } from './access.ts'
import { Currency, GoodwillKind, MinorUnits } from './goodwill-kind.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, Person } from './shapes.ts'

/** A day of the calendar, YYYY-MM-DD. */
const Day = z.iso.date()
export const GoodwillState = z.enum(['requested', 'granted', 'rejected', 'withdrawn'])
export type GoodwillState = z.infer<typeof GoodwillState>

/** The department of the topic does not want it: it stands, is lifted, or somebody with the right decided. */
export const GoodwillObjection = z.object({
  id: Id,
  team: z.string(),
  by: Person,
  at: Instant,
  reason: z.string(),
  state: z.enum(['open', 'upheld', 'overruled', 'withdrawn']),
  decidedBy: Person.nullable(),
  decidedReason: z.string(),
  /** Who decides, while it is open and somebody may. */
  approvalId: Id.nullable(),
})
export type GoodwillObjection = z.infer<typeof GoodwillObjection>

export const Goodwill = z.object({
  id: Id,
  caseId: Id,
  kind: GoodwillKind,
  /** Below zero: a reversal. */
  amountMinor: z.number().int(),
  currency: z.string(),
  /** What exactly: which replacement, which fee. */
  what: z.string(),
  reason: z.string(),
  validUntil: Day.nullable(),
  state: GoodwillState,
  version: z.number().int(),
  requestedBy: Person,
  requestedAt: Instant,
  approvalId: Id.nullable(),
  grantedBy: Person.nullable(),
  grantedFor: Person.nullable(),
  grantedAt: Instant.nullable(),
  endedBy: Person.nullable(),
  endedAt: Instant.nullable(),
  endedReason: z.string(),
  overruled: z.object({ team: z.string(), reason: z.string() }).nullable(),
  promiseId: Id.nullable(),
  bookingNo: z.number().int().nullable(),
  /** The grant this line takes back, by its number in the books. */
  reverses: z.object({ id: Id, bookingNo: z.number().int() }).nullable(),
  /** The line that takes this grant back, asked for or granted. */
  reversal: z.object({ id: Id, state: GoodwillState }).nullable(),
  /** Until when the department of the topic may object. */
  objectable: z.object({ team: z.string(), until: Instant }).nullable(),
  objection: GoodwillObjection.nullable(),
  mayChange: z.boolean(),
  mayReverse: z.boolean(),
  mayObject: z.boolean(),
})
export type Goodwill = z.infer<typeof Goodwill>

/** Rows the most specific of which wins: topic before team before role, the nearer topic first. */
export const GoodwillLimit = z.strictObject({
  id: Id,
  role: Role.exclude(['reader']).nullable(),
  teamId: Id.nullable(),
  topicId: Id.nullable(),
  currency: Currency,
  amountMinor: MinorUnits,
})
export type GoodwillLimit = z.infer<typeof GoodwillLimit>
/** Which department answers for a topic and those below it, and what its objection means. */
export const GoodwillDepartment = z.strictObject({
  topicId: Id,
  teamId: Id,
  /** Working hours it has to object to a grant. */
  hours: z.number().int().min(1).max(720),
  /** From which role on its objection may be overruled; nobody: it is the last word. */
  overruledBy: z.enum(['lead', 'admin', 'owner', 'nobody']),
})
export type GoodwillDepartment = z.infer<typeof GoodwillDepartment>
export const GoodwillBudget = z.object({
  id: Id,
  /** Null: the whole company. */
  unitId: Id.nullable(),
  currency: z.string(),
  monthlyMinor: z.number().int(),
  /** Of the month that runs, in the time zone of the policy. */
  month: z.string(),
  amountMinor: z.number().int(),
  reservedMinor: z.number().int(),
  bookedMinor: z.number().int(),
})
export type GoodwillBudget = z.infer<typeof GoodwillBudget>
export const GoodwillRun = z.object({
  id: Id,
  number: z.number().int(),
  from: Day,
  to: Day,
  count: z.number().int(),
  by: Person,
  at: Instant,
})
export type GoodwillRun = z.infer<typeof GoodwillRun>

const Reason = Line(500).pipe(z.string().min(3))
const Content = z.strictObject({
  kind: GoodwillKind,
  amountMinor: MinorUnits,
  currency: Currency.default('EUR'),
  what: Line(300).default(''),
  reason: Reason,
  validUntil: Day.nullable().default(null),
})
const LimitInput = GoodwillLimit.omit({ id: true })

export const goodwillRoutes = {
  ofCase: route({
    id: 'goodwill.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/goodwill',
    access: 'case.read',
    object: 'case',
    summary: 'Goodwill of a case, and my limit there',
    params: IdParams,
    response: z.object({
      items: z.array(Goodwill),
      /** What I may still grant here at once; null: no limit. By currency of the rows; EUR where none is set. */
      mine: z.array(
        z.object({
          currency: z.string(),
          limitMinor: z.number().int().nullable(),
          leftMinor: z.number().int().nullable(),
        }),
      ),
      mayRequest: z.boolean(),
      /** Departments that I may overrule here. */
      overrulable: z.array(z.object({ id: Id, name: z.string() })),
      /** Somebody refused goodwill in this case: nothing more is granted at once. */
      wasRejected: z.boolean(),
    }),
  }),
  create: route({
    id: 'goodwill.create',
    method: 'POST',
    path: '/api/v1/cases/{id}/goodwill',
    access: 'goodwill.request',
    object: 'case',
    summary: 'Grant goodwill within my limit, or request it above',
    params: IdParams,
    body: Content.extend({
      /** 'grant' refuses what lies above my limit (422 `over-limit`); 'request' asks who may. */
      mode: z.enum(['grant', 'request']),
      /** Against the word of a department: needs the right, and the department must be one that may be overruled. */
      overrule: z.strictObject({ teamId: Id, reason: Reason }).optional(),
      /** Promised to the customer until then. */
      promiseUntil: Instant.optional(),
    }),
    response: Goodwill,
    status: 201,
  }),
  change: route({
    id: 'goodwill.change',
    method: 'PATCH',
    path: '/api/v1/goodwill/{id}',
    access: 'goodwill.request',
    object: 'goodwill',
    summary: 'Change what is given: what was approved goes back to be looked at',
    params: IdParams,
    body: Content.partial().extend({ version: z.number().int() }),
    response: Goodwill,
  }),
  withdraw: route({
    id: 'goodwill.withdraw',
    method: 'POST',
    path: '/api/v1/goodwill/{id}/withdraw',
    access: 'goodwill.request',
    object: 'goodwill',
    summary: 'Take a request or a grant back; the budget is free again',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: Goodwill,
  }),
  reverse: route({
    id: 'goodwill.reverse',
    method: 'POST',
    path: '/api/v1/goodwill/{id}/reverse',
    access: 'goodwill.request',
    object: 'goodwill',
    summary: 'Reverse what book-keeping has taken over: a line of its own, at once within my limit, else requested',
    params: IdParams,
    body: z.strictObject({ reason: Reason, mode: z.enum(['grant', 'request']) }),
    response: Goodwill,
    status: 201,
  }),
  object: route({
    id: 'goodwill.object',
    method: 'POST',
    path: '/api/v1/goodwill/{id}/objection',
    access: 'case.write',
    object: 'goodwill',
    summary: 'Object to a grant as its department, in time; who may overrule it is asked',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: Goodwill,
  }),
  promise: route({
    id: 'goodwill.promise',
    method: 'POST',
    path: '/api/v1/goodwill/{id}/promise',
    access: 'goodwill.request',
    object: 'goodwill',
    summary: 'Promise the customer a grant until a day',
    params: IdParams,
    body: z.strictObject({ until: Instant }),
    response: Goodwill,
  }),
  frame: route({
    id: 'goodwill.frame',
    method: 'GET',
    path: '/api/v1/goodwill/frame',
    access: 'goodwill.request',
    summary: 'Limits, budgets and policy',
    response: z.object({
      limits: z.array(GoodwillLimit),
      budgets: z.array(GoodwillBudget),
      timeZone: z.string(),
      dueHours: z.number().int(),
      overruleTeamIds: z.array(Id),
      departments: z.array(GoodwillDepartment),
    }),
  }),
  setLimit: route({
    id: 'goodwill.setLimit',
    method: 'PUT',
    path: '/api/v1/goodwill/limits',
    access: 'goodwill.manage',
    summary: 'Set the limit of a role, team, topic or a mixture of them',
    body: LimitInput,
    response: GoodwillLimit,
  }),
  removeLimit: route({
    id: 'goodwill.removeLimit',
    method: 'DELETE',
    path: '/api/v1/goodwill/limits/{id}',
    access: 'goodwill.manage',
    object: 'goodwill-limit',
    summary: 'Remove a limit; the next more general one holds',
    params: IdParams,
    response: Ok,
  }),
  setBudget: route({
    id: 'goodwill.setBudget',
    method: 'PUT',
    path: '/api/v1/goodwill/budgets',
    access: 'goodwill.manage',
    summary: 'Set what a unit may spend a month, from this month on; null ends the budget',
    body: z.strictObject({
      unitId: Id.nullable(),
      currency: Currency.default('EUR'),
      monthlyMinor: MinorUnits.nullable(),
    }),
    response: Ok,
  }),
  setDepartment: route({
    id: 'goodwill.setDepartment',
    method: 'PUT',
    path: '/api/v1/goodwill/departments',
    access: 'goodwill.manage',
    summary: 'Say which department may object to goodwill in a topic, how long, and who overrules it',
    body: GoodwillDepartment,
    response: Ok,
  }),
  removeDepartment: route({
    id: 'goodwill.removeDepartment',
    method: 'DELETE',
    path: '/api/v1/goodwill/departments/{id}',
    access: 'goodwill.manage',
    object: 'topic',
    summary: 'Nobody may object in this topic any more; `id` is the topic',
    params: IdParams,
    response: Ok,
  }),
  setPolicy: route({
    id: 'goodwill.setPolicy',
    method: 'PUT',
    path: '/api/v1/goodwill/policy',
    access: 'goodwill.manage',
    summary: 'Time zone of the months, time to decide, departments that may be overruled',
    body: z.strictObject({
      timeZone: z.string().max(60).optional(),
      dueHours: z.number().int().min(1).max(720).optional(),
      overruleTeamIds: z.array(Id).max(100).optional(),
    }),
    response: Ok,
  }),
  runs: route({
    id: 'goodwill.runs',
    method: 'GET',
    path: '/api/v1/goodwill/runs',
    access: 'goodwill.export',
    summary: 'Runs of the book-keeping export, newest first (at most 200)',
    response: z.object({ items: z.array(GoodwillRun) }),
  }),
  book: route({
    id: 'goodwill.book',
    method: 'POST',
    path: '/api/v1/goodwill/runs',
    access: 'goodwill.export',
    summary: 'Book what was granted in a period and is in no run yet: each grant once, with a running number',
    body: z.strictObject({ from: Day, to: Day }),
    response: GoodwillRun,
    status: 201,
  }),
  csv: route({
    id: 'goodwill.csv',
    method: 'GET',
    path: '/api/v1/goodwill/runs/{id}/goodwill.csv',
    access: 'goodwill.export',
    object: 'goodwill-run',
    summary: 'A run as CSV: semicolons, UTF-8 with BOM, no formulas',
    params: IdParams,
    responseType: 'text/csv',
  }),
  json: route({
    id: 'goodwill.json',
    method: 'GET',
    path: '/api/v1/goodwill/runs/{id}/goodwill.json',
    access: 'goodwill.export',
    object: 'goodwill-run',
    summary: 'A run as JSON',
    params: IdParams,
    response: z.object({
      run: GoodwillRun,
      items: z.array(
        z.object({
          bookingNo: z.number().int(),
          grantedAt: Instant,
          caseNumber: z.number().int(),
          customerNumber: z.string().nullable(),
          kind: GoodwillKind,
          what: z.string(),
          amountMinor: z.number().int(),
          currency: z.string(),
          reason: z.string(),
          requestedBy: z.string(),
          grantedBy: z.string(),
          grantedFor: z.string().nullable(),
          unit: z.string().nullable(),
          team: z.string().nullable(),
          topic: z.string().nullable(),
          validUntil: Day.nullable(),
          overruledTeam: z.string().nullable(),
          /** The number of the line it takes back. */
          reverses: z.number().int().nullable(),
        }),
      ),
    }),
  }),
}
