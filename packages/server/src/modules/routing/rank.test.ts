import { type RoutingPolicy, shippedRouting } from '@resonanz/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AgentFacts, type CaseFacts, placesOf } from './facts.ts'
import { fitOf, hasRequired, rankAgents } from './rank-agents.ts'
import { proposePriority, rankCases } from './rank-cases.ts'

const caseFacts: fc.Arbitrary<CaseFacts> = fc.record({
  id: fc.uuid(),
  priority: fc.constantFrom(0, 1, 2, 3),
  kind: fc.constantFrom(null, 'question', 'complaint', 'praise', 'press', 'cancellation', 'spam'),
  channel: fc.constantFrom('email', 'form', 'phone'),
  language: fc.constantFrom(null, 'de', 'en'),
  presenceId: fc.constantFrom(null, 'p1'),
  topics: fc.constantFrom([], ['delivery'], ['late', 'delivery']),
  words: fc.constantFrom(' ', ' wo ist mein rad ', ' rechnung '),
  minutesLeft: fc.option(fc.integer({ min: -20_000, max: 20_000 })),
  promiseMinutesLeft: fc.option(fc.integer({ min: -20_000, max: 20_000 })),
  anger: fc.constantFrom(0, 1, 2),
  urgency: fc.constantFrom(0, 1, 2),
  isDanger: fc.boolean(),
  isRepeated: fc.boolean(),
  reach: fc.option(fc.integer({ min: 0, max: 5_000_000 })),
  lastAgentId: fc.constantFrom(null, 'a1', 'a2'),
  anySkill: fc.boolean(),
})
const agentFacts: fc.Arbitrary<AgentFacts> = fc.record({
  id: fc.constantFrom('a1', 'a2', 'a3', 'a4', 'a5'),
  skills: fc.uniqueArray(
    fc.oneof(
      fc.record({ kind: fc.constant('language' as const), value: fc.constantFrom('de', 'en'), level: level() }),
      fc.record({ kind: fc.constant('topic' as const), value: fc.constantFrom('late', 'delivery'), level: level() }),
      fc.record({ kind: fc.constant('product' as const), value: fc.constant('Rad'), level: level() }),
    ),
    { maxLength: 5, selector: ({ kind, value }) => `${kind} ${value}` },
  ),
  isAvailable: fc.boolean(),
  isAbsent: fc.boolean(),
  isOnHours: fc.boolean(),
  usedPlaces: fc.integer({ min: 0, max: 12 }),
  places: fc.option(fc.integer({ min: 1, max: 12 })),
  pushedThisHour: fc.integer({ min: 0, max: 5 }),
  maxPushesPerHour: fc.integer({ min: 1, max: 5 }),
  lastPushAt: fc.option(fc.integer({ min: 0, max: 1_000 })),
})
const agents = fc.uniqueArray(agentFacts, { maxLength: 5, selector: ({ id }) => id })
const policies: fc.Arbitrary<RoutingPolicy> = fc.record({
  ...(Object.fromEntries(Object.entries(shippedRouting).map(([key, value]) => [key, fc.constant(value)])) as {
    [K in keyof RoutingPolicy]: fc.Arbitrary<RoutingPolicy[K]>
  }),
  required: fc.subarray(['language', 'topic'] as const).map((kinds) => [...kinds]),
  weights: fc.record({ due: weight(), seriousness: weight(), repeated: weight(), promise: weight() }),
  reach: fc.record({ on: fc.boolean(), maxPositions: fc.integer({ min: 0, max: 5 }) }),
  capacity: fc.record({
    places: fc.constant(8),
    byChannel: fc.constant({ phone: 3 }),
    urgentExtra: fc.integer({ min: 0, max: 3 }),
  }),
})
function level() {
  return fc.integer({ min: 1, max: 5 })
}
function weight() {
  return fc.integer({ min: 0, max: 10 })
}
const anyone = { id: 'a1', skills: [], usedPlaces: 0, places: null }
const open = (policy: RoutingPolicy): RoutingPolicy => ({
  ...policy,
  required: [],
  reach: { ...policy.reach, on: false },
})
const ids = (ranked: { facts: CaseFacts }[]) => ranked.map(({ facts }) => facts.id)

test('nobody gets a case who is away, off hours, not there, full, pushed too often or without a needed skill', () => {
  fc.assert(
    fc.property(caseFacts, agents, policies, (facts, people, policy) => {
      for (const { agent } of rankAgents(facts, people, policy)) {
        expect(agent.isAvailable && agent.isOnHours && !agent.isAbsent).toBe(true)
        expect(agent.pushedThisHour).toBeLessThan(agent.maxPushesPerHour)
        if (agent.places !== null) expect(agent.usedPlaces + placesOf(facts, policy)).toBeLessThanOrEqual(agent.places)
        if (!facts.anySkill) expect(hasRequired(facts, fitOf(facts, agent), policy.required)).toBe(true)
      }
    }),
  )
})

