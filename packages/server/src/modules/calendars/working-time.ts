import type { OpenHours } from './calendar.ts'
import { type OpenYear, openYear } from './open-year.ts'

/** Service hours with the years that were asked for worked out. All moments and durations in milliseconds. */
export type WorkingTime = {
  /** The first moment at which this much open time has passed since. With none to come it falls back to plain time. */
  after(from: number, openMs: number): number
  isOpenAt(at: number): boolean
  /** This moment or the next one that is open; null when none comes within ten years. */
  nextOpening(at: number): number | null
  openBetween(from: number, to: number): number
}

const yearsAhead = 10

export function workingTime(hours: OpenHours): WorkingTime {
  const years = new Map<number, OpenYear>()
  const yearOf = (year: number): OpenYear => {
    let known = years.get(year)
    if (!known) years.set(year, (known = openYear(hours, year)))
    return known
  }
  return {
    after(from, openMs) {
      if (openMs <= 0) return from
      const first = new Date(from).getUTCFullYear()
      let left = openMs
      for (let year = first; year <= first + yearsAhead; year += 1) {
        const open = yearOf(year)
        const passed = year === first ? openUntil(open, from) : 0
        if (left <= open.totalMs - passed) return momentOf(open, passed + left)
        left -= open.totalMs - passed
      }
      return from + openMs
    },
    isOpenAt(at) {
      const open = yearOf(new Date(at).getUTCFullYear())
      const n = endingAfter(open, at)
      return n < open.starts.length && open.starts[n]! <= at
    },
    nextOpening(at) {
      const first = new Date(at).getUTCFullYear()
      for (let year = first; year <= first + yearsAhead; year += 1) {
        const open = yearOf(year)
        const n = endingAfter(open, at)
        if (n < open.starts.length) return Math.max(at, open.starts[n]!)
      }
      return null
    },
    openBetween(from, to) {
      if (to <= from) return 0
      const [first, last] = [new Date(from).getUTCFullYear(), new Date(to).getUTCFullYear()]
      let sum = openUntil(yearOf(last), to) - openUntil(yearOf(first), from)
      for (let year = first; year < last; year += 1) sum += yearOf(year).totalMs
      return sum
    },
  }
}

/** The first stretch that ends after a moment. */
function endingAfter({ ends }: OpenYear, at: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! > at) high = middle
    else low = middle + 1
  }
  return low
}

/** Open time from the beginning of the year until a moment of it. */
function openUntil(open: OpenYear, at: number): number {
  const n = endingAfter(open, at)
  return n === open.starts.length ? open.totalMs : open.before[n]! + Math.max(0, at - open.starts[n]!)
}

/** The first moment at which this much of the year's open time (above none) has passed. */
function momentOf(open: OpenYear, passed: number): number {
  let [low, high] = [0, open.starts.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (open.before[middle]! + open.ends[middle]! - open.starts[middle]! >= passed) high = middle
    else low = middle + 1
  }
  return open.starts[low]! + passed - open.before[low]!
}
