import type { HoldingLead } from '@resonanz/contracts'
import type { WorkingTime } from '#calendars'

const minuteMs = 60_000
/** Further back nobody plans a word. */
const farthestMs = 60 * 24 * 60 * minuteMs

/**
 * When a holding reply is proposed: so much service time, or such a share of the time there was, before the end. Never
 * in the first half of that time: what was just promised is not at its end.
 */
export function proposeAt(hours: WorkingTime, since: Date, dueAt: Date, lead: HoldingLead): Date {
  const [from, to] = [since.getTime(), dueAt.getTime()]
  const wanted =
    lead.unit === 'share' ? to - ((to - from) * lead.percent) / 100 : lastMomentWith(hours, to, lead.minutes * minuteMs)
  return new Date(Math.max(wanted, from + (to - from) / 2))
}

/** When a rule sends it: after half of the service time that is left; of plain time where nobody works until then. */
export function halfWay(hours: WorkingTime, now: Date, dueAt: Date): Date {
  const open = hours.openBetween(now.getTime(), dueAt.getTime())
  if (open > 0) return new Date(hours.after(now.getTime(), open / 2))
  return new Date(now.getTime() + Math.max(0, dueAt.getTime() - now.getTime()) / 2)
}

/** The latest moment from which this much is open until `to`; plain time where hours never come to that. */
function lastMomentWith(hours: WorkingTime, to: number, openMs: number): number {
  let [early, late] = [to - farthestMs, to - openMs]
  if (hours.openBetween(early, to) < openMs) return to - openMs
  if (hours.openBetween(late, to) >= openMs) return late
  while (late - early > 1_000) {
    const middle = Math.floor((early + late) / 2)
    if (hours.openBetween(middle, to) >= openMs) early = middle
    else late = middle
  }
  return early
}
