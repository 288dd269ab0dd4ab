import { windowEdgeMs } from '@resonanz/contracts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * What the time since the person's last word allows: an answer for 24 hours, one by a person up to seven days, then
 * nothing. Without any word of theirs (a private answer to a comment opens no window) only the network can say; and it says
 * so in the minutes around an end, where clocks differ: only clearly after it nothing is tried.
 */
export function windowAt(lastInboundAt: string | null, nowMs: number): 'open' | 'human' | 'closed' {
  if (lastInboundAt === null) return 'open'
  const passedMs = nowMs - Date.parse(lastInboundAt)
  return passedMs <= dayMs ? 'open' : passedMs <= 7 * dayMs + windowEdgeMs ? 'human' : 'closed'
}

/** Where only a template goes afterwards: the end as the network counts it may still be ahead. */
export function isOverForWords(lastInboundAt: string | null, nowMs: number): boolean {
  return lastInboundAt !== null && nowMs - Date.parse(lastInboundAt) > dayMs + windowEdgeMs
}

/** Refused although the day is not over by our clock: how long until it is by any clock. Null: that was no edge. */
export function untilSurelyOverMs(lastInboundAt: string | null, nowMs: number): number | null {
  if (lastInboundAt === null) return null
  const leftMs = dayMs - (nowMs - Date.parse(lastInboundAt))
  return leftMs >= 0 && leftMs <= windowEdgeMs ? leftMs + 1_000 : null
}

/** A comment may be answered privately for seven days. */
export function mayAnswerPrivately(lastInboundAt: string | null, nowMs: number): boolean {
  return lastInboundAt === null || nowMs - Date.parse(lastInboundAt) <= 7 * dayMs + windowEdgeMs
}
