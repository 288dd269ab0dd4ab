import { z } from 'zod'
import { CaseKind } from './analysis.ts'
import { ChannelKind, Visibility } from './channels.ts'
import { Finding } from './guideline.ts'
import { HeldBack, HoldingFact, HoldingSource } from './holding-kind.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, Person, Text } from './shapes.ts'

/** How long before the end a holding reply is proposed: service time, or a share of the time there was. */
export const HoldingLead = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('minutes'), minutes: z.number().int().min(5).max(20_160) }),
  z.strictObject({ unit: z.literal('share'), percent: z.number().int().min(5).max(90) }),
])
export type HoldingLead = z.infer<typeof HoldingLead>

export const HoldingTerms = z.strictObject({
  proposes: z.boolean(),
  lead: HoldingLead,
  /** 'rule': sent by itself when half of that time has passed and nobody did anything. */
  sentBy: z.enum(['person', 'rule']),
  /** By rule, without a word of the customer or of a person between. */
  mostInRow: z.number().int().min(1).max(5),
})
export type HoldingTerms = z.infer<typeof HoldingTerms>

/** Where other terms hold than in the house; the first that fits counts. */
export const HoldingException = z.strictObject({
  id: Id,
  teamId: Id.nullable(),
  channel: ChannelKind.nullable(),
  kind: CaseKind.nullable(),
  terms: HoldingTerms,
})
export type HoldingException = z.infer<typeof HoldingException>

const exceptions = z.array(HoldingException).max(50)
export const HoldingPolicy = z.object({
  /** 0: as it came. */
  version: z.number().int(),
  house: HoldingTerms,
  exceptions,
  by: Person.nullable(),
  at: Instant.nullable(),
  allowed: z.array(z.enum(['save'])),
})
export type HoldingPolicy = z.infer<typeof HoldingPolicy>

export const HoldingReply = z.object({
  id: Id,
  source: HoldingSource,
  /** When the word that was promised runs out. */
  dueAt: Instant,
  proposedAt: Instant,
  threadId: Id,
  channel: ChannelKind,
  audience: Visibility,
  /** Somebody notes that it was said: the channel has no way to send. */
  isLogged: z.boolean(),
  language: z.enum(['de', 'en']),
  /** Null: nothing moved, so there is nothing to say. */
  text: z.string().nullable(),
  /** Where nothing moved: the beginning of words of one's own, with the reason left to say. */
  start: z.string(),
  says: z.array(HoldingFact),
  /** None of it is newer than our last word. */
  isOldNews: z.boolean(),
  findings: z.array(Finding),
  /** The next word that it promises. */
  newDueAt: Instant,
  expectedLastMessageId: Id.nullable(),
  /** When it goes out by rule if nobody does anything; null: never by rule, or not any more. */
  ruleAt: Instant.nullable(),
  heldBack: HeldBack.nullable(),
})
export type HoldingReply = z.infer<typeof HoldingReply>

export const holdingReplyRoutes = {
  ofCase: route({
    id: 'holdingReplies.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/holding-reply',
    access: 'case.read',
    object: 'case',
    summary: 'The holding reply that is proposed, made of what happened so far; null when none is',
    params: IdParams,
    response: z.object({ item: HoldingReply.nullable(), allowed: z.array(z.enum(['send', 'dismiss'])) }),
  }),
  send: route({
    id: 'holdingReplies.send',
    method: 'POST',
    path: '/api/v1/cases/{id}/holding-reply/send',
    access: 'case.reply',
    object: 'case',
    summary: 'Send the proposed holding reply; the next word is promised with it. An empty phrase is refused',
    params: IdParams,
    body: z.strictObject({
      holdingId: Id,
      text: Text(10_000).pipe(z.string().min(1)),
      newDueAt: Instant,
      expectedLastMessageId: Id.nullable(),
    }),
    response: z.object({ messageId: Id, outboxId: Id.nullable(), undoUntil: Instant.nullable() }),
    status: 201,
  }),
  dismiss: route({
    id: 'holdingReplies.dismiss',
    method: 'POST',
    path: '/api/v1/cases/{id}/holding-reply/dismiss',
    access: 'case.reply',
    object: 'case',
    summary: 'Put the proposed holding reply away, with the reason',
    params: IdParams,
    body: z.strictObject({ holdingId: Id, reason: Line(300).pipe(z.string().min(3)) }),
    response: Ok,
  }),
  policy: route({
    id: 'holdingReplies.policy',
    method: 'GET',
    path: '/api/v1/holding-replies/policy',
    access: 'case.read',
    summary: 'When holding replies are proposed, and where a rule may send them',
    response: HoldingPolicy,
  }),
  savePolicy: route({
    id: 'holdingReplies.savePolicy',
    method: 'PUT',
    path: '/api/v1/holding-replies/policy',
    access: 'guideline.manage',
    summary: 'Make the next version of these terms',
    body: z.strictObject({ basedOn: z.number().int().min(0), house: HoldingTerms, exceptions }),
    response: HoldingPolicy,
  }),
}
