import type { PriorityReason, RoutingPolicy } from '@resonanz/contracts'
import { type AgentFacts, type CaseFacts, placesOf } from './facts.ts'
import { fitOf, fitPoints, hasRequired } from './rank-agents.ts'

/** Working minutes over which a due time grows from nothing to its full weight, and after which lateness stops to grow. */
const horizonMinutes = 480
const lateMostMinutes = 10_080
/** Reach moves nothing past a case that is late or due within so many working minutes. */
const guardedMinutes = 60
const seriousKinds: Partial<Record<NonNullable<CaseFacts['kind']>, number>> = {
  press: 1,
  complaint: 0.5,
  cancellation: 0.5,
  fault: 0.3,
  praise: -0.2,
  spam: -1,
}

export type RankedCase = {
  facts: CaseFacts
  score: number
  /** Places that reach moved it forward. */
  jumped: number
}

/**
 * Waiting cases in the order in which this person takes them. What they have no needed skill or no place for is left
 * out. A case that is due earlier, more serious or angrier never comes later than one that is the same otherwise.
 */
export function rankCases(
  agent: Pick<AgentFacts, 'id' | 'skills' | 'usedPlaces' | 'places'>,
  waiting: readonly CaseFacts[],
  policy: Pick<RoutingPolicy, 'required' | 'capacity' | 'weights' | 'reach' | 'stickyDays'>,
): RankedCase[] {
  const ranked: RankedCase[] = []
  for (const facts of waiting) {
    if (agent.places !== null && agent.usedPlaces + placesOf(facts, policy) > agent.places) continue
    const fit = fitOf(facts, agent)
    if (!facts.anySkill && !hasRequired(facts, fit, policy.required)) continue
    const own = Math.min(1, fitPoints(fit) / 50) + (facts.lastAgentId === agent.id ? 1 : 0)
    ranked.push({ facts, score: urgencyOf(facts, policy.weights) + own, jumped: 0 })
  }
  return moveByReach(ranked.toSorted(before), policy.reach)
}

/** The same order without a person: which case is given out first. */
export function orderCases(
  waiting: readonly CaseFacts[],
  policy: Pick<RoutingPolicy, 'weights' | 'reach'>,
): RankedCase[] {
  const ranked = waiting.map((facts) => ({ facts, score: urgencyOf(facts, policy.weights), jumped: 0 }))
  return moveByReach(ranked.toSorted(before), policy.reach)
}

function before(a: RankedCase, b: RankedCase): number {
  const left = ({ facts }: RankedCase) => facts.minutesLeft ?? Number.MAX_SAFE_INTEGER
  return b.score - a.score || left(a) - left(b) || (a.facts.id < b.facts.id ? -1 : a.facts.id > b.facts.id ? 1 : 0)
}

/** Grows with everything that makes a case more urgent, falls with nothing. */
export function urgencyOf(facts: CaseFacts, weights: RoutingPolicy['weights']): number {
  return (
    weights.due * closeness(facts.minutesLeft) +
    weights.promise * closeness(facts.promiseMinutesLeft) +
    weights.seriousness * seriousnessOf(facts) +
    weights.repeated * (facts.isRepeated ? 1 : 0)
  )
}

/** 0 when far away or nothing is due, 1 when due now, up to 3 with lateness. */
function closeness(minutesLeft: number | null): number {
  if (minutesLeft === null) return 0
  if (minutesLeft >= horizonMinutes) return 0.2 * (horizonMinutes / minutesLeft)
  if (minutesLeft >= 0) return 1 - 0.8 * (minutesLeft / horizonMinutes)
  return 1 + (2 * Math.min(-minutesLeft, lateMostMinutes)) / lateMostMinutes
}

function seriousnessOf({ priority, kind, anger, urgency, isDanger }: CaseFacts): number {
  return (3 - priority) / 2 + (kind ? (seriousKinds[kind] ?? 0) : 0) + anger * 0.2 + urgency * 0.3 + (isDanger ? 1 : 0)
}

/**
 * Reach moves a case forward by some places, never more than the policy says, and never past one that is late or due
 * within the hour. Ten times the reach are one place.
 */
function moveByReach(ranked: RankedCase[], { on, maxPositions }: RoutingPolicy['reach']): RankedCase[] {
  if (!on || maxPositions === 0) return ranked
  const order = [...ranked]
  for (const entry of ranked) {
    const wished = Math.min(maxPositions, Math.floor(Math.log10(Math.max(1, entry.facts.reach ?? 1))))
    let at = order.indexOf(entry)
    while (entry.jumped < wished && at > 0 && mayPass(entry, order[at - 1]!)) {
      order[at] = order[at - 1]!
      order[at - 1] = entry
      at -= 1
      entry.jumped += 1
    }
  }
  return order
}

function mayPass(entry: RankedCase, other: RankedCase): boolean {
  const isGuarded = other.facts.minutesLeft !== null && other.facts.minutesLeft < guardedMinutes
  return !isGuarded && (other.facts.reach ?? 1) < (entry.facts.reach ?? 1)
}

/** The priority that the facts speak for, 0 urgent to 3 low. Reach is not asked. */
export function proposePriority(facts: CaseFacts): { priority: 0 | 1 | 2 | 3; reasons: PriorityReason[] } {
  const reasons: PriorityReason[] = []
  const say = (isSo: boolean, reason: PriorityReason) => void (isSo && reasons.push(reason))
  say(facts.isDanger, 'danger')
  say(facts.kind === 'press', 'press')
  say(facts.urgency === 2, 'urgent_words')
  say(facts.anger === 2, 'angry_words')
  say(facts.minutesLeft !== null && facts.minutesLeft < 0, 'late')
  say(facts.promiseMinutesLeft !== null && facts.promiseMinutesLeft < guardedMinutes, 'promise_due')
  say(facts.isRepeated, 'repeated')
  say(facts.kind === 'cancellation', 'cancellation')
  say(facts.kind === 'complaint', 'complaint')
  const heavy = reasons.filter((reason) => reason !== 'complaint' && reason !== 'cancellation').length
  if (facts.isDanger || heavy >= 3) return { priority: 0, reasons }
  if (heavy >= 1 || reasons.length >= 2) return { priority: 1, reasons }
  if (facts.kind === 'praise' && reasons.length === 0) return { priority: 3, reasons: ['praise'] }
  return { priority: 2, reasons }
}
