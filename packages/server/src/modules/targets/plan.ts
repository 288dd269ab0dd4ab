import type { CaseKind, ChannelKind, ClockKind, Goal, Priority, TargetRule } from '@resonanz/contracts'
import { type Calendars, type Place, type WorkingTime, workingTimeOf } from '#calendars'
import { rulesInOrder } from './order.ts'

/** What rules ask of a case. */
export type TargetFacts = Place & { channel: ChannelKind; kind: CaseKind | null; priority: Priority }

/** What holds for one clock of a case. */
export type Aim = {
  ruleId: string
  ruleVersion: number
  /** Names the service hours it was worked out with. */
  hoursStamp: string
  inServiceHours: boolean
  averageMinutes: number | null
  atMostMinutes: number
  /** Null: plain time. */
  hours: WorkingTime | null
}

export type TargetPlan = { aimOf(kind: ClockKind, facts: TargetFacts): Aim | null }

const fieldOf = {
  first_answer: 'firstAnswer',
  next_answer: 'nextAnswer',
  resolution: 'resolution',
  next_update: 'nextUpdate',
} as const satisfies Record<ClockKind, keyof TargetRule>

/** Rules with the service hours they count in. Asked for whole batches: the same facts are looked up once. */
export function targetPlan(
  version: number,
  rules: readonly TargetRule[],
  unitsOfTeam: ReadonlyMap<string, readonly string[]>,
  calendars: Calendars,
): TargetPlan {
  const ordered = rulesInOrder(rules, unitsOfTeam)
  const known = new Map<string, Aim | null>()
  return {
    aimOf(kind, facts) {
      const key = `${kind} ${facts.teamId} ${facts.presenceId} ${facts.channel} ${facts.kind} ${facts.priority}`
      let aim = known.get(key)
      if (aim === undefined) known.set(key, (aim = find(kind, facts)))
      return aim
    },
  }

  function find(kind: ClockKind, facts: TargetFacts): Aim | null {
    for (const rule of ordered) {
      const goal = goalOf(rule, kind)
      if (!goal || !holds(rule.when, facts, unitsOfTeam)) continue
      return {
        ruleId: rule.id,
        ruleVersion: version,
        hoursStamp: rule.inServiceHours ? calendars.stamp : '',
        inServiceHours: rule.inServiceHours,
        ...goal,
        hours: rule.inServiceHours ? hoursFor(kind, workingTimeOf(calendars, facts)) : null,
      }
    }
    return null
  }
}

/**
 * "We write within two days" means days on the calendar, whatever hours the house keeps: the next word counts plain time
 * and comes when somebody is there.
 */
function hoursFor(kind: ClockKind, hours: WorkingTime): WorkingTime {
  if (kind !== 'next_update') return hours
  return { ...hours, after: (from, ms) => hours.nextOpening(from + ms) ?? from + ms }
}

/** The default rule knows one target for answers until somebody tells the next ones from the first. */
function goalOf(rule: TargetRule, kind: ClockKind): Goal | null {
  const goal = rule[fieldOf[kind]]
  return goal ?? (rule.id === 'default' && kind === 'next_answer' ? rule.firstAnswer : null)
}

function holds(when: TargetRule['when'], facts: TargetFacts, unitsOfTeam: ReadonlyMap<string, readonly string[]>) {
  return (
    (!when.teamId || when.teamId === facts.teamId) &&
    (!when.presenceId || when.presenceId === facts.presenceId) &&
    (!when.channel || when.channel === facts.channel) &&
    (!when.kind || when.kind === facts.kind) &&
    (!when.priority || when.priority === facts.priority) &&
    (!when.unitId || (facts.teamId && unitsOfTeam.get(facts.teamId)?.includes(when.unitId)))
  )
}

/** Milliseconds of what counts between two moments. */
export function countedBetween(aim: Pick<Aim, 'hours'>, from: number, to: number): number {
  return aim.hours ? aim.hours.openBetween(from, to) : Math.max(0, to - from)
}
/** The moment at which this much of what counts has passed since. */
export function countedAfter(aim: Pick<Aim, 'hours'>, from: number, ms: number): number {
  return aim.hours ? aim.hours.after(from, ms) : from + Math.max(0, ms)
}

export function dueOf(aim: Aim, from: Date): Date {
  return new Date(countedAfter(aim, from.getTime(), aim.atMostMinutes * 60_000))
}
