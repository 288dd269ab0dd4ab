import type { ChannelStanding, StandingCode } from '@resonanz/contracts'

/** What is kept beside the cursor. `lowered`: the limit that was higher before, and when that was noticed. */
export type KeptStanding = ChannelStanding & { at: string; lowered?: { from: number | null; at: string } }

/** What is amiss in how a network sees an account, heaviest first. */
export function amissIn(kept: KeptStanding): StandingCode[] {
  const { isRestricted, quality, lowered } = kept
  return [
    ...(isRestricted ? ['restricted' as const] : []),
    ...(quality === 'bad' ? ['quality-bad' as const] : []),
    ...(quality === 'low' ? ['quality-low' as const] : []),
    ...(lowered ? ['limit-lowered' as const] : []),
  ]
}

/** What got worse since. A quality that rises from bad to low has not; a limit that falls once more has. */
export function worsenedIn(now: KeptStanding, before: KeptStanding | null): StandingCode[] {
  const known = new Set(before ? amissIn(before) : [])
  const fellAgain = before !== null && (mostPeople(now) ?? Infinity) < (mostPeople(before) ?? 0)
  return amissIn(now).filter((code) => {
    if (code === 'quality-low' && known.has('quality-bad')) return false
    return !known.has(code) || (code === 'limit-lowered' && fellAgain)
  })
}

/** A limit that fell stays told until it is what it was. */
export function withBefore(now: ChannelStanding, before: KeptStanding | null): KeptStanding {
  const at = new Date().toISOString()
  const [is, was] = [mostPeople(now), before && mostPeople(before)]
  if (is === null || was === null) return { ...now, at, ...(before?.lowered ? { lowered: before.lowered } : {}) }
  if (is < was) return { ...now, at, lowered: before!.lowered ?? { from: was === Infinity ? null : was, at } }
  const { lowered } = before!
  return lowered && is < (lowered.from ?? Infinity) ? { ...now, at, lowered } : { ...now, at }
}

function mostPeople({ isUnlimited, peoplePerDay }: ChannelStanding): number | null {
  return isUnlimited ? Infinity : peoplePerDay
}
