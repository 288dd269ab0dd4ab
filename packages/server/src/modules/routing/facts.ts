import type { CaseKind, ChannelKind, RoutingPolicy, RoutingReason, SkillKind } from '@resonanz/contracts'

/** What is asked of a case when it is given out. Minutes are working minutes of its place. */
export type CaseFacts = {
  id: string
  /** 0 urgent, 1 high, 2 normal, 3 low. */
  priority: number
  kind: CaseKind | null
  channel: ChannelKind
  language: string | null
  presenceId: string | null
  /** The topic itself first, then the ones above it. */
  topics: readonly string[]
  /** Title and tags, folded, for words of products. Never kept. */
  words: string
  /** Until the next due moment; below zero when late, null when nothing is due. */
  minutesLeft: number | null
  /** Until the next promised word. */
  promiseMinutesLeft: number | null
  /** 0 low, 1 medium, 2 high. */
  anger: number
  urgency: number
  isDanger: boolean
  isRepeated: boolean
  /** How many people hear this customer, where the company says so; null: not known. */
  reach: number | null
  /** Who had this customer or thread last. */
  lastAgentId: string | null
  /** Given up after an overflow that says so. */
  anySkill: boolean
}

export type AgentSkill = { kind: SkillKind; value: string; level: number }
/** A person of a team, as they are now. */
export type AgentFacts = {
  id: string
  skills: readonly AgentSkill[]
  /** Said so, and gave a sign lately. */
  isAvailable: boolean
  isAbsent: boolean
  /** The hours of the team. */
  isOnHours: boolean
  usedPlaces: number
  /** Null: not counted. */
  places: number | null
  pushedThisHour: number
  maxPushesPerHour: number
  /** When they were given something last, for taking turns; null: long ago. */
  lastPushAt: number | null
}

export type Ranked = { agent: AgentFacts; score: number; reasons: RoutingReason[] }

export function reason(code: RoutingReason['code'], given: Partial<Omit<RoutingReason, 'code'>> = {}): RoutingReason {
  return { code, value: null, level: null, used: null, places: null, ...given }
}

/** Places that a case takes. */
export function placesOf(
  { channel, priority }: Pick<CaseFacts, 'channel' | 'priority'>,
  { capacity }: Pick<RoutingPolicy, 'capacity'>,
): number {
  return (capacity.byChannel[channel] ?? 1) + (priority === 0 ? capacity.urgentExtra : 0)
}

/** Words apart by one blank, with one before them: a word is found at its beginning only. */
export function folded(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
}