test('the same facts give the same order, however they were listed', () => {
  fc.assert(
    fc.property(caseFacts, agents, policies, (facts, people, policy) => {
      const order = (list: AgentFacts[]) => rankAgents(facts, list, policy).map(({ agent }) => agent.id)
      expect(order(people.toReversed())).toEqual(order(people))
    }),
  )
  const cases = fc.uniqueArray(caseFacts, { maxLength: 12, selector: ({ id }) => id })
  fc.assert(
    fc.property(cases, policies, (waiting, policy) => {
      expect(ids(rankCases(anyone, waiting.toReversed(), policy))).toEqual(ids(rankCases(anyone, waiting, policy)))
    }),
  )
})

test('a more urgent case never comes later when all else is equal', () => {
  const worse: ((facts: CaseFacts) => CaseFacts)[] = [
    (facts) => ({ ...facts, minutesLeft: (facts.minutesLeft ?? 20_001) - 60 }),
    (facts) => ({ ...facts, promiseMinutesLeft: (facts.promiseMinutesLeft ?? 20_001) - 60 }),
    (facts) => ({ ...facts, priority: Math.max(0, facts.priority - 1) }),
    (facts) => ({ ...facts, anger: 2 }),
    (facts) => ({ ...facts, urgency: 2 }),
    (facts) => ({ ...facts, isDanger: true }),
    (facts) => ({ ...facts, isRepeated: true }),
    (facts) => ({ ...facts, kind: 'press' }),
  ]
  const pair = fc.tuple(caseFacts, fc.constantFrom(...worse), policies)
  fc.assert(
    fc.property(pair, ([facts, change, policy]) => {
      const [calm, urgent] = [
        { ...facts, id: 'b' },
        { ...change(facts), id: 'a' },
      ]
      const counted = { ...open(policy), capacity: { ...policy.capacity, places: null } }
      expect(ids(rankCases(anyone, [calm, urgent], counted))[0]).toBe('a')
    }),
    { numRuns: 1_000 },
  )
})

test('reach moves a case by no more places than said, and never past one that is late or due within the hour', () => {
  const cases = fc.uniqueArray(caseFacts, { maxLength: 15, selector: ({ id }) => id })
  fc.assert(
    fc.property(cases, policies, (waiting, policy) => {
      const without = ids(rankCases(anyone, waiting, open(policy)))
      const { maxPositions } = policy.reach
      const on = { ...open(policy), reach: { on: true, maxPositions } }
      const ranked = rankCases(anyone, waiting, on)
      for (const [at, { facts, jumped }] of ranked.entries()) {
        expect(without.indexOf(facts.id) - at).toBeLessThanOrEqual(maxPositions)
        expect(jumped).toBeLessThanOrEqual(maxPositions)
        const isGuarded = facts.minutesLeft !== null && facts.minutesLeft < 60
        // Only others that are guarded themselves or stood before may stand before it.
        if (isGuarded)
          for (const other of ranked.slice(0, at))
            expect(without.indexOf(other.facts.id)).toBeLessThan(without.indexOf(facts.id))
      }
    }),
    { numRuns: 500 },
  )
})

test('the last one who had the customer comes first among equals; full ones never', () => {
  const agent = (id: string, change: Partial<AgentFacts> = {}): AgentFacts => ({
    id,
    skills: [{ kind: 'language', value: 'en', level: 3 }],
    isAvailable: true,
    isAbsent: false,
    isOnHours: true,
    usedPlaces: 3,
    places: 8,
    pushedThisHour: 0,
    maxPushesPerHour: 20,
    lastPushAt: null,
    ...change,
  })
  const facts = {
    ...fc.sample(caseFacts, 1)[0]!,
    priority: 2,
    channel: 'email' as const,
    language: 'en',
    anySkill: false,
  }
  const people = [agent('a1'), agent('a2', { usedPlaces: 4 }), agent('a3', { skills: [] })]
  const policy = { ...shippedRouting, required: ['language' as const] }
  const order = (lastAgentId: string | null) =>
    rankAgents({ ...facts, lastAgentId }, people, policy).map((ranked) => ranked.agent.id)
  expect(order(null)).toEqual(['a1', 'a2'])
  expect(order('a2')).toEqual(['a2', 'a1'])
  expect(rankAgents({ ...facts, lastAgentId: 'a2' }, people, policy)[0]!.reasons).toMatchObject([
    { code: 'language', value: 'en', level: 3 },
    { code: 'sticky' },
    { code: 'free', used: 4, places: 8 },
  ])
})

test('the proposed priority names its reasons and never asks for reach', () => {
  fc.assert(
    fc.property(caseFacts, (facts) => {
      const proposed = proposePriority(facts)
      expect(proposePriority({ ...facts, reach: 9_999_999 })).toEqual(proposed)
      if (proposed.priority !== 2) expect(proposed.reasons.length).toBeGreaterThan(0)
      if (facts.isDanger) expect(proposed.priority).toBe(0)
    }),
  )
})
