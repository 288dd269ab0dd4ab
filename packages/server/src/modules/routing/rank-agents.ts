import type { RoutingPolicy, RoutingReason, SkillKind } from '@resonanz/contracts'
import { type AgentFacts, type CaseFacts, folded, placesOf, type Ranked, reason } from './facts.ts'

/** What a level of a skill that fits counts. */
const fitWeight = { topic: 4, wider_topic: 2, language: 3, product: 2, channel: 1, presence: 1 } as const
const stickyPoints = 30
/** An idle person is before one whose places are all but taken. */
const loadPoints = 20

/**
 * Who may be given this case, the best first, each with what speaks for them. Nobody who is away, outside the hours,
 * not there, full, pushed too often or without a needed skill; the skills are given up only after an overflow that says
 * so. Same facts, same order: what is equal goes to whoever waited longest, then by id.
 */
export function rankAgents(facts: CaseFacts, agents: readonly AgentFacts[], policy: Asked): Ranked[] {
  return makeRanking(agents, policy)(facts, agents.length)
}

type Asked = Pick<RoutingPolicy, 'required' | 'capacity'>
type Fit = { agent: AgentFacts; fit: RoutingReason[]; points: number }
type Scored = Fit & { score: number; isSticky: boolean }

/**
 * The same for many cases of one moment: what people can do is worked out once per kind of case, how much they have is
 * looked at anew each time. Answers the `most` best.
 */
export function makeRanking(agents: readonly AgentFacts[], policy: Asked) {
  const known = new Map<string, Fit[]>()
  const hasProducts = agents.some(({ skills }) => skills.some(({ kind }) => kind === 'product'))
  function fitting(facts: CaseFacts): Fit[] {
    const words = hasProducts ? facts.words : ''
    const { language, channel, presenceId, anySkill } = facts
    const key = JSON.stringify([facts.topics, language, channel, presenceId, anySkill, words])
    const found = known.get(key)
    if (found) return found
    const made = agents
      .map((agent) => ({ agent, fit: fitOf(facts, agent) }))
      .filter(({ fit }) => anySkill || hasRequired(facts, fit, policy.required))
      .map(({ agent, fit }) => ({ agent, fit, points: fitPoints(fit) }))
    known.set(key, made)
    return made
  }
  return (facts: CaseFacts, most: number): Ranked[] => {
    const takes = placesOf(facts, policy)
    const best: Scored[] = []
    for (const one of fitting(facts)) {
      if (!canTake(one.agent, takes)) continue
      const isSticky = facts.lastAgentId === one.agent.id
      const score = one.points + (isSticky ? stickyPoints : 0) - loadPoints * loadOf(one.agent)
      const scored = { ...one, score, isSticky }
      if (best.length === most && before(best.at(-1)!, scored) < 0) continue
      const at = best.findIndex((other) => before(scored, other) < 0)
      best.splice(at === -1 ? best.length : at, 0, scored)
      if (best.length > most) best.pop()
    }
    return best.map(rankedOf)
  }
}

function rankedOf({ agent, fit, score, isSticky }: Scored): Ranked {
  const free = reason('free', { used: agent.usedPlaces, places: agent.places })
  return { agent, score, reasons: [...fit, ...(isSticky ? [reason('sticky')] : []), free] }
}

function before(a: Scored, b: Scored): number {
  return (
    b.score - a.score ||
    (a.agent.lastPushAt ?? 0) - (b.agent.lastPushAt ?? 0) ||
    (a.agent.id < b.agent.id ? -1 : a.agent.id > b.agent.id ? 1 : 0)
  )
}

export function canTake(agent: AgentFacts, takes: number): boolean {
  return (
    agent.isAvailable &&
    !agent.isAbsent &&
    agent.isOnHours &&
    agent.pushedThisHour < agent.maxPushesPerHour &&
    (agent.places === null || agent.usedPlaces + takes <= agent.places)
  )
}

/** Without a number of places everybody counts as having twenty. */
function loadOf({ usedPlaces, places }: AgentFacts): number {
  return usedPlaces / (places ?? 20)
}

export function fitPoints(fit: readonly RoutingReason[]): number {
  return fit.reduce((sum, { code, level }) => sum + (fitWeight[code as keyof typeof fitWeight] ?? 0) * (level ?? 0), 0)
}

/** What of the case somebody can do: per kind of skill the best that fits. */
export function fitOf(facts: CaseFacts, { skills }: Pick<AgentFacts, 'skills'>): RoutingReason[] {
  const best = new Map<SkillKind, RoutingReason>()
  for (const { kind, value, level } of skills) {
    const code = codeFor(facts, kind, value)
    if (code === null) continue
    const found = reason(code, { value, level })
    const known = best.get(kind)
    if (!known || fitPoints([found]) > fitPoints([known])) best.set(kind, found)
  }
  return [...best.values()]
}

function codeFor(facts: CaseFacts, kind: SkillKind, value: string): keyof typeof fitWeight | null {
  if (kind === 'topic') {
    const place = facts.topics.indexOf(value)
    return place === 0 ? 'topic' : place > 0 ? 'wider_topic' : null
  }
  if (kind === 'product') return facts.words.includes(folded(value).trimEnd()) ? 'product' : null
  const wanted = { language: facts.language, channel: facts.channel, presence: facts.presenceId }[kind]
  return wanted === value ? kind : null
}

/** What the case says nothing of is not asked. A product is never needed: its word may stand anywhere. */
export function hasRequired(facts: CaseFacts, fit: readonly RoutingReason[], required: readonly SkillKind[]): boolean {
  const has = (kind: SkillKind) => fit.some(({ code }) => code === kind || (kind === 'topic' && code === 'wider_topic'))
  return required.every((kind) => !asksFor(facts, kind) || has(kind))
}

function asksFor(facts: CaseFacts, kind: SkillKind): boolean {
  if (kind === 'topic') return facts.topics.length > 0
  if (kind === 'language') return facts.language !== null
  if (kind === 'presence') return facts.presenceId !== null
  return kind === 'channel'
}
