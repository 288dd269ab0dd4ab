/** When a call is tried again after each failure, in seconds (Standard Webhooks): about three days, then it failed. */
export const retrySeconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/** Answers that ask for time: the receiver is there and busy. */
export const throttles: readonly number[] = [429, 502, 504]
const mostThrottleSeconds = 3_600
/** Where nothing came back at all every call costs its whole time: the others of that receiver wait with it. */
const silentSeconds = 30

export type Next = { at: 'never' } | { at: 'later'; seconds: number; throttleSeconds: number | null }

/** What follows after a failed try; `tries` counts this one. Up to a tenth is added, so that a crowd comes back spread out. */
export function nextTry(tries: number, status: number | null, retryAfter: number | null, random: number): Next {
  const seconds = retrySeconds[tries - 1]
  if (seconds === undefined) return { at: 'never' }
  const asked = status !== null && throttles.includes(status)
  const wished = Math.max(seconds, asked ? Math.min(retryAfter ?? 0, mostThrottleSeconds) : 0)
  return {
    at: 'later',
    seconds: Math.round(wished * (1 + random / 10)),
    throttleSeconds: asked
      ? Math.min(retryAfter ?? Math.max(seconds, 30), mostThrottleSeconds)
      : status === null
        ? silentSeconds
        : null,
  }
}

/** Seconds of a Retry-After, as number or date; null when there is none that makes sense. */
export function retryAfterSeconds(header: string | undefined, nowMs: number): number | null {
  if (!header) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim())
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.round((at - nowMs) / 1000))
}
