import {
  Condition,
  fieldKindOf,
  operatorsOf,
  type Test,
  WorkflowDefinition,
  type WorkflowField,
  workflowFields,
} from '@resonanz/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, fieldsOf, fold, traceOf } from './compile.ts'
import { type CaseFacts, type Facts, needsOf, readField } from './facts.ts'
import { byEvent, readyOf, type Rule } from './rule.ts'

const words = ['mahnung', 'kündigung', 'straße', 'rückruf', 'rechnung', 'danke']
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const choice = (field: WorkflowField) => {
  const kind = fieldKindOf(field)
  return kind.kind === 'choice' ? fc.constantFrom(...kind.choices) : fc.constant('')
}
const id = fc.constantFrom('018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002')

const facts: fc.Arbitrary<Facts> = fc
  .record({
    category: choice('case.status'),
    priority: fc.constantFrom(0, 1, 2, 3),
    kind: maybe(choice('case.kind')),
    owner_id: maybe(id),
    team_id: maybe(id),
    topic_id: maybe(id),
    tags: fc.subarray(['a', 'b', 'c']),
    channel: choice('case.channel'),
    sentiment: maybe(choice('case.sentiment')),
    urgency: maybe(fc.constantFrom(0, 1, 2)),
    is_repeated: fc.boolean(),
    message_count: fc.nat(20),
    title: fc.constantFrom('Rechnung', 'Frage zur Kündigung', ''),
    message_text: maybe(
      fc
        .array(fc.constantFrom(...words, 'und', 'ERMAHNUNG', 'Strasse!'), { maxLength: 6 })
        .map((list) => list.join(' ')),
    ),
    waiting_since: maybe(
      fc.integer({ min: 0, max: 100 }).map((hours) => new Date(Date.UTC(2026, 10, 22) - hours * 3_600_000)),
    ),
    customer_id: maybe(id),
  })
  .map((row) => ({
    case: { ...empty, ...row } as CaseFacts,
    event: null,
    now: new Date(Date.UTC(2026, 10, 22)),
    calendars: null,
  }))

const empty = {
  visibility: 'private',
  language: 'de',
  presence_id: null,
  opened_at: new Date(0),
  last_inbound_at: null,
  last_outbound_at: null,
  due_at: Number.POSITIVE_INFINITY,
  has_attachment: false,
  anger: null,
  offence: null,
  merged_into: null,
  has_promise: false,
  duplicates: 0,
  organisation: null,
  particulars: null,
  customer_open: 0,
  customer_recent: 0,
  transfers: 0,
  reopened: 0,
  message_author: null,
  message_nature: null,
  analysis: null,
}

