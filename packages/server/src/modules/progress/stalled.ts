import type { StalledReason } from '@resonanz/contracts'

/** What a case went through, counted. Scores run from −1, very negative, to 1. */
export type StalledFacts = {
  /** Their messages since our last word. */
  unanswered: number
  is_repeated: boolean
  /** Of their first and their newest words; null while fewer than two were read. */
  first_tone: number | null
  last_tone: number | null
  anger: number | null
  messages: number
  is_ping_pong: boolean
  /** In the last two weeks. */
  transfers: number
  promises_moved: number
  reopened: number
}

const toneFell = 0.35
const highest = 2
const fewestTransfers = 3

/** Each sign with its weight; from 3 on a case counts as stalled, so one sign alone is never enough. Pure. */
export function stalledReasons(facts: StalledFacts): StalledReason[] {
  const found: StalledReason[] = []
  const add = (code: StalledReason['code'], count: number, weight: number) => found.push({ code, count, weight })
  if (facts.unanswered >= 2) add('unanswered', facts.unanswered, facts.unanswered >= 3 ? 2 : 1)
  if (facts.is_repeated) add('nobody-answers', 1, 1)
  if (facts.first_tone !== null && facts.last_tone !== null && facts.first_tone - facts.last_tone >= toneFell)
    add('tone-falls', 1, 1)
  if (facts.anger === highest && facts.messages >= 2) add('angry', 1, 1)
  if (facts.is_ping_pong) add('ping-pong', 1, 2)
  else if (facts.transfers >= fewestTransfers) add('transfers', facts.transfers, 1)
  if (facts.promises_moved >= 2) add('promises-moved', facts.promises_moved, 2)
  if (facts.reopened >= 2) add('reopened', facts.reopened, 1)
  return found
}

export function scoreOf(reasons: readonly StalledReason[]): number {
  return reasons.reduce((sum, { weight }) => sum + weight, 0)
}
