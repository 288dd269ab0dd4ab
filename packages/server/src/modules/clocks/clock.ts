import type { ClockKind, StandstillReason } from '@resonanz/contracts'
import { type Aim, countedAfter, countedBetween } from '#targets'

/** Moments are milliseconds; Infinity: never. */
export type Segment = { from: number; to: number | null; pausedFor: StandstillReason | null }
export type Outcome = 'met' | 'breached' | 'dropped'
export type Clock = {
  id: string
  caseId: string
  kind: ClockKind
  promiseId: string | null
  byRule: boolean
  aim: Aim | null
  startedAt: number
  segments: Segment[]
  dueAt: number
  warnAt: number
  closedAt: number | null
  outcome: Outcome | null
  closedBy: string | null
}

const minuteMs = 60_000
/** Warned when a quarter of the time is left, but at least so long before. */
const warnedShare = 0.25
const warnedAtLeastMs = 15 * minuteMs

export function startClock(
  given: Pick<Clock, 'id' | 'caseId' | 'kind'> & Partial<Pick<Clock, 'promiseId'>>,
  at: number,
  due: { aim: Aim | null } | { at: number },
): Clock {
  const clock: Clock = {
    promiseId: null,
    ...given,
    byRule: 'aim' in due,
    aim: 'aim' in due ? due.aim : null,
    startedAt: at,
    segments: [{ from: at, to: null, pausedFor: null }],
    dueAt: Number.POSITIVE_INFINITY,
    warnAt: Number.POSITIVE_INFINITY,
    closedAt: null,
    outcome: null,
    closedBy: null,
  }
  return 'aim' in due ? withDue(clock) : dueAtMoment(clock, due.at)
}

export function isPaused({ segments }: Clock): boolean {
  return segments.at(-1)?.pausedFor !== null
}

/** It stands still from now; what ran until now counts. */
export function pause(clock: Clock, at: number, reason: StandstillReason): Clock {
  if (clock.closedAt !== null || isPaused(clock)) return clock
  return { ...clock, segments: [...ended(clock, at), { from: at, to: null, pausedFor: reason }] }
}

export function resume(clock: Clock, at: number): Clock {
  if (clock.closedAt !== null || !isPaused(clock)) return clock
  return withDue({ ...clock, segments: [...ended(clock, at), { from: at, to: null, pausedFor: null }] })
}

/** Met when no more than the target had run; `dropped` when it asks nothing any more. */
export function close(clock: Clock, at: number, how: 'done' | 'dropped', by: string | null = null): Clock {
  if (clock.closedAt !== null) return clock
  const isLate = isPaused(clock) ? clock.dueAt <= clock.segments.at(-1)!.from : clock.dueAt < at
  const outcome = how === 'dropped' ? 'dropped' : isLate ? 'breached' : 'met'
  return { ...clock, segments: ended(clock, at), closedAt: at, closedBy: by, outcome }
}

/** What closed it was taken back: it ran on all the while. */
export function reopen(clock: Clock): Clock {
  const [last] = clock.segments.slice(-1)
  const segments = [...clock.segments.slice(0, -1), { ...last!, to: null }]
  return { ...clock, segments, closedAt: null, outcome: null, closedBy: null }
}

/** Due by a moment that no rule made: a promise, or words that did not go out. */
export function dueAtMoment(clock: Clock, dueAt: number): Clock {
  const leadMs = Math.max((dueAt - clock.startedAt) * warnedShare, warnedAtLeastMs)
  const warnAt = dueAt - clock.startedAt > warnedAtLeastMs ? Math.floor(dueAt - leadMs) : Number.POSITIVE_INFINITY
  return { ...clock, byRule: false, dueAt, warnAt }
}

/** Under another rule, or the same one in other service hours. */
export function retarget(clock: Clock, aim: Aim | null): Clock {
  return clock.byRule && clock.closedAt === null ? withDue({ ...clock, aim }) : clock
}

/** Due and warning as the rule says: worked out once, at a change of the clock or of the rule. */
function withDue(clock: Clock): Clock {
  const { aim } = clock
  if (!clock.byRule) return clock
  if (!aim) return { ...clock, dueAt: Number.POSITIVE_INFINITY, warnAt: Number.POSITIVE_INFINITY }
  const limitMs = aim.atMostMinutes * minuteMs
  const leadMs = Math.max(limitMs * warnedShare, warnedAtLeastMs)
  return {
    ...clock,
    dueAt: whenRun(clock, aim, limitMs),
    warnAt: limitMs > warnedAtLeastMs ? whenRun(clock, aim, limitMs - leadMs) : Number.POSITIVE_INFINITY,
  }
}

/** The first moment at which the running stretches, the last one going on, have counted so much. */
function whenRun({ segments }: Clock, aim: Aim, wantedMs: number): number {
  let left = wantedMs
  const running = segments.filter(({ pausedFor }) => pausedFor === null)
  for (const { from, to } of running) {
    if (to === null) return countedAfter(aim, from, left)
    const counted = countedBetween(aim, from, to)
    if (counted >= left) return countedAfter(aim, from, left)
    left -= counted
  }
  // Standing still: as if it ran on from the moment it stopped.
  return countedAfter(aim, running.at(-1)!.to!, left)
}

function ended({ segments }: Clock, at: number): Segment[] {
  const last = segments.at(-1)!
  return [...segments.slice(0, -1), { ...last, to: Math.max(at, last.from) }]
}

/** What ran so far, in milliseconds of what counts. */
export function countedMs({ segments, aim }: Pick<Clock, 'segments' | 'aim'>, now: number): number {
  const counting = aim ?? { hours: null }
  return segments
    .filter(({ pausedFor }) => pausedFor === null)
    .reduce((sum, { from, to }) => sum + countedBetween(counting, from, to ?? now), 0)
}
