import { z } from 'zod'
import { CaseKind, Level, Offence, Sentiment } from './analysis.ts'
import { Priority, StatusCategory } from './case-status.ts'
import { ChannelKind, Visibility } from './channels.ts'
import { Currency, GoodwillKind, MinorUnits } from './goodwill-kind.ts'
import { PromiseKind } from './promise-kind.ts'
import { Id, Line, Text } from './shapes.ts'

/**
 * The one grammar of rules: when something happens (an entry of the journal), at a time, or by hand; if what stands in
 * the case fits; then these actions. Data, never code: what may be asked and done is in the tables of this file.
 */

/** Kinds of the journal that may start a rule. */
export const WorkflowEvent = z.enum([
  'case.created',
  'message.received',
  'case.reopened',
  'case.status',
  'case.owner',
  'case.team',
  'case.priority',
  'case.kind',
  'case.topic',
  'case.tags',
  'case.customer',
  'case.overdue',
  'case.follow-up-due',
  'reply.queued',
  'reply.failed',
  'note.added',
  'promise.made',
  'promise.kept',
  'promise.waived',
  'consultation.answered',
  'approval.approved',
  'approval.rejected',
  'case.escalated',
])
export type WorkflowEvent = z.infer<typeof WorkflowEvent>

/** Moments of a case that times are counted from. `due`: whatever is due next. */
export const Anchor = z.enum(['opened', 'waiting', 'lastInbound', 'lastOutbound', 'due'])
export type Anchor = z.infer<typeof Anchor>
/** Working hours of the case's team and presence, or plain ones. */
const Hours = z.enum(['working', 'all'])
const year = 525_600

const EventTrigger = z.strictObject({ on: z.literal('event'), events: z.array(WorkflowEvent).min(1).max(10) })
const TimeTrigger = z.strictObject({
  on: z.literal('time'),
  side: z.enum(['after', 'before']),
  anchor: Anchor,
  minutes: z.number().int().min(1).max(year),
  hours: Hours,
})
const DailyTrigger = z.strictObject({
  on: z.literal('daily'),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  days: z.enum(['all', 'workdays']),
})
const ManualTrigger = z.strictObject({
  on: z.literal('manual'),
  /** A digit: the macro's key in the case, after q. */
  key: z
    .string()
    .regex(/^[1-9]$/)
    .nullable(),
})
export const Trigger = z
  .discriminatedUnion('on', [EventTrigger, TimeTrigger, DailyTrigger, ManualTrigger])
  // Only what lies ahead can be waited for.
  .refine((trigger) => trigger.on !== 'time' || trigger.side === 'after' || trigger.anchor === 'due')
export type Trigger = z.infer<typeof Trigger>

export type FieldKind =
  /** One of these words; `none` where the field may be empty. */
  | { kind: 'choice'; choices: readonly string[]; nullable?: true }
  /** An id of the workspace's own. */
  | { kind: 'id'; of: 'member' | 'team' | 'topic' | 'presence'; nullable?: true }
  | { kind: 'tags' }
  | { kind: 'text' }
  | { kind: 'number' }
  | { kind: 'flag' }

