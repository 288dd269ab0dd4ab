import { type Calendars, dueAfter, type Place } from '#calendars'

/** The four moments of a question, in working time of whoever is asked. */
export type Moments = { remindAt: Date; dueAt: Date; deputyAt: Date; escalateAt: Date }

const shortestGrace = 15
const longestGrace = 120
const shortestForDeputy = 30

/** Half time, due, when the deputy steps in, when the lead is told. Pure. */
export function momentsOf(calendars: Calendars, place: Place, from: Date, minutes: number): Moments {
  const after = (count: number) => dueAfter(calendars, place, from, Math.round(count))
  const grace = Math.min(longestGrace, Math.max(shortestGrace, minutes / 4))
  return {
    remindAt: after(minutes / 2),
    dueAt: after(minutes),
    deputyAt: after(minutes + grace),
    escalateAt: after(minutes + grace + Math.max(shortestForDeputy, minutes / 2)),
  }
}

/** Steps taken; written as numbers in the table, they only rise. */
export const taken = { asked: 0, half: 1, due: 2, deputy: 3, escalated: 4 } as const
export type Step = 'half' | 'due' | 'deputy' | 'escalated'

type Facts = Moments & {
  step: number
  /** The expert is away, or the question did not reach them. */
  isOutOfReach: boolean
  hasDeputy: boolean
}

/**
 * What is to be done now, the one next thing; null when nothing is. Who is out of reach is not reminded: the deputy steps
 * in at once, or where there is none the lead is told. A reminder at half time that was missed is not made up for. Pure.
 */
export function nextStep(facts: Facts, now: Date): Step | null {
  const { step, isOutOfReach, hasDeputy } = facts
  if (step >= taken.escalated) return null
  if (step === taken.deputy) return facts.escalateAt <= now ? 'escalated' : null
  const instead: Step = hasDeputy ? 'deputy' : 'escalated'
  if (isOutOfReach && facts.remindAt <= now) return instead
  if (step === taken.due) return facts.deputyAt <= now ? instead : null
  if (facts.dueAt <= now) return 'due'
  return step === taken.asked && facts.remindAt <= now ? 'half' : null
}

/** When to look again after a step. A deputy who is asked late has as much time as one asked in time. */
export function nextLook(step: Step, moments: Moments, now: Date): { nextAt: Date | null; escalateAt: Date } {
  const { dueAt, deputyAt, escalateAt } = moments
  if (step === 'half') return { nextAt: dueAt, escalateAt }
  if (step === 'due') return { nextAt: deputyAt, escalateAt }
  if (step === 'escalated') return { nextAt: null, escalateAt }
  const late = now.getTime() - deputyAt.getTime()
  const moved = late > 0 ? new Date(escalateAt.getTime() + late) : escalateAt
  return { nextAt: moved, escalateAt: moved }
}
