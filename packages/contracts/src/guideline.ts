import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, page, Person, Text } from './shapes.ts'

/** How much a finding weighs: a word of advice, a reason is asked for, or a right is needed. */
export const FindingLevel = z.enum(['hint', 'warning', 'stop'])
export type FindingLevel = z.infer<typeof FindingLevel>

const RuleId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9.-]*$/)

/** One thing the guideline says about a text: where, why, and how it is better said. */
export const Finding = z.object({
  rule: z.string(),
  level: FindingLevel,
  /** Place in the text, in UTF-16 units; both 0 where the whole is meant. */
  start: z.number().int(),
  end: z.number().int(),
  reason: z.string(),
  suggestion: z.string().nullable(),
})
export type Finding = z.infer<typeof Finding>

/** A rule as a workspace has it. Ids that begin with `own.` are its own; the others came with the product. */
export const GuidelineRule = z.strictObject({
  id: RuleId,
  enabled: z.boolean(),
  level: FindingLevel,
  /** Own words that count as well: plain phrases, a `*` at the end of a word stands for any ending. */
  phrases: z.array(Line(120).pipe(z.string().min(2))).max(200),
  /** Own words instead of the shipped ones; null: as shipped. An own rule needs a reason. */
  reason: Line(500).nullable(),
  suggestion: Line(500).nullable(),
  /** Where it counts; empty: on every channel. */
  channels: z.array(ChannelKind).max(20),
  audience: z.enum(['any', 'public', 'private']),
})
export type GuidelineRule = z.infer<typeof GuidelineRule>

export const Guideline = z.object({
  /** 0: as shipped. */
  version: z.number().int(),
  rules: z.array(GuidelineRule),
  note: z.string(),
  by: Person.nullable(),
  at: Instant.nullable(),
})
export type Guideline = z.infer<typeof Guideline>

const Rules = z.array(GuidelineRule).max(200)

export const guidelineRoutes = {
  check: route({
    id: 'guideline.check',
    method: 'POST',
    path: '/api/v1/cases/{id}/guideline-check',
    access: 'case.reply',
    object: 'case',
    summary: 'What the guideline says about a draft; nothing is stored',
    params: IdParams,
    body: z.strictObject({
      threadId: Id,
      text: Text(200_000),
      /** The next word is promised with a date beside the text. */
      hasNextUpdate: z.boolean().default(false),
      /** The answer closes the case: no next step is missing then. */
      isSolved: z.boolean().default(false),
      /** Of the reader: reasons and suggestions come in it; without it in the workspace's. */
      language: Language.optional(),
    }),
    response: z.object({
      version: z.number().int(),
      findings: z.array(Finding),
      /** May this person send in spite of a stop? */
      mayOverrideStop: z.boolean(),
    }),
  }),
  read: route({
    id: 'guideline.read',
    method: 'GET',
    path: '/api/v1/guideline',
    access: 'case.read',
    summary: 'The rules in force, and the shipped ones with their words',
    response: Guideline.extend({
      shipped: z.array(
        z.object({
          id: z.string(),
          level: FindingLevel,
          reason: z.object({ de: z.string(), en: z.string() }),
          suggestion: z.object({ de: z.string(), en: z.string() }).nullable(),
        }),
      ),
    }),
  }),
  save: route({
    id: 'guideline.save',
    method: 'PUT',
    path: '/api/v1/guideline',
    access: 'guideline.manage',
    summary: 'Make a new version of the rules; 409 when somebody made one meanwhile',
    body: z.strictObject({ basedOn: z.number().int().min(0), rules: Rules, note: Line(300).default('') }),
    response: Guideline,
  }),
  versions: route({
    id: 'guideline.versions',
    method: 'GET',
    path: '/api/v1/guideline/versions',
    access: 'case.read',
    summary: 'All versions, newest first',
    query: z.strictObject({
      cursor: z.string().max(20).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: page(Guideline),
  }),
  trial: route({
    id: 'guideline.trial',
    method: 'POST',
    path: '/api/v1/guideline/trial',
    access: 'guideline.manage',
    summary: 'What rules would have found in the last replies; nothing is stored',
    body: z.strictObject({ rules: Rules, replies: z.number().int().min(1).max(500).default(500) }),
    response: z.object({
      checked: z.number().int(),
      /** Replies with a finding. */
      found: z.number().int(),
      rules: z.array(z.object({ rule: z.string(), level: FindingLevel, replies: z.number().int() })),
      /** The newest ones with their place, at most 50. */
      samples: z.array(
        z.object({
          caseId: Id,
          caseNumber: z.number().int(),
          messageId: Id,
          at: Instant,
          rule: z.string(),
          level: FindingLevel,
          excerpt: z.string(),
          /** Place of what was found in the excerpt. */
          start: z.number().int(),
          end: z.number().int(),
        }),
      ),
    }),
  }),
}

/** A reason for sending in spite of a finding; one per rule. */
export const Override = z.strictObject({ rule: RuleId, reason: Line(300).pipe(z.string().min(3)) })
export type Override = z.infer<typeof Override>
