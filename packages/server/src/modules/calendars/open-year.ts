import { openTimesOfYear, type OpenHours } from './calendar.ts'
import { zoneSpans } from './zone.ts'

/** All open stretches of a year (UTC), in order, none touching another; `before` counts what was open until each begins. */
export type OpenYear = { starts: Float64Array; ends: Float64Array; before: Float64Array; totalMs: number }

const dayMs = 86_400_000

/**
 * A moment is open when the clock on the wall then shows an open time. So an hour that the clocks skip is never open and
 * one that they repeat is open twice: within each stretch of one offset, wall time is plain arithmetic.
 */
export function openYear(hours: OpenHours, year: number): OpenYear {
  const starts: number[] = []
  const ends: number[] = []
  // Local days at both ends of the year may belong to its neighbours.
  const timesOf = [year - 1, year, year + 1].map((each) => openTimesOfYear(hours, each))
  const timesOn = (day: number) => timesOf[new Date(day * dayMs).getUTCFullYear() - year + 1]!(day)
  for (const { from, to, offsetMs } of zoneSpans(hours.timeZone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1))) {
    const lastDay = Math.floor((to - 1 + offsetMs) / dayMs)
    for (let day = Math.floor((from + offsetMs) / dayMs); day <= lastDay; day += 1) {
      for (const time of timesOn(day).toSorted((a, b) => a.from - b.from)) {
        const midnight = day * dayMs - offsetMs
        const start = Math.max(midnight + time.from * 60_000, from)
        const end = Math.min(midnight + time.to * 60_000, to)
        if (start >= end) continue
        const last = ends.length - 1
        if (last >= 0 && start <= ends[last]!) ends[last] = Math.max(ends[last]!, end)
        else {
          starts.push(start)
          ends.push(end)
        }
      }
    }
  }
  return withSums(starts, ends)
}

function withSums(starts: number[], ends: number[]): OpenYear {
  const before = new Float64Array(starts.length)
  let totalMs = 0
  for (let n = 0; n < starts.length; n += 1) {
    before[n] = totalMs
    totalMs += ends[n]! - starts[n]!
  }
  return { starts: Float64Array.from(starts), ends: Float64Array.from(ends), before, totalMs }
}