/** Everything a condition may ask, in the order in which screens offer it. */
export const workflowFields = {
  'case.status': { kind: 'choice', choices: StatusCategory.options },
  'case.priority': { kind: 'choice', choices: Priority.options },
  'case.kind': { kind: 'choice', choices: CaseKind.options, nullable: true },
  'case.topic': { kind: 'id', of: 'topic', nullable: true },
  'case.tags': { kind: 'tags' },
  'case.team': { kind: 'id', of: 'team', nullable: true },
  'case.owner': { kind: 'id', of: 'member', nullable: true },
  'case.channel': { kind: 'choice', choices: ChannelKind.options },
  'case.presence': { kind: 'id', of: 'presence', nullable: true },
  'case.visibility': { kind: 'choice', choices: Visibility.options },
  'case.language': { kind: 'choice', choices: ['de', 'en', 'other'], nullable: true },
  'case.title': { kind: 'text' },
  'case.sentiment': { kind: 'choice', choices: Sentiment.options, nullable: true },
  'case.urgency': { kind: 'choice', choices: Level.options, nullable: true },
  'case.anger': { kind: 'choice', choices: Level.options, nullable: true },
  'case.offence': { kind: 'choice', choices: Offence.options, nullable: true },
  'case.isRepeated': { kind: 'flag' },
  'case.isOverdue': { kind: 'flag' },
  'case.hasPromise': { kind: 'flag' },
  'case.wasAnswered': { kind: 'flag' },
  'case.hasAttachment': { kind: 'flag' },
  'case.messages': { kind: 'number' },
  'case.ageHours': { kind: 'number' },
  'case.waitingHours': { kind: 'number' },
  'case.duplicates': { kind: 'number' },
  'customer.isKnown': { kind: 'flag' },
  'customer.organisation': { kind: 'text' },
  'customer.particulars': { kind: 'text' },
  'customer.openCases': { kind: 'number' },
  'customer.cases90Days': { kind: 'number' },
  'message.text': { kind: 'text' },
  'message.author': { kind: 'text' },
  'message.nature': { kind: 'choice', choices: ['message', 'autoreply', 'bounce', 'list', 'report'] },
  'analysis.sentiment': { kind: 'choice', choices: Sentiment.options, nullable: true },
  'analysis.kind': { kind: 'choice', choices: CaseKind.options, nullable: true },
  'analysis.urgency': { kind: 'number' },
  'analysis.anger': { kind: 'number' },
  'analysis.hasIrony': { kind: 'flag' },
  'event.actor': { kind: 'choice', choices: ['person', 'customer', 'rule', 'connector', 'job', 'api'] },
  'event.from': { kind: 'text' },
  'event.to': { kind: 'text' },
  'calendar.isOpen': { kind: 'flag' },
  'history.transfers': { kind: 'number' },
  'history.reopened': { kind: 'number' },
} as const satisfies Record<string, FieldKind>
export type WorkflowField = keyof typeof workflowFields
const fieldNames = Object.keys(workflowFields) as [WorkflowField, ...WorkflowField[]]
export const fieldKindOf = (field: WorkflowField): FieldKind => workflowFields[field]

export const Operator = z.enum(['is', 'isNot', 'contains', 'containsNot', 'atLeast', 'atMost'])
export type Operator = z.infer<typeof Operator>
/** What may be asked of a field: the value of a list is any of its words. */
export const operatorsOf: Record<FieldKind['kind'], readonly Operator[]> = {
  choice: ['is', 'isNot'],
  id: ['is', 'isNot'],
  tags: ['contains', 'containsNot'],
  text: ['contains', 'containsNot'],
  number: ['atLeast', 'atMost'],
  flag: ['is'],
}

export type Test = { field: WorkflowField; op: Operator; value: boolean | number | string[] }
export type Condition = Test | { all: Condition[] } | { any: Condition[] } | { not: Condition }

const Test = z
  .strictObject({
    field: z.enum(fieldNames),
    op: Operator,
    value: z.union([z.boolean(), z.number().min(-1_000_000).max(1_000_000), z.array(Line(120)).min(1).max(50)]),
  })
  .refine(fits, { message: 'This field is not asked like that.' })

/** Groups of groups of tests: three floors say everything a person can still read. */
const first = groups(Test)
const second = groups(first)
export const Condition: z.ZodType<Condition> = groups(second) as never

function groups<T extends z.ZodType>(inner: T) {
  const all = z.strictObject({ all: z.array(inner).min(1).max(20) })
  const any = z.strictObject({ any: z.array(inner).min(1).max(20) })
  // A denied group is no floor of its own: "none of these" reads as easily as "all of these".
  return z.union([Test, all, any, z.strictObject({ not: z.union([inner, all, any]) })])
}

function fits({ field, op, value }: Test): boolean {
  const kind = fieldKindOf(field)
  if (!operatorsOf[kind.kind].includes(op)) return false
  if (kind.kind === 'flag') return typeof value === 'boolean'
  if (kind.kind === 'number') return typeof value === 'number'
  if (!Array.isArray(value)) return false
  if (kind.kind === 'choice')
    return value.every((word) => kind.choices.includes(word) || (kind.nullable && word === 'none'))
  if (kind.kind === 'id')
    return value.every((word) => /^[0-9a-f-]{36}$/.test(word) || (kind.nullable && word === 'none'))
  return value.every((word) => word !== '')
}

/** What a text of a rule may name, as `{{case.number}}`. An empty one stops what reaches a customer. */
export const workflowVariables = [
  'case.number',
  'case.title',
  'case.topic',
  'case.opened',
  'case.link',
  'customer.name',
  'customer.number',
  'customer.organisation',
  'contact.name',
  'owner.name',
  'team.name',
  'company.name',
  'today',
] as const
export type WorkflowVariable = (typeof workflowVariables)[number]
/** Those that hold nothing a stranger wrote: only they go out to a customer without a person looking. */
export const safeVariables: readonly WorkflowVariable[] = [
  'case.number',
  'case.topic',
  'case.opened',
  'customer.name',
  'customer.number',
  'owner.name',
  'team.name',
  'company.name',
  'today',
]
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\{\{([^{}\n]{0,60})\}\}/g)].map(([, name]) => (name ?? '').trim())
}
export const Template = (max: number) =>
  Text(max).refine(
    (text) => variablesIn(text).every((name) => (workflowVariables as readonly string[]).includes(name)),
    {
      message: 'A variable is not known.',
    },
  )