const fields = Object.keys(workflowFields) as WorkflowField[]
const single: fc.Arbitrary<Test> = fc.constantFrom(...fields).chain((field) => {
  const kind = fieldKindOf(field)
  const op = fc.constantFrom(...operatorsOf[kind.kind])
  const value: fc.Arbitrary<Test['value']> =
    kind.kind === 'flag'
      ? fc.boolean()
      : kind.kind === 'number'
        ? fc.integer({ min: 0, max: 60 })
        : fc.array(
            kind.kind === 'choice'
              ? fc.constantFrom(...kind.choices, ...(kind.nullable ? ['none'] : []))
              : kind.kind === 'id'
                ? fc.oneof(id, kind.nullable ? fc.constant('none') : id)
                : kind.kind === 'tags'
                  ? fc.constantFrom('a', 'b', 'z')
                  : fc.constantFrom(...words),
            { minLength: 1, maxLength: 3 },
          )
  return fc.record({ field: fc.constant(field), op, value })
})
const group = (inner: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  fc.oneof(
    inner,
    fc.record({ all: fc.array(inner, { minLength: 1, maxLength: 4 }) }),
    fc.record({ any: fc.array(inner, { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: inner }),
  )
const condition = group(group(single))

/** The grammar read aloud, one test after the other: what the compiled form must never differ from. */
function plainly(when: Condition | null, seen: Facts): boolean {
  if (when === null) return true
  if ('all' in when) return when.all.filter((part) => !plainly(part, seen)).length === 0
  if ('any' in when) return when.any.filter((part) => plainly(part, seen)).length > 0
  if ('not' in when) return !plainly(when.not, seen)
  const stands = readField[when.field]({ ...seen })
  switch (fieldKindOf(when.field).kind) {
    case 'flag':
      return stands === when.value
    case 'number':
      return when.op === 'atLeast' ? Number(stands) >= Number(when.value) : Number(stands) <= Number(when.value)
    case 'tags': {
      const has = (when.value as string[]).some((tag) => (stands as string[]).includes(tag))
      return when.op === 'contains' ? has : !has
    }
    case 'text': {
      const spoken = fold(typeof stands === 'string' ? stands : '').split(' ')
      const has = (when.value as string[]).some((word) =>
        spoken.some((one) => one !== '' && one.startsWith(fold(word).trim())),
      )
      return when.op === 'contains' ? has : !has
    }
    default: {
      const is = (when.value as string[]).includes(stands === null ? 'none' : String(stands))
      return when.op === 'is' ? is : !is
    }
  }
}

test('200 rules over a batch say what each says alone of each case, read aloud', () => {
  fc.assert(
    fc.property(
      fc.array(condition, { minLength: 200, maxLength: 200 }),
      fc.array(facts, { minLength: 5, maxLength: 10 }),
      (conditions, batch) => {
        const rules = conditions.map(
          (when, n) =>
            ({
              id: String(n),
              definition: {
                trigger: { on: 'event', events: [n % 2 ? 'case.created' : 'message.received'] },
                when,
                then: [],
              },
              ...readyOf(when),
            }) as unknown as Rule,
        )
        const index = byEvent(rules)
        for (const event of ['case.created', 'message.received', 'case.tags'] as const)
          for (const seen of batch) {
            const found = (index.get(event) ?? []).filter((rule) => rule.fits(seen)).map(({ id: one }) => one)
            const alone = rules
              .filter(
                ({ definition }) =>
                  definition.trigger.on === 'event' &&
                  definition.trigger.events.includes(event) &&
                  plainly(definition.when, seen),
              )
              .map(({ id: one }) => one)
            expect(found).toEqual(alone)
          }
      },
    ),
    { numRuns: 25 },
  )
})

test('the trace of a condition ends where the condition ends, and the contract takes all that is generated', () => {
  fc.assert(
    fc.property(condition, facts, (when, seen) => {
      expect(Condition.safeParse(when).success).toBe(true)
      const trace = traceOf(when, seen)
      expect(trace[0]!.is).toBe(compile(when)(seen))
      expect(fieldsOf(when)).toHaveLength(trace.filter(({ group: name }) => name === null).length)
    }),
    { numRuns: 300 },
  )
})

test('what the contract refuses', () => {
  const action = { do: 'tags', add: ['x'], remove: [] }
  const trigger = { on: 'event', events: ['case.created'] }
  const wrong: unknown[] = [
    { trigger, when: null, then: [] },
    { trigger: { on: 'event', events: [] }, when: null, then: [action] },
    { trigger: { on: 'time', side: 'before', anchor: 'opened', minutes: 5, hours: 'all' }, when: null, then: [action] },
    { trigger: { on: 'daily', at: '25:00', days: 'all' }, when: null, then: [action] },
    { trigger, when: { field: 'case.status', op: 'contains', value: ['new'] }, then: [action] },
    { trigger, when: { field: 'case.status', op: 'is', value: ['fresh'] }, then: [action] },
    { trigger, when: { field: 'constructor', op: 'is', value: ['x'] }, then: [action] },
    {
      trigger,
      when: { not: { not: { not: { not: { field: 'case.isRepeated', op: 'is', value: true } } } } },
      then: [action],
    },
    { trigger, when: null, then: [{ do: 'note', text: '{{constructor.constructor}}', mentionIds: [] }] },
    { trigger, when: null, then: [{ do: 'note', text: '{{ __proto__ }}', mentionIds: [] }] },
  ]
  for (const one of wrong) expect(WorkflowDefinition.safeParse(one).success, JSON.stringify(one)).toBe(false)
  expect(WorkflowDefinition.safeParse({ trigger, when: null, then: [action] }).success).toBe(true)
})

test('only what is asked for is loaded', () => {
  expect(needsOf(['case.status', 'case.tags'])).toEqual({
    customer: false,
    message: false,
    history: false,
    duplicates: false,
    calendar: false,
  })
  expect(needsOf(['message.text', 'history.reopened', 'customer.isKnown'])).toMatchObject({
    customer: true,
    message: true,
    history: true,
  })
})

test('a condition that would stop the program for seconds at every event is refused before it is kept', () => {
  const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one)
  const test = { field: 'message.text', op: 'contains', value: Array.from({ length: 50 }, (_, n) => `wort${n}`) }
  const definition = (when: unknown) => ({
    trigger: { on: 'event', events: ['message.received'] },
    when,
    then: [{ do: 'tags', add: ['x'], remove: [] }],
  })
  const isTaken = (when: unknown) => WorkflowDefinition.safeParse(definition(when)).success
  expect(isTaken({ any: many(10, test) })).toBe(true)
  expect(isTaken({ any: many(11, test) })).toBe(false)
  expect(isTaken({ any: many(20, { any: many(20, { any: many(15, test) }) }) })).toBe(false)
  const flag = { field: 'case.isRepeated', op: 'is', value: true }
  expect(isTaken({ all: many(5, { any: many(20, flag) }) })).toBe(true)
  expect(isTaken({ all: [...many(5, { any: many(20, flag) }), { not: flag }] })).toBe(false)
})
