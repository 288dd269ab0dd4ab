import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, Person } from './shapes.ts'

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

/** Whether a case is on the list, why, and what somebody said about that. */
export const MorningWatch = z.object({
  isOn: z.boolean(),
  because: z.array(WatchReason),
  byHand: z.object({ isWatched: z.boolean(), by: Person.nullable(), at: Instant, reason: z.string() }).nullable(),
  allowed: z.array(z.enum(['watch'])),
})
export type MorningWatch = z.infer<typeof MorningWatch>

const MinuteOfDay = z.number().int().min(0).max(1439)
/** The list by mail on working days. */
export const MorningMail = z.object({
  /** In the time zone of the house. */
  minuteOfDay: MinuteOfDay,
  timeZone: z.string(),
  /** Leads get it without asking. */
  toLeads: z.boolean(),
  mine: z.object({ wanted: z.boolean(), evenEmpty: z.boolean(), isByDefault: z.boolean() }),
  /** Mails need a mailbox to leave from and the public address of this installation for their links. */
  missing: z.array(z.enum(['mailbox', 'public-address'])),
  allowed: z.array(z.enum(['house'])),
})
export type MorningMail = z.infer<typeof MorningMail>

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
    body: z.strictObject({
      isWatched: z.boolean().nullable(),
      /** Why; needed but for leaving it to the rule. */
      reason: Line(300).default(''),
    }),
    response: Ok,
  }),
  ofCase: route({
    id: 'morning.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/morning-watch',
    access: 'case.read',
    object: 'case',
    summary: 'Whether the case is on the morning list, and why',
    params: IdParams,
    response: MorningWatch,
  }),
  mail: route({
    id: 'morning.mail',
    method: 'GET',
    path: '/api/v1/morning-list/mail',
    access: 'case.read',
    summary: 'When the morning list comes by mail, and whether I get it',
    response: MorningMail,
  }),
  saveMine: route({
    id: 'morning.saveMine',
    method: 'PUT',
    path: '/api/v1/morning-list/mail/mine',
    access: 'case.read',
    summary: 'Whether I get the morning list by mail; null: as leads do by default',
    body: z.strictObject({ wanted: z.boolean().nullable(), evenEmpty: z.boolean().default(false) }),
    response: MorningMail,
  }),
  saveMail: route({
    id: 'morning.saveMail',
    method: 'PUT',
    path: '/api/v1/morning-list/mail',
    access: 'settings.manage',
    summary: 'When the morning list comes by mail, and whether leads get it without asking',
    body: z.strictObject({ minuteOfDay: MinuteOfDay, toLeads: z.boolean() }),
    response: MorningMail,
  }),
}