const Minutes = z.number().int().min(1).max(year)
export const WorkflowAction = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('assign'),
    /** Left out: stays as it is. null: nobody. */
    ownerId: Id.nullable().optional(),
    teamId: Id.nullable().optional(),
  }),
  z.strictObject({ do: z.literal('priority'), to: Priority }),
  z.strictObject({ do: z.literal('status'), to: StatusCategory }),
  z.strictObject({ do: z.literal('topic'), topicId: Id.nullable() }),
  z.strictObject({
    do: z.literal('tags'),
    add: z.array(Line(60).pipe(z.string().min(1))).max(20),
    remove: z.array(Line(60).pipe(z.string().min(1))).max(20),
  }),
  z.strictObject({
    do: z.literal('followUp'),
    minutes: Minutes,
    hours: Hours,
    note: Line(300),
    /** It rests until then, or until the customer writes. */
    untilReply: z.boolean().optional(),
  }),
  z.strictObject({
    do: z.literal('promise'),
    minutes: Minutes,
    hours: Hours,
    text: Line(300),
    /** Left out: the next word from us. Everything else stands beside it and is kept with a proof. */
    kind: PromiseKind.optional(),
  }),
  z.strictObject({
    do: z.literal('note'),
    text: Template(5_000).pipe(z.string().min(1)),
    mentionIds: z.array(Id).max(20),
  }),
  /** Lies ready for whoever is responsible; never over what somebody wrote already. */
  z.strictObject({ do: z.literal('draft'), text: Template(10_000).pipe(z.string().min(1)) }),
  /** Neither expert nor colleague named: whoever the directory proposes for the case first and is there. */
  z.strictObject({
    do: z.literal('ask'),
    expertId: Id.nullable(),
    memberId: Id.nullable(),
    question: Template(2_000).pipe(z.string().min(3)),
    /** Working minutes. */
    minutes: z.number().int().min(15).max(14_400),
    waits: z.boolean(),
  }),
  /** Nobody named: whoever is responsible for the case, else its team. Minutes of working time; null: no date. */
  z.strictObject({
    do: z.literal('task'),
    text: Template(300).pipe(z.string().min(1)),
    assigneeId: Id.nullable(),
    teamId: Id.nullable(),
    minutes: Minutes.nullable(),
  }),
  z.strictObject({ do: z.literal('checklist'), checklistId: Id }),
  /** Requests, and never grants: a person with the limit decides. */
  z.strictObject({
    do: z.literal('goodwill'),
    kind: GoodwillKind,
    amountMinor: MinorUnits.min(1),
    currency: Currency,
    reason: Line(300).pipe(z.string().min(3)),
  }),
  /** An answer to the customer that a person looks at before it leaves. */
  z.strictObject({ do: z.literal('reply'), text: Template(10_000).pipe(z.string().min(1)) }),
  z.strictObject({ do: z.literal('webhook'), actionId: Id }),
  z.strictObject({ do: z.literal('mail'), actionId: Id }),
  z.strictObject({ do: z.literal('document'), actionId: Id, attach: z.enum(['case', 'draft']) }),
])
export type WorkflowAction = z.infer<typeof WorkflowAction>

/** A rule is asked at every event of the company: one of ten thousand words would stop the program for seconds each time. */
const mostTests = 100
const mostWords = 500

function isAskable(condition: Condition | null): boolean {
  const tests = condition === null ? [] : testsIn(condition)
  const words = tests.reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0)
  return tests.length <= mostTests && words <= mostWords
}

function testsIn(condition: Condition): Test[] {
  if ('all' in condition) return condition.all.flatMap(testsIn)
  if ('any' in condition) return condition.any.flatMap(testsIn)
  return 'not' in condition ? testsIn(condition.not) : [condition]
}

export const WorkflowDefinition = z.strictObject({
  trigger: Trigger,
  /** null: always. */
  when: Condition.nullable().refine(isAskable, { message: 'At most 100 conditions and 500 words.' }),
  then: z.array(WorkflowAction).min(1).max(20),
})
export type WorkflowDefinition = z.infer<typeof WorkflowDefinition>
